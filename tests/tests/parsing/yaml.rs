//! What is no YAML, or more of it than the language takes.

use ficha_codegen::diagnostic::Code;
use ficha_codegen::source::Source;

use super::{ROWS, help, places, read, row, wrong};

#[test]
fn not_utf8_is_found_at_the_first_bad_byte() {
    let found = Source::from_bytes("specs/x/r.yaml", b"resource: r\nA\xf1o: 1\n".to_vec()).expect_err("no finding");
    assert_eq!(places(&found), ["not-utf8 2:2"]);
}

#[test]
fn no_yaml_is_found_where_it_stops_being_yaml() {
    wrong("resource: r\ndoc: a: b\n", &["not-yaml 2:7"]);
    wrong("resource: 'r\n", &["not-yaml 1:11"]);
    let tab = wrong("resource: r\n\toperations: {}\n", &["not-yaml 2:1"]);
    assert_eq!(help(&tab), "indent with spaces");
}

#[test]
fn prose_that_needs_quotes_is_told_to_be_quoted() {
    let comma = wrong(&row("{ name: a, type: int, doc: One, or none }"), &["unknown-key 6:41"]);
    assert!(help(&comma).contains("quote that text"), "{comma}");
    assert!(help(&comma).contains("`doc: \"One, or none…\"`"), "{comma}");
    let colon = wrong(&row("{ name: a, type: int, doc: Item: one }"), &["not-yaml 6:40"]);
    assert!(help(&colon).contains("quote a text"), "{colon}");
    let comment =
        wrong(&row("{ name: a, type: int, doc: Item #5 }\n      - { name: b, type: int }"), &["not-yaml 7:7"]);
    assert_eq!(help(&comment), "quote a text that holds ` #`");
    let comment: Vec<_> =
        comment.iter().flat_map(|found| &found.labels).map(|label| (label.line, label.column)).collect();
    assert_eq!(comment, [(7, 7), (6, 9), (6, 41)]);
}

#[test]
fn a_slip_that_the_parser_notices_late_is_told_where_it_was_made() {
    let rows = "resource: r\noperations: {}\ntypes:\n  T:\n    rows:\n      - { name: a, type: int }\n";
    for (text, place, told) in [
        ("resource: r\noperations\n  list: {}\n", "not-yaml 2:1", "a key ends with a colon: `operations:`"),
        ("resource: r\noperations\n\n  # why\n  list: {}\n", "not-yaml 2:1", "a key ends with a colon: `operations:`"),
        ("resource: r\noperations:\n  list:\n\t\tmethod: GET\n", "not-yaml 4:1", "indent with spaces"),
        (
            &format!("{rows}     - {{ name: b, type: int }}\n"),
            "not-yaml 7:6",
            "indent this line, and the one before it",
        ),
        ("resource: r\noperations:\n  list:\n   method: GET\n    path: /a\n", "not-yaml 5:9", "indent this line"),
        ("resource: r\ndoc: \"a\noperations: {}\n", "not-yaml 2:6", "close the quote"),
        ("resource: r\noperations: { list: { doc: \"a } }\n", "not-yaml 2:28", "close the quote"),
        ("resource: r\ndoc: a\u{0}b\n", "not-yaml 2:7", "take the character away"),
        ("resource: r\ndoc: a\u{0}b\nfrom: a\tb\n", "not-yaml 2:7", "take the character away"),
        ("resource: r\noperations:\n  list:\n    method:GET\n    path: /a\n", "not-yaml 4:11", "write `method: GET`"),
        ("resource: r\noperations:\n  list:\n\u{A0}   method: GET\n    path: /a\n", "not-yaml 4:1", "plain spaces"),
        (&row("{ name: a, type: int, doc: “One, or none” }"), "unknown-key 6:42", "none but plain quotes"),
        (&row("{ name: a, type: int, erratum: b, c }"), "unknown-key 6:43", "`erratum: [ b, c ]`"),
        ("resource: r\ndoc: a: b\n", "not-yaml 2:7", "quote a text that holds `: `"),
        (
            "resource: r\noperations: { \"a\u{2028}b\": { method: GET, path: /a, effect: read } }\n",
            "not-yaml 2:17",
            "write `\\u2028` in double quotes",
        ),
    ] {
        let found = wrong(text, &[place]);
        assert!(help(&found).contains(told), "{found}");
    }
}

