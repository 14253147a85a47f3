//! The answers to one operation, by HTTP status: which bodies mean that it was done, and which that it was refused.

use serde_json::{Map, Value, json};

use super::components::{Components, NO_ROWS, REFUSAL, SUCCEEDED, Way};
use super::envelope::{about, nested, paging, required};
use super::operation::operation_id;
use super::schema::{reference, value};
use super::told;
use crate::model::{AnswerSample, Api, Operation, Reads, Resource, Status, Ty};

/// The name of what an operation can be answered where the body tells what it means. No type has such a name.
fn name(resource: &Resource, operation: &Operation) -> String {
    format!("{}_answer", operation_id(resource, operation))
}

/// For every operation, the bodies that tell what they mean.
pub(super) fn schemas(api: &Api, names: &Components) -> Map<String, Value> {
    let mut schemas = Map::new();
    for resource in &api.resources {
        for operation in &resource.operations {
            schemas.insert(name(resource, operation), One { api, names, resource, operation }.judged());
        }
    }
    schemas
}

/// The answers to an operation.
pub(super) fn responses(
    api: &Api,
    names: &Components,
    resource: &Resource,
    operation: &Operation,
) -> Map<String, Value> {
    const TOLD: &str = "The body tells whether it was done.";
    let one = One { api, names, resource, operation };
    let mut responses = Map::new();
    responses.insert("200".to_owned(), one.response(TOLD, one.answer(), Some(200)));
    responses.insert("2XX".to_owned(), one.response(TOLD, one.answer(), None));
    responses.insert("default".to_owned(), one.response("It was not done.", refusal(), None));
    for status in &api.statuses {
        responses.insert(status.http.to_string(), one.listed(status));
    }
    responses
}

struct One<'a> {
    api: &'a Api,
    names: &'a Components,
    resource: &'a Resource,
    operation: &'a Operation,
}

impl One<'_> {
    /// The answer with a status that the page lists.
    fn listed(&self, status: &Status) -> Value {
        let Status { http, reads, code, doc, notes, .. } = status;
        let code = code.as_ref().map(|code| format!("The vendor's code is `{code}`."));
        let more: Vec<&str> = code.as_deref().into_iter().collect();
        let description = told::description(doc.as_deref(), &more, notes);
        let mut response = match reads {
            Reads::Refused => self.response(&description, refusal(), Some(*http)),
            Reads::NoRows => json!({ "description": description }),
            Reads::Ok => self.response(&description, self.answer(), Some(*http)),
        };
        response["x-ficha-reads"] = reads_as(*reads).into();
        told::errata(&mut response, notes);
        response
    }

    fn response(&self, description: &str, schema: Value, http: Option<u16>) -> Value {
        let mut media = json!({ "schema": schema });
        let examples = self.examples(http);
        if !examples.is_empty() {
            media["examples"] = examples.into();
        }
        json!({ "description": description, "content": { "application/json": media } })
    }

    /// The page's own answers with this status: the operation's, and under a refusal those that belong to none.
    fn examples(&self, http: Option<u16>) -> Map<String, Value> {
        let Some(http) = http else { return Map::new() };
        let shared = self.api.answers.iter().filter(|sample| sample.reads == Reads::Refused);
        let samples = shared.chain(&self.operation.answers).filter(|sample| sample.http == http);
        let example = |sample: &AnswerSample| {
            let value: Value = serde_json::from_str(&sample.json).ok()?;
            Some((sample.name.clone(), json!({ "value": value, "x-ficha-reads": reads_as(sample.reads) })))
        };
        samples.filter_map(example).collect()
    }

    fn answer(&self) -> Value {
        json!({ "$ref": reference(&name(self.resource, self.operation)) })
    }

    /// A body that says by itself what it means.
    fn judged(&self) -> Value {
        let envelope = &self.api.envelope;
        let done = self.done();
        if envelope.ok.is_empty() {
            return done;
        }
        let succeeded = json!({ "$ref": reference(SUCCEEDED) });
        let no_rows = self.names_no_rows().then(|| json!({ "$ref": reference(NO_ROWS) }));
        let failed = json!({ "not": succeeded });
        match (no_rows, self.is_list()) {
            (Some(no_rows), true) => json!({ "anyOf": [
                { "title": "Done", "allOf": [succeeded, done] },
                { "title": "No rows", "allOf": [succeeded, no_rows] },
                { "title": "Refused", "allOf": [refusal(), failed] },
            ] }),
            // Where nothing was there to be given or changed, nothing was done.
            (Some(no_rows), false) => json!({ "anyOf": [
                { "title": "Done", "allOf": [succeeded, done, { "not": no_rows }] },
                { "title": "Refused", "allOf": [refusal(), { "anyOf": [failed, no_rows] }] },
            ] }),
            (None, _) => json!({ "anyOf": [
                { "title": "Done", "allOf": [succeeded, done] },
                { "title": "Refused", "allOf": [refusal(), failed] },
            ] }),
        }
    }

    fn names_no_rows(&self) -> bool {
        super::envelope::schemas(self.api, self.names).contains_key(NO_ROWS)
    }

    fn is_list(&self) -> bool {
        matches!(self.operation.answer, Some(Ty::List(_)))
    }

    /// A success: the payload, and what is said beside it.
    fn done(&self) -> Value {
        let envelope = &self.api.envelope;
        let of = |ty| value(self.names, None, ty, Way::Read);
        let payload = self.operation.answer.as_ref().map(of);
        let mut keys = about(self.api, self.names);
        if self.is_list() {
            keys.extend(paging(envelope));
        }
        match (&envelope.payload, payload) {
            (None, Some(payload)) => payload,
            (Some(path), Some(payload)) => {
                keys.push((path.clone(), payload));
                json!({ "allOf": [nested(&keys), required(path)], "x-ficha-payload": path.join(".") })
            }
            (_, None) => nested(&keys),
        }
    }
}

fn refusal() -> Value {
    json!({ "$ref": reference(REFUSAL) })
}

fn reads_as(reads: Reads) -> &'static str {
    match reads {
        Reads::Ok => "ok",
        Reads::NoRows => "no_rows",
        Reads::Refused => "refused",
    }
}
