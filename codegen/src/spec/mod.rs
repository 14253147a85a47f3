//! The mirror of the YAML: what a transcriber may write, and nothing about whether it is right.

mod api;
mod json;
mod marked;
mod mistake;
mod not_yaml;
mod notes;
mod parse;
pub(crate) mod positions;
mod reader;
mod resource;
mod screen;
mod stand_in;
mod tree;
mod values;

pub use api::*;
pub use json::Json;
pub use parse::{ApiSpec, parse};
pub use resource::*;
pub use values::*;
