//! The mirror of the YAML: what a transcriber may write, and nothing about whether it is right.

mod api;
mod call;
mod erratum;
mod escape;
mod instead;
mod json;
mod line;
mod marked;
mod mistake;
mod not_yaml;
mod notes;
mod parse;
mod positions;
mod reader;
mod readings;
mod resource;
mod sample;
mod screen;
mod stand_in;
mod table;
mod tree;
mod values;

pub use api::*;
pub use call::*;
pub use erratum::*;
pub use json::Json;
pub use parse::{ApiSpec, parse};
pub use resource::*;
pub use sample::*;
pub use table::*;
pub use values::*;
