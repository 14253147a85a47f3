//! Descriptions: the spec's words, a contradiction as callers get to read it, and where a fact is from.

use serde_json::{Value, json};

use crate::lower::docs::{prose_of, told};
use crate::model::{Note, Source};

/// The spec's words, sentences of ours, and a paragraph for each contradiction.
pub(super) fn description(doc: Option<&str>, more: &[&str], notes: &[Note]) -> String {
    let doc = doc.map(prose_of);
    let notes = notes.iter().map(told);
    let paragraphs = doc.into_iter().chain(more.iter().map(|text| (*text).to_owned())).chain(notes);
    paragraphs.filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Adds the contradictions as data, where there are any.
pub(super) fn errata(of: &mut Value, notes: &[Note]) {
    if !notes.is_empty() {
        of["x-ficha-errata"] = notes.iter().map(erratum).collect();
    }
}

fn erratum(note: &Note) -> Value {
    let Note { erratum, claims, does, because } = note;
    let mut told = json!({ "name": erratum, "page_says": claims, "because": because });
    if !does.is_empty() {
        told["client"] = does.as_str().into();
    }
    told
}

/// Where facts are from.
pub(super) fn source(source: &Source) -> Value {
    let Source { name, is_page, title, url, read_on } = source;
    let kind = if *is_page { "page" } else { "code" };
    json!({ "name": name, "kind": kind, "title": title, "url": url, "read_on": read_on })
}

/// The vendor's page, as OpenAPI links it.
pub(super) fn page(source: &Source) -> Option<Value> {
    let url = source.url.as_ref().filter(|_| source.is_page)?;
    Some(json!({ "url": url, "description": source.title }))
}
