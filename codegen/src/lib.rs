//! From the YAML transcription of a vendor's page to a Rust client, without any I/O.

pub mod against;
mod check;
pub mod diagnostic;
pub mod emit;
pub mod lower;
pub mod model;
mod names;
mod options;
pub mod source;
pub mod spec;

pub use options::Options;

use diagnostic::{Diagnostics, Findings};
use source::Source;

/// Reads specs and holds them against every rule.
///
/// # Errors
/// Everything that was found, at once; then there is no model.
pub fn check(sources: &[Source]) -> Result<Vec<model::Api>, Diagnostics> {
    let mut findings = Findings::new();
    let specs = spec::parse(sources, &mut findings);
    let apis: Vec<model::Api> = specs.iter().filter_map(|spec| check::check(spec, &mut findings)).collect();
    if findings.is_empty() { Ok(apis) } else { Err(findings.locate(sources)) }
}
