//! Which operations are one and the same call?

use ficha_codegen::diagnostic::{Code, Diagnostics};
use ficha_codegen::source::Source;

const API: &str = r#"api: x
title: X
sources: { page: { kind: page, title: The page } }
servers: { production: { url: "https://x.example" } }
"#;

/// What is found where two resources have an operation each: its path, and what else it has.
fn found(one: (&str, &str), other: (&str, &str)) -> Option<Diagnostics> {
    let resource = |name: &str, (path, more): (&str, &str)| {
        let call = if more.contains("body") { "POST\n    effect: action" } else { "GET\n    effect: read" };
        let placeholder = path.split(['{', '}']).nth(1).unwrap_or_default();
        let own = more.replace("params:", &format!("params:\n      - {{ name: {placeholder}, type: string }}"));
        let ty = format!("types:\n  T{name}: {{ rows: [ {{ name: n, type: int }} ] }}\n");
        let head = format!("resource: {name}\noperations:\n  get:\n    path: {path}\n    method: {call}\n");
        Source { name: format!("specs/x/{name}.yaml"), text: format!("{head}{own}\n{ty}") }
    };
    let api = Source { name: "specs/x/api.yaml".into(), text: API.into() };
    ficha_codegen::check(&[api, resource("a", one), resource("b", other)]).err()
}

#[test]
fn a_call_is_found_again_under_another_resource_and_with_other_placeholders() {
    let limit = "\n      - { name: limit, type: int }";
    for (one, other) in [
        (("/a/{id}", "    params:"), ("/a/{serie}", "    params:")),
        (("/a/{id}", "    params:"), ("/a/{id}", "    params:")),
        (
            ("/a/{id}/b", &*format!("    params:{limit}\n      - {{ name: page, type: int }}")),
            ("/a/{serie}/b", &*format!("    params:\n      - {{ name: page, type: int }}{limit}")),
        ),
    ] {
        let found = found(one, other).expect("the same call twice");
        let told: Vec<_> = found.iter().map(|found| (found.code, found.message.as_str())).collect();
        assert_eq!(
            told,
            [(Code::DuplicateKey, "nothing tells `get` of `b` from `get` of `a`: it makes the same call")],
            "{found}"
        );
        let files: Vec<&str> = found.iter().flat_map(|found| &found.labels).map(|label| label.file.as_str()).collect();
        assert_eq!(files, ["specs/x/b.yaml", "specs/x/a.yaml"]);
    }
}

#[test]
fn calls_of_one_address_are_told_apart_by_what_they_send_and_answer() {
    for (one, other) in [
        (("/a/{id}", "    params:"), ("/a/{id}/b", "    params:")),
        (("/a/{id}", "    params:"), ("/b/{id}", "    params:")),
        (("/a/{id}", "    params:"), ("/a/{id}", "    params:\n      - { name: limit, type: int }")),
        (("/a/{id}", "    body: Ta\n    params:"), ("/a/{id}", "    body: Tb\n    params:")),
        (("/a/{id}", "    answer: Ta\n    params:"), ("/a/{id}", "    answer: Tb\n    params:")),
    ] {
        if let Some(found) = found(one, other) {
            panic!("{found}");
        }
    }
}
