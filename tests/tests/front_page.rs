//! What the front page shows is what one gets: the finding in its words, the rows as they stand in the specs, the counts.
//! That its Rust compiles is seen by the doc tests.

// A test that cannot even start says why and stops.
#![allow(clippy::panic)]

use std::fs;

use ficha_codegen::source::Source;
use ficha_tests::specs::{changed, project, real};

fn front_page() -> String {
    let path = project().join("README.md");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn serpi() -> Vec<Source> {
    let is_serpi = |sources: &Vec<Source>| sources.iter().any(|source| source.name.starts_with("specs/serpi/"));
    real().into_iter().find(is_serpi).unwrap_or_else(|| panic!("no specs of SERPI"))
}

/// The text with single spaces between its words: columns are lined up in a spec.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_finding_is_the_one_that_is_shown() {
    const ERRATUM: &str =
        "required: true,  doc: Reference of the branch.,                    erratum: null_though_required }";
    let without = changed(&serpi(), "sucursales.yaml", ERRATUM, "required: true,  doc: Reference of the branch. }");
    let without = without.unwrap_or_else(|error| panic!("{error}"));
    let Err(findings) = ficha_codegen::check(&without) else { panic!("nothing is found") };
    let shown = findings.render(false);
    assert!(front_page().contains(shown.trim()), "the front page shows another finding than this:\n{shown}");
}

#[test]
fn the_rows_are_those_of_the_specs() {
    let page = front_page();
    let start = page.find("```yaml\n").unwrap_or_else(|| panic!("the front page shows no YAML"));
    let shown = page[start..].lines().skip(1).take_while(|line| *line != "```");
    let specs: String = serpi().iter().map(|source| words(&source.text) + " ").collect();
    let shown: Vec<String> = shown.collect::<Vec<_>>().join("\n").split("\n\n").map(words).collect();
    for piece in shown {
        assert!(specs.contains(&piece), "no spec has `{piece}`");
    }
}

#[test]
fn the_errata_are_counted() {
    let errata = real().concat().iter().map(|source| source.text.matches("    because:").count()).sum::<usize>();
    assert!(
        front_page().contains(&format!("needed {errata} errata")),
        "README.md, under \"Contradictions\": the pages needed {errata} errata"
    );
}

/// What is shown under "Test your service" is a test of `tests/consumer`, where it is run. An attribute that makes a test would
/// hide it from the doc tests, so words can stand for it.
#[test]
fn the_test_of_a_service_is_one_that_passes() {
    let run = project().join("tests/consumer/tests/practice.rs");
    let run = fs::read_to_string(&run).unwrap_or_else(|error| panic!("{}: {error}", run.display()));
    let (_, run) = run.split_once("\n\n").unwrap_or_else(|| panic!("no first line"));
    let page = front_page().replace("// In your tests, under `#[tokio::test]`.", "#[tokio::test]");
    assert!(page.contains(&format!("```rust\n{run}```")), "the front page shows another test than this:\n{run}");
}
