//! From the YAML transcription of a vendor's page to a Rust client, without any I/O.

pub mod diagnostic;
pub mod model;
pub mod source;
pub mod spec;
