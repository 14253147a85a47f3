//! Reading specs: whatever the bytes, there is a model or a finding with a place, and no text is changed on the way.

// A test that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic)]

mod anything;
mod files;
mod keys;
mod places;
mod shown;
mod texts;
mod yaml;

use ficha_codegen::diagnostic::{Diagnostic, Diagnostics, Findings};
use ficha_codegen::source::Source;
use ficha_codegen::spec::{self, ApiSpec};

const API: &str = "\
api: x
title: X
sources: { page: { kind: page, title: The page } }
servers: { production: { url: https://x.example } }
";

/// The resource `r` of the API `x`, and its mirror or what is wrong with it.
fn read(resource: &str) -> Result<spec::ResourceFile, Diagnostics> {
    let sources = [source("specs/x/api.yaml", API), source("specs/x/r.yaml", resource)];
    let mut specs = parse(&sources)?;
    Ok(specs.remove(0).resources.remove(0).1)
}

fn parse(sources: &[Source]) -> Result<Vec<ApiSpec>, Diagnostics> {
    let mut findings = Findings::new();
    let specs = spec::parse(sources, &mut findings);
    if findings.is_empty() { Ok(specs) } else { Err(findings.locate(sources)) }
}

fn source(name: &str, text: &str) -> Source {
    Source { name: name.into(), text: text.into() }
}

/// Each finding as `code line:column`, in their order; the first label is what counts.
fn places(found: &Diagnostics) -> Vec<String> {
    let at = |found: &Diagnostic| {
        found.labels.first().map_or("-".into(), |label| format!("{}:{}", label.line, label.column))
    };
    found.iter().map(|found| format!("{} {}", found.code, at(found))).collect()
}

/// What is wrong with this resource.
#[track_caller]
fn wrong(resource: &str, expected: &[&str]) -> Diagnostics {
    let found = read(resource).expect_err("nothing was found");
    assert_eq!(places(&found), expected, "\n{found}");
    found
}

/// The help of the only finding.
#[track_caller]
fn help(found: &Diagnostics) -> String {
    assert_eq!(found.len(), 1, "\n{found}");
    found.iter().next().and_then(|found| found.help.clone()).unwrap_or_default()
}

const ROWS: &str = "resource: r\noperations: {}\ntypes:\n  T:\n    rows:\n";

fn row(row: &str) -> String {
    format!("{ROWS}      - {row}\n")
}
