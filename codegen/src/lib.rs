//! From the YAML transcription of a vendor's page to a Rust client, without any I/O.
//!
//! # In a project of your own
//! With this as `build.rs`, `ficha-codegen` under `[build-dependencies]` and `ficha-runtime` under `[dependencies]`:
//!
//! ```no_run
#![doc = include_str!("../examples/build_script.rs")]
//! ```
//!
//! the clients are modules of the crate that says where they belong:
//!
//! ```ignore
//! include!(concat!(env!("OUT_DIR"), "/clients.rs"));
//! ```
//!
//! What is wrong with a spec then fails the build, with its file, line and column.

pub mod against;
mod check;
pub mod diagnostic;
mod emit;
mod lower;
pub mod model;
mod names;
mod openapi;
mod options;
mod parallel;
pub mod source;
pub mod spec;

pub use emit::File;
pub use openapi::openapi;
pub use options::Options;

use diagnostic::{Diagnostics, Findings};
use lower::{Lowering, Part};
use source::Source;

/// Reads specs and holds them against every rule.
///
/// # Errors
/// Everything that was found, at once; then there is no model.
pub fn check(sources: &[Source]) -> Result<Vec<model::Api>, Diagnostics> {
    let mut findings = Findings::new();
    let specs = spec::parse(sources, &mut findings);
    let apis = parallel::find(&specs, 1, &mut findings, check::check);
    let apis: Vec<model::Api> = apis.into_iter().flatten().collect();
    if findings.is_empty() { Ok(apis) } else { Err(findings.locate(sources)) }
}

/// What a set of specs becomes, as data: whoever calls writes it, or compares it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Generated {
    /// The client, relative to the folder of its sources: `serpi/mod.rs`, `serpi/sucursales.rs`.
    pub client: Vec<File>,
    /// The conformance tests, made from the specs' own samples, relative to the folder of their test binary.
    pub conformance: Vec<File>,
}

/// Turns specs into a client.
///
/// # Errors
/// Everything that [`check`] finds, at once; then nothing is generated.
pub fn generate(sources: &[Source], options: &Options) -> Result<Generated, Diagnostics> {
    let apis = check(sources)?;
    let lowerings: Vec<Lowering<'_>> = apis.iter().map(|api| Lowering::of(api, options)).collect();
    let parts = lowerings.iter().flat_map(|lowering| lowering.parts().map(move |part| (lowering, part)));
    let parts: Vec<(&Lowering<'_>, Part<'_>)> = parts.collect();
    // Each thread parses for itself the code that it fills in, which has to be worth it.
    let files = parallel::map(&parts, 4, |(lowering, part)| emit::emit(lowering.file(part), options));
    let mut generated = Generated::default();
    for ((_, part), file) in parts.iter().zip(files) {
        match part {
            Part::Conformance => generated.conformance.push(file),
            Part::Api | Part::Resource(_) | Part::Mock => generated.client.push(file),
        }
    }
    Ok(generated)
}
