//! The mirror of the YAML: what a transcriber may write, and nothing about whether it is right.

mod api;
mod resource;
mod values;

pub use api::*;
pub use resource::*;
pub use values::*;
