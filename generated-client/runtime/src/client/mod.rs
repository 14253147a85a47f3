//! What all calls of one client share, and how a client is set up.

pub(crate) mod client_settings;
pub(crate) mod core;
pub(crate) mod credentials;
pub(crate) mod settings;