#[test]
fn depth_is_bounded() {
    for text in ["[".repeat(10_000), "{a: ".repeat(10_000), "- ".repeat(10_000), "[\n ".repeat(10_000)] {
        let found = read(&text).expect_err("nothing was found");
        assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::TooDeep], "{found}");
    }
    let nested =
        |deep: usize| row(&format!("{{ name: a, type: json, example: {}{} }}", "[".repeat(deep), "]".repeat(deep)));
    read(&nested(50)).expect("50 brackets are not too deep");
    wrong(&nested(70), &["too-deep 6:100"]);
}

/// Whatever a file is nested by, it is as deep with a mistake in it as without.
#[test]
fn indentation_and_brackets_count_together() {
    let nested = |levels: usize, open: &str, close: &str, times: usize| {
        let below: String = (0..levels).map(|level| format!("{}a:\n", " ".repeat(10 + level))).collect();
        let brackets = format!("{}{}{}\n", " ".repeat(10 + levels), open.repeat(times), close.repeat(times));
        format!("{ROWS}      - name: a\n        type: json\n        example:\n{below}{brackets}")
    };
    for text in [nested(45, "[", "]", 45), nested(0, "[a: ", "]", 33), nested(20, "{a: ", "}", 45)] {
        let found = read(&text).expect_err("nothing was found");
        assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::TooDeep], "{found}");
    }
    read(&nested(20, "[", "]", 30)).expect("50 levels are not too deep");
}

#[test]
fn it_is_told_where_not_everything_was_looked_for() {
    let rows = |count: usize| -> String {
        let row = |n: usize| format!("      - {{ name: a{n}, type: int, required: perhaps }}\n");
        ROWS.chars().chain((0..count).map(row).collect::<String>().chars()).collect()
    };
    let told = |count: usize| {
        let found = read(&rows(count)).expect_err("nothing was found");
        (found.len(), found.to_string().contains("the rest was not looked for"))
    };
    assert_eq!(told(99), (99, false));
    assert_eq!(told(150), (101, true));
}

#[test]
fn a_closed_bracket_in_quotes_hides_no_depth() {
    for closed in ["\"]\"", "'\n]]]]\n'", "\"\n]]]]\n\""] {
        let text = format!("[ {closed}, ").repeat(5_000);
        let found = read(&text).expect_err("nothing was found");
        assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::TooDeep], "{found}");
    }
}

#[test]
fn the_language_leaves_out_what_would_have_to_be_expanded() {
    wrong("resource: &name r\noperations: {}\n", &["yaml-feature 1:11"]);
    wrong("resource: !!str r\noperations: {}\n", &["yaml-feature 1:11"]);
    wrong("resource: r\noperations: {}\ndoc: *r\n", &["yaml-feature 3:6"]);
    wrong("resource: r\noperations: {}\n---\nresource: r\n", &["yaml-feature 3:1"]);
    wrong(
        "resource: r\noperations: {}\ntypes: &t { T: { <<: { doc: x } } }\n",
        &["yaml-feature 3:8", "yaml-feature 3:18"],
    );
    read("resource: r\noperations: {}\ndoc: a & b * c ! d, *e* <<f>>\n").expect("these are only text");
}

#[test]
fn an_alias_bomb_costs_nothing() {
    let mut bomb = String::from("resource: r\noperations: {}\nx0: &x0 [a, a, a, a, a, a, a, a, a]\n");
    for n in 1..40 {
        let alias = format!("*x{}", n - 1);
        bomb += &format!("x{n}: &x{n} [{}]\n", vec![alias; 9].join(", "));
    }
    let found = read(&bomb).expect_err("nothing was found");
    assert!(found.iter().any(|found| found.code == Code::YamlFeature));
}

#[test]
fn a_file_without_a_spec_is_found() {
    wrong("", &["missing-key 1:1"]);
    wrong("# only a comment\n", &["missing-key 1:1"]);
    wrong("r", &["wrong-value 1:1"]);
    wrong("- r", &["wrong-value 1:1"]);
    wrong("\u{0}", &["not-yaml 1:1"]);
}
