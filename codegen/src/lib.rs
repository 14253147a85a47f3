//! From the YAML transcription of a vendor's page to a Rust client, without any I/O.

pub mod model;
pub mod spec;
