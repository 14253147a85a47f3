//! Where a key or some bytes of a value stand in a file.

use ficha_codegen::diagnostic::{Code, Finding, Findings, Place};

use super::source;

/// Where a place of the resource stands: line and column of its start and its end.
fn stands(resource: &str, place: impl Fn(Place) -> Place) -> [usize; 4] {
    let sources = [source("x/r.yaml", resource)];
    let mut findings = Findings::new();
    findings.push(Finding::new(Code::NotJson, "", place(Place::root(0)), ""));
    let found = findings.locate(&sources);
    let label = &found.iter().next().expect("a finding").labels[0];
    [label.line, label.column, label.end_line, label.end_column]
}

#[test]
fn bytes_of_a_block_are_found_behind_its_indentation() {
    let within = |text: &str, start, end| stands(text, |root| root.key("json").within(start, end));
    assert_eq!(within("json: |\n    ab\n      cd\n    ef\n", 5, 6), [3, 7, 3, 8]);
    assert_eq!(within("json: |-\n\n    ab\n    cd", 4, 5), [4, 5, 4, 6]);
    assert_eq!(within("json: |2\n     ab\n", 3, 4), [2, 6, 2, 7]);
    assert_eq!(within("json: |\r\n    ab\r\n    cd\r\n", 3, 5), [3, 5, 3, 7]);
    assert_eq!(within("é: 1\njson: |  # why\n    añb\n    cd\n", 5, 6), [4, 5, 4, 6]);
    assert_eq!(stands("json: |\n  ab\n", |root| root.key("json")), [1, 7, 1, 8]);
}

#[test]
fn bytes_of_other_scalars_are_found_behind_quotes_and_escapes() {
    let within = |text: &str, start, end| stands(text, |root| root.key("path").within(start, end));
    assert_eq!(within("path: /a/{b}\n", 3, 6), [1, 10, 1, 13]);
    assert_eq!(within("path: 'it''s x'\n", 5, 6), [1, 14, 1, 15]);
    assert_eq!(within("path: \"\\u00e9\\n\\\"x\"\n", 4, 5), [1, 18, 1, 19]);
    assert_eq!(within("path: \"a\n  b\"\n", 2, 3), [2, 3, 2, 4]);
    assert_eq!(within("path: >-\n  a\n  b\n\n  c\n", 4, 5), [5, 3, 5, 4]);
    assert_eq!(within("path: x\n", 40, 50), [1, 7, 1, 8]);
}

#[test]
fn places_are_found_by_their_keys() {
    let text = "types:\n  T:\n    rows:\n      - { name: a,\n          type: int }\n      - name: b\n    doc:\n";
    let rows = |root: Place| root.key("types").entry(0).key("rows");
    assert_eq!(stands(text, |root| rows(root).item(0).key("type")), [5, 17, 5, 20]);
    assert_eq!(stands(text, |root| rows(root).item(0).key("type").name()), [5, 11, 5, 15]);
    assert_eq!(stands(text, |root| rows(root).item(0)), [4, 9, 4, 19]);
    assert_eq!(stands(text, |root| rows(root).item(1)), [6, 9, 6, 13]);
    assert_eq!(stands(text, |root| rows(root).item(0).key("length")), [4, 9, 4, 19]);
    assert_eq!(stands(text, |root| root.key("types").entry(0)), [2, 3, 2, 4]);
    assert_eq!(stands(text, |root| root.key("types").entry(0).key("doc")), [7, 5, 7, 8]);
    assert_eq!(stands("erratum: a\n", |root| root.key("erratum").item(0)), [1, 10, 1, 11]);
    assert_eq!(stands("", |root| root.key("api")), [1, 1, 1, 1]);
}
