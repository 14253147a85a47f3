//! Errata expire: over the real specs, is each one missed when it is taken away, and told when it has nothing left to do? And
//! the reverse: is whatever changes in a sample found?

// A test that cannot go on says why and stops.
#![allow(clippy::panic)]

mod changed_samples;
mod mended_pages;
mod seen;
mod taken_away;
mod told;

use ficha_codegen::diagnostic::Diagnostics;
use ficha_codegen::source::Source;
use ficha_tests::specs::real;
use ficha_tests::tree::Tree;
use serde_yaml::{Mapping, Value};

/// File, name and content of every erratum of an API.
fn errata(tree: &Tree) -> Vec<(String, String, Value)> {
    let of_file = |(file, value): &(String, Value)| {
        let errata = value.get("errata").and_then(Value::as_mapping).cloned().unwrap_or_default();
        let named =
            |(name, erratum): (Value, Value)| (file.clone(), name.as_str().unwrap_or_default().to_owned(), erratum);
        errata.into_iter().map(named).collect::<Vec<_>>()
    };
    tree.files.iter().flat_map(of_file).collect()
}

fn findings(sources: &[Source]) -> Option<Diagnostics> {
    ficha_codegen::check(sources).err()
}

/// Whether a subject in this file points at the erratum of that file, by the rule of the language: own file, then api.yaml.
fn sees(subject_file: &str, erratum_file: &str) -> bool {
    subject_file == erratum_file || erratum_file.ends_with("/api.yaml")
}

#[test]
fn the_real_specs_have_no_findings_and_well_over_twenty_errata() {
    let mut count = 0;
    for sources in real() {
        if let Some(diagnostics) = findings(&sources) {
            panic!("{}", diagnostics.render(false));
        }
        count += errata(&Tree::of(&sources)).len();
    }
    assert!(count > 40, "only {count} errata");
}

/// The JSON of a sample with its mends applied.
fn mended_json(sample: &Mapping) -> Option<serde_json::Value> {
    let mut text = sample.get("json")?.as_str()?.to_owned();
    for pair in sample.get("mend").and_then(Value::as_sequence).into_iter().flatten() {
        text = text.replacen(pair.get(0)?.as_str()?, pair.get(1)?.as_str()?, 1);
    }
    serde_json::from_str(&text).ok()
}
