//! Reading specs: whatever the bytes, there is a model or a finding with a place, and no text is changed on the way.

// A test that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic)]

use ficha_codegen::diagnostic::{Code, Diagnostics, Findings, Place};
use ficha_codegen::source::Source;
use ficha_codegen::spec::{self, ApiSpec, Length, OneOrMany};
use ficha_tests::specs::{course, real};
use proptest::prelude::*;

const API: &str = "\
api: x
title: X
sources: { page: { kind: page, title: The page } }
servers: { production: https://x.example }
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
    let at = |found: &ficha_codegen::diagnostic::Diagnostic| {
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

#[test]
fn several_unknown_keys_are_found_at_once() {
    let text = "resource: r\noperations:\n  list: { metod: GET, path: /r, effect: read, pat: x }\ntypes:\n  T:\n    rows:\n      \
                - { name: a, type: int, lenght: 5 }\nerrata:\n  e: { use: { typ: int }, because: so }\nnope: 1\n";
    let found = wrong(
        text,
        &["unknown-key 3:11", "unknown-key 3:47", "unknown-key 7:31", "unknown-key 9:15", "unknown-key 10:1"],
    );
    let help: Vec<_> = found.iter().map(|found| found.help.as_deref().unwrap_or_default()).collect();
    assert_eq!(
        help[..4],
        ["did you mean `method`?", "did you mean `path`?", "did you mean `length`?", "did you mean `type`?"]
    );
    assert!(help[4].starts_with("known are: `resource`, "), "{}", help[4]);
}

#[test]
fn several_missing_keys_are_found_at_once() {
    let text = "operations:\n  list:\n    path: /r\n  get: {}\ntypes:\n  T:\n    rows:\n      - { type: int }\n      - name: a\nerrata:\n  e: { use: { type: int } }\n";
    let found = wrong(
        text,
        &[
            "missing-key 1:1",
            "missing-key 2:3",
            "missing-key 2:3",
            "missing-key 4:8",
            "missing-key 4:8",
            "missing-key 4:8",
            "missing-key 8:9",
            "missing-key 9:9",
            "missing-key 11:6",
        ],
    );
    let said: Vec<_> = found.iter().map(|found| found.message.as_str()).collect();
    for key in ["resource", "method", "path", "effect", "name", "type", "because"] {
        assert!(said.contains(&format!("the key `{key}` is missing").as_str()), "{key}\n{found}");
    }
}

#[test]
fn every_later_duplicate_points_at_the_first() {
    let text = "resource: r\ndoc: a\ndoc: b\ndoc: c\noperations: {}\ntypes:\n  T: { rows: [] }\n  U: { rows: [ { name: a, name: b, type: int } ] }\n  T: { values: [] }\n";
    let found = wrong(text, &["duplicate-key 3:1", "duplicate-key 4:1", "duplicate-key 8:27", "duplicate-key 9:3"]);
    let firsts: Vec<_> = found.iter().map(|found| (found.labels[1].line, found.labels[1].column)).collect();
    assert_eq!(firsts, [(2, 1), (2, 1), (8, 18), (7, 3)]);
}

#[test]
fn values_of_another_kind_are_found_at_once() {
    let text = row("{ name: [a], type: [int, int], length: 5a, required: yes, quoted: \"true\", min: 1.5, items: -1 }");
    wrong(
        &text,
        &[
            "wrong-value 6:17",
            "wrong-value 6:28",
            "wrong-value 6:48",
            "wrong-value 6:62",
            "wrong-value 6:75",
            "wrong-value 6:88",
            "wrong-value 6:100",
        ],
    );
    let word = wrong(
        "resource: r\noperations:\n  list: { method: get, path: /r, effect: raed }\n",
        &["wrong-value 3:19", "wrong-value 3:42"],
    );
    let help: Vec<_> = word.iter().map(|found| found.help.as_deref().unwrap_or_default()).collect();
    assert_eq!(help, ["did you mean `GET`?", "did you mean `read`?"]);
    wrong("resource: r\noperations: list\n", &["wrong-value 2:13"]);
    wrong("resource: r\noperations:\n  list: [ GET, /r ]\n", &["wrong-value 3:9"]);
    wrong(&format!("{ROWS}      - just a text\n"), &["wrong-value 6:9"]);
}

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
    let file = read(&row("{ name: a, type: string, length: X }")).expect("a mark for no length");
    let rows = file.types.get("T").and_then(|ty| ty.rows.as_ref()).expect("a table");
    assert_eq!(rows[0].length, Some(Length::None("X".into())));
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

/// Where a place of the resource stands: line and column of its start and its end.
fn stands(resource: &str, place: impl Fn(Place) -> Place) -> [usize; 4] {
    use ficha_codegen::diagnostic::Finding;
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

#[test]
fn files_are_named_for_what_they_hold() {
    let resource = "resource: r\noperations: {}\n";
    let codes = |sources: &[Source]| {
        let found = parse(sources).expect_err("nothing was found");
        found.iter().map(|found| found.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(&[]), [Code::EmptyFolder]);
    assert_eq!(codes(&[source("specs/x/r.yaml", resource)]), [Code::NoApiFile]);
    assert_eq!(codes(&[source("specs/x/api.yaml", API)]), [Code::NoResourceFile]);
    assert_eq!(codes(&[source("specs/y/api.yaml", API), source("specs/y/r.yaml", resource)]), [Code::WrongFolder]);
    assert_eq!(codes(&[source("specs/x/api.yaml", API), source("specs/x/q.yaml", resource)]), [Code::WrongFolder]);
    let twice =
        [source("specs/x/api.yaml", API), source("specs/x/r.yaml", resource), source("specs/x/r.yml", resource)];
    assert_eq!(codes(&twice), [Code::WrongFolder]);
    let large = "#".repeat((16 << 20) + 1);
    assert_eq!(codes(&[source("specs/x/api.yaml", API), source("specs/x/r.yaml", &large)]), [Code::TooLarge]);
}

#[test]
fn the_order_of_the_sources_changes_nothing() {
    let mut sources: Vec<Source> = real().into_iter().flatten().chain(course()).collect();
    let names = |sources: &[Source]| {
        let specs = parse(sources).expect("the specs are valid");
        let of = |spec: ApiSpec| {
            let files =
                spec.resources.into_iter().map(|(file, resource)| (sources[file].name.clone(), resource.resource));
            (sources[spec.file].name.clone(), spec.api.api, files.collect::<Vec<_>>())
        };
        specs.into_iter().map(of).collect::<Vec<_>>()
    };
    let expected = names(&sources);
    assert_eq!(expected.len(), 4);
    sources.reverse();
    assert_eq!(names(&sources), expected);

    let wrong = |file: &str, text: &str| source(&format!("specs/x/{file}.yaml"), text);
    let mut broken = [wrong("api", "nope: 1"), wrong("b", "a: ["), wrong("a", "resource: b\nx: 1\n"), wrong("c", "")];
    let expected = parse(&broken).expect_err("nothing was found").render(false);
    broken.reverse();
    assert_eq!(parse(&broken).expect_err("nothing was found").render(false), expected);
}

#[test]
fn what_is_shown_cannot_mislead_a_terminal() {
    let found =
        read("resource: r\noperations: {}\n\"a\u{202E}\u{1B}[31m\\nb\": \u{200B}1\n").expect_err("nothing was found");
    for shown in [found.render(false), found.to_string()] {
        assert!(!shown.contains(['\u{202E}', '\u{1B}']), "{shown:?}");
    }
    assert!(found.render(true).contains("\u{1B}["));
    assert!(found.to_json().contains("\"code\": \"unknown-key\""));
}

#[test]
fn a_long_line_is_cut_around_what_is_pointed_at() {
    let rows = vec!["{ name: a, type: int }"; 200].join(", ");
    let text = format!(
        "resource: r\noperations: {{}}\ntypes: {{ T: {{ rows: [ {rows}, {{ name: a, tpe: int }}, {rows} ] }} }}\n"
    );
    let shown = read(&text).expect_err("nothing was found").render(false);
    assert!(shown.lines().all(|line| line.chars().count() < 200), "{shown}");
    assert!(shown.contains("tpe: int"), "{shown}");
}

#[test]
fn every_code_is_explained_under_its_own_name() {
    for code in Code::ALL {
        assert_eq!(Code::named(code.name()), Some(*code));
        assert!(code.explain().len() > 60 && code.explain().ends_with('.'), "{code}");
        assert!(code.name().chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{code}");
    }
}

/// Whatever comes of it: a model, or findings that can all be shown, each at a place that is there.
fn stays_sane(sources: &[Source]) {
    let Err(found) = parse(sources) else { return };
    assert!(!found.is_empty());
    for label in found.iter().flat_map(|found| &found.labels) {
        let source = sources.iter().find(|source| source.name == label.file).expect("the label's file");
        assert!(label.line <= source.text.matches('\n').count() + 1, "{label:?}");
    }
    assert!(found.iter().all(|found| !found.labels.is_empty() || found.code == Code::EmptyFolder));
    assert!(!found.render(false).is_empty());
    assert!(
        serde_json::from_str::<Vec<serde_json::Value>>(&found.to_json()).is_ok_and(|json| json.len() == found.len())
    );
}

fn yaml_ish() -> impl Strategy<Value = String> {
    let pieces = [
        "resource",
        "operations",
        "types",
        "rows",
        "name",
        "type",
        "a",
        "01",
        "~",
        "NO",
        "é",
        ": ",
        ":",
        "- ",
        "-",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ",",
        "\n",
        "\n  ",
        "\n    ",
        "\r\n",
        "\t",
        " ",
        " #",
        "\"",
        "'",
        "\\",
        "|",
        "|-\n",
        ">2",
        "&a ",
        "*a",
        "!x ",
        "<<",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "? ",
        "\u{FEFF}",
        "\u{0}",
        "\u{85}",
        "\u{2028}",
        "@",
        "`",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        match Source::from_bytes("specs/x/api.yaml", bytes) {
            Ok(source) => stays_sane(&[source]),
            Err(found) => prop_assert_eq!(found.iter().next().map(|found| found.code), Some(Code::NotUtf8)),
        }
    }

    #[test]
    fn any_text_is_read(text in ".{0,200}") {
        stays_sane(&[source("specs/x/api.yaml", API), source("specs/x/r.yaml", &text)]);
    }

    #[test]
    fn anything_like_yaml_is_read(text in yaml_ish()) {
        stays_sane(&[source("specs/x/api.yaml", &text), source("specs/x/r.yaml", &text)]);
    }

    #[test]
    fn any_change_to_a_valid_spec_is_read(
        file in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), len in 0usize..40, text in yaml_ish(),
    ) {
        let mut sources = course();
        let source = file.get(&sources).name.clone();
        let source = sources.iter_mut().find(|one| one.name == source).expect("it was there");
        let start = source.text.floor_char_boundary(at.index(source.text.len()));
        let end = source.text.floor_char_boundary((start + len).min(source.text.len()));
        source.text.replace_range(start..end, &text);
        stays_sane(&sources);
    }

    #[test]
    fn any_place_can_be_shown(text in yaml_ish(), start in 0usize..40, len in 0usize..20, entry in 0usize..3) {
        let sources = [source("x/r.yaml", &text)];
        let root = Place::root(0);
        for place in [root.clone(), root.key("name"), root.entry(entry), root.item(entry), root.entry(entry).entry(entry)] {
            for place in [place.clone(), place.name(), place.within(start, start + len)] {
                let mut findings = Findings::new();
                findings.push(ficha_codegen::diagnostic::Finding::new(Code::NotJson, "here", place, "here"));
                prop_assert!(findings.locate(&sources).render(false).contains("error[not-json]: here"));
            }
        }
    }
}
