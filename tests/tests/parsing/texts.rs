//! What is written is what is read: no text becomes a number, a date or a line end.

use ficha_codegen::spec::{Length, OneOrMany};

use super::{API, ROWS, help, parse, places, read, row, source, wrong};

#[test]
fn a_text_is_what_is_written() {
    for written in
        ["NO", "no", "yes", "01", "5.00000", "0x1F", "1e3", "2026-11-20", "true", "12:30", ".inf", "null", "~"]
    {
        let file = read(&row(&format!("{{ name: {written}, type: string }}"))).expect(written);
        let rows = file.types.get("T").and_then(|ty| ty.rows.as_ref()).expect("a table");
        assert_eq!(rows[0].name, written);
    }
    let api = format!("{API}from: 01\n")
        .replace("title: The page", "title: 5.00000, read_on: 2026-11-20, words: { 1: [NO, no], bool: 01 }");
    let specs =
        parse(&[source("x/api.yaml", &api), source("x/r.yaml", "resource: r\noperations: {}\n")]).expect("valid");
    let page = &specs[0].api.sources.0[0].1;
    assert_eq!((page.title.as_str(), page.read_on.as_deref()), ("5.00000", Some("2026-11-20")));
    assert_eq!(specs[0].api.from.as_deref(), Some("01"));
    assert_eq!(page.words.0[0], ("1".into(), OneOrMany(vec!["NO".into(), "no".into()])));
    assert_eq!(page.words.0[1], ("bool".into(), OneOrMany(vec!["01".into()])));
}

#[test]
fn a_number_that_is_none_is_a_finding() {
    wrong(&row("{ name: a, type: string, length: 050 }"), &["wrong-value 6:42"]);
    wrong(&row("{ name: a, type: string, required: NO }"), &["wrong-value 6:44"]);
    let api = API.replace(
        "kind: page, title: The page",
        "kind: page, title: The page, words: { required: 1, optional: true, int: [ 1, true ] }",
    );
    let found = parse(&[source("x/api.yaml", &api), source("x/r.yaml", "resource: r\noperations: {}\n")]);
    assert_eq!(places(&found.expect_err("a word is a number")), ["wrong-value 3:68", "wrong-value 3:81"]);
}

#[test]
fn no_text_is_read_as_no_length_but_the_mark_of_a_page() {
    for mark in ["X", "x", "-", "--", "–", "*", "∞", "n/a", "sin límite", "ilimitado", "- -", "²"] {
        let file = read(&row(&format!("{{ name: a, type: string, length: \"{mark}\" }}"))).expect(mark);
        let rows = file.types.get("T").and_then(|ty| ty.rows.as_ref()).expect("a table");
        assert_eq!(rows[0].length, Some(Length::None(mark.into())));
    }
    for text in ["", " ", "X ", " X", "50 caracteres", "VARCHAR2", "0", "-\\t-"] {
        let found = wrong(&row(&format!("{{ name: a, type: string, length: \"{text}\" }}")), &["wrong-value 6:42"]);
        let help = help(&found);
        let number = text == "0" && help == "take the quotes away";
        assert!(number || help.contains("`X`") && help.contains("leave `length` out"), "{help}");
    }
    let erratum = "errata: { e: { use: { length: 5x }, because: Why. } }\n";
    wrong(&format!("{ROWS}      - {{ name: a, type: string }}\n{erratum}"), &["wrong-value 7:31"]);
    // A length that is refused keeps nothing else from being found.
    let rows = "{ name: a, type: string, length: 5 or more, nope: 1 }\n      - { name: b, type: string, length: \"\" }";
    wrong(&row(rows), &["wrong-value 6:42", "unknown-key 6:53", "wrong-value 7:42"]);
}

#[test]
fn a_finding_elsewhere_makes_no_new_findings_of_what_is_right() {
    // Both readers have to agree about every scalar that is not quoted.
    let scalars = "resource: 5\ndoc: 1.50\nfrom: 2026-11-20\noperations: {}\ntypes: { 1: { doc: ~, rows: [ { name: 01, type: int, \
                   example: 0x1F, min: -1, quoted: TRUE, length: 10 } ] } }\n";
    let found = read(&format!("{scalars}nope: 1\n")).expect_err("nothing was found");
    assert_eq!(places(&found), ["unknown-key 6:1"], "\n{found}");
}

#[test]
fn line_ends_and_byte_order_marks_do_not_matter() {
    let unix = row("{ name: a, typ: int }");
    let expected = ["unknown-key 6:20"];
    wrong(&unix, &expected);
    wrong(&unix.replace('\n', "\r\n"), &expected);
    let marked = read(&format!("\u{FEFF}{}", row("{ name: a, type: int }"))).expect("valid");
    assert_eq!(marked.resource, "r");
    wrong(&format!("\u{FEFF}{unix}"), &expected);
}
