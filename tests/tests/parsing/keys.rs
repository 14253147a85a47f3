//! Keys and values that are not those of the language: all of a file at once.

use super::{ROWS, row, wrong};

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
