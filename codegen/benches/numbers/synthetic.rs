//! Specs of any size, as text: per resource list, get, create, update and delete of one record. The same shape as
//! `peer/src/document.rs` says in OpenAPI.

use std::fmt::Write;

use ficha_codegen::source::Source;

/// How many rows a record has, and how many of them are required.
const ROWS: usize = 20;
pub(crate) const REQUIRED: usize = 14;

/// How many operations a resource has.
pub(crate) const PER_RESOURCE: usize = 5;

/// One API with so many operations.
pub(crate) fn specs(operations: usize) -> Vec<Source> {
    let resources = (0..operations / PER_RESOURCE).map(|n| source(&format!("resource_{n}"), resource(n)));
    std::iter::once(source("api", API.to_owned())).chain(resources).collect()
}

fn source(name: &str, text: String) -> Source {
    Source { name: format!("specs/synthetic/{name}.yaml"), text }
}

const API: &str = r#"
api: synthetic
title: Synthetic
from: page
sources:
  page: { kind: page, title: The page, url: "https://example.com/api", read_on: 2026-11-20 }
servers: { production: { url: "https://example.com/api" } }
credentials:
  token: { header: Authorization, scheme: Bearer }
envelope:
  ok: [ { success: true } ]
  payload: data
  message: message
"#;

fn resource(n: usize) -> String {
    let rows = (0..ROWS).fold(String::new(), |mut rows, n| {
        let (ty, required) = (claims(n), n < REQUIRED);
        _ = writeln!(
            rows,
            "      - {{ name: field_{n}, {ty}, required: {required}, doc: What field {n} of the record holds. }}"
        );
        rows
    });
    format!(
        "
resource: resource_{n}
doc: Records of resource {n}.
operations:
  list:
    method: GET
    path: /resource_{n}
    effect: read
    doc: Does list with the records of resource {n}.
    params:
      - {{ name: limit,  type: int, required: false, doc: How many records a page has. }}
      - {{ name: offset, type: int, required: false, doc: How many records to pass over. }}
    answer: [ Record{n} ]
  get:
    method: GET
    path: '/resource_{n}/{{id}}'
    effect: read
    doc: Does get with the records of resource {n}.
    params:
      - {{ name: id, type: int, required: true, doc: Identifies the record. }}
    answer: Record{n}
  create:
    method: POST
    path: /resource_{n}
    effect: create
    doc: Does create with the records of resource {n}.
    body: Record{n}
    answer: Record{n}
  update:
    method: PUT
    path: '/resource_{n}/{{id}}'
    effect: update
    doc: Does update with the records of resource {n}.
    params:
      - {{ name: id, type: int, required: true, doc: Identifies the record. }}
    body: Record{n}
    answer: Record{n}
  delete:
    method: DELETE
    path: '/resource_{n}/{{id}}'
    effect: delete
    doc: Does delete with the records of resource {n}.
    params:
      - {{ name: id, type: int, required: true, doc: Identifies the record. }}
types:
  Record{n}:
    doc: A record.
    rows:
{rows}"
    )
}

fn claims(n: usize) -> &'static str {
    match n % 5 {
        0 => "type: int, length: 18",
        3 => "type: number",
        4 => "type: bool",
        _ => "type: string, length: 50",
    }
}
