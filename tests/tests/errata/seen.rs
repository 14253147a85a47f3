//! However far from a sample the row stands that an erratum corrects: is what it settles found?

use ficha_codegen::source::Source;

use super::findings;

const RESOURCE: &str = r#"resource: things
operations:
  get:
    method: GET
    path: /things/{id}
    effect: read
    params: [ { name: id, type: int, required: true } ]
    answer: Thing
    answers:
      page: { json: '{"status": "ok", "data": { "parts": [ { "left": [ { "size": "big" } ] } ], "lid": { "size": "big" } } }' }
  touch: { method: PUT, path: /things, effect: update, body: Other }
types:
  Other:
    rows: [ { name: size, type: string, required: true } ]
  Thing:
    rows:
      - { name: parts, type: [ Part ] }
      - { name: lid, type: string, erratum: lid_is_a_part_of_its_own }
  Part:
    rows: [ { name: left, type: { string: Side } , erratum: left_is_a_list } ]
  Side:
    rows: [ { name: size, type: int, erratum: size_is_a_word } ]
  Lid:
    rows: [ { name: size, type: int, erratum: size_is_a_word } ]
errata:
  left_is_a_list: { use: { type: [ Side ] }, because: The answer prints a list. }
  lid_is_a_part_of_its_own: { use: { type: Lid }, because: The answer prints an object. }
  size_is_a_word: { use: { type: string }, because: The answer prints a word. }
"#;

/// The spec, with the types in the resource's own file or in `api.yaml`.
fn sources(shared: bool) -> [Source; 2] {
    let api = "api: shop\ntitle: Shop\nsources: { page: { kind: page, title: The page } }\nfrom: page\n\
               servers: { production: { url: \"https://shop.example\" } }\n\
               envelope: { ok: [ { status: ok } ], payload: data }\n";
    let types = RESOURCE.find("types:").unwrap_or_default();
    let (operations, types) = RESOURCE.split_at(if shared { types } else { RESOURCE.len() });
    let source = |name: &str, text: String| Source { name: format!("specs/shop/{name}.yaml"), text };
    [source("api", format!("{api}{types}")), source("things", operations.to_owned())]
}

#[test]
fn a_row_is_seen_through_rows_lists_maps_and_errata() {
    for shared in [false, true] {
        let found = findings(&sources(shared));
        assert!(found.is_none(), "{}", found.map(|found| found.render(false)).unwrap_or_default());
    }
}
