//! Are callers told of every contradiction that an erratum settles, whatever findings it would share with others?

use ficha_codegen::Options;
use ficha_codegen::source::Source;
use ficha_tests::specs::generate;

const API: &str = r#"api: shop
title: Shop
sources: { page: { kind: page, title: The page } }
servers: { production: { url: "https://shop.example" } }
credentials: { key: { header: X-Key } }
"#;

/// What the docs say of a resource with these samples and this erratum, on one line.
fn told(requests: &str, erratum: &str) -> String {
    let resource = format!(
        "resource: things\noperations:\n  list:\n    method: GET\n    path: /things\n    effect: read\n    answer: [ int ]\n    \
         params: [ {{ name: limit, type: int }} ]\n    \
         requests:\n{requests}\nerrata:\n  old_code: {{ {erratum}, because: It is older than the page. }}\n"
    );
    let source = |name: &str, text: &str| Source { name: format!("specs/shop/{name}.yaml"), text: text.to_owned() };
    let generated = generate(&[source("api", API), source("things", &resource)], &Options::default());
    let lines = generated.client.iter().flat_map(|file| file.text.lines()).map(str::trim);
    lines.filter_map(|line| line.strip_prefix("///")).collect::<Vec<_>>().join("")
}

#[test]
fn a_clash_that_several_samples_share_is_told_beside_one_that_each_has_alone() {
    let requests = r#"      java: { address: "https://old.example/things", headers: { X-Key: k, X-Old: "1" }, erratum: old_code }
      ruby: { address: "https://old.example/things", headers: { X-Key: k, X-Old: "1" }, erratum: old_code }
      node: { address: "https://older.example/things", headers: { X-Key: k }, erratum: old_code }"#;
    let told = told(requests, "not: [ host, headers.X-Old ]");
    for words in ["calls `https://old.example/things`", "calls `https://older.example/things`", "the header `X-Old`"] {
        assert!(told.contains(words), "callers are not told that a sample {words}:\n{told}");
    }
}

#[test]
fn keys_that_several_samples_share_are_told_beside_one_that_each_has_alone() {
    let requests = r#"      java: { address: "/things?limit=1&max=2", headers: { X-Key: k, X-Old: "1" }, erratum: old_code }
      ruby: { address: "/things?limit=1&max=2", headers: { X-Key: k, X-Old: "1" }, erratum: old_code }"#;
    let told = told(requests, "not: [ address, headers.X-Old ]");
    for words in ["`max` in a sample request is no key", "the header `X-Old`"] {
        assert!(told.contains(words), "callers are not told that {words}:\n{told}");
    }
}
