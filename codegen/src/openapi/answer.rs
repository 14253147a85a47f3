//! The answers to one operation, by HTTP status: which bodies mean that it was done, and which that it was refused.

use serde_json::{Map, Value, json};

use super::envelope::{about, marks, nested, no_rows, or_null, paging, required};
use super::names::{NO_ROWS, Names, REFUSAL, SUCCEEDED, Way, operation_id};
use super::schema::{reference, value};
use super::told;
use crate::model::{AnswerSample, Api, Operation, Reads, Resource, Status, Ty};

/// The names of what an operation can be answered where the body tells what it means, and of its success. No type has
/// such a name.
fn names_of(resource: &Resource, operation: &Operation) -> [String; 2] {
    let id = operation_id(resource, operation);
    [format!("{id}_answer"), format!("{id}_done")]
}

/// For every operation, the bodies that tell what they mean.
pub(super) fn schemas(api: &Api, names: &Names) -> Map<String, Value> {
    let mut schemas = Map::new();
    for resource in &api.resources {
        for operation in &resource.operations {
            let one = One { api, names, resource, operation };
            let [answer, done] = names_of(resource, operation);
            schemas.insert(answer, one.judged());
            schemas.insert(done, one.done());
        }
    }
    schemas
}

/// The answers to an operation.
pub(super) fn responses(api: &Api, names: &Names, resource: &Resource, operation: &Operation) -> Map<String, Value> {
    const TOLD: &str = "The body tells whether it was done.";
    let one = One { api, names, resource, operation };
    let mut responses = Map::new();
    responses.insert("200".to_owned(), one.response(TOLD, one.answer(), Some(200)));
    responses.insert("2XX".to_owned(), one.response(TOLD, one.answer(), None));
    responses.insert("default".to_owned(), one.response("It was not done.", component(REFUSAL), None));
    for status in &api.statuses {
        responses.insert(status.http.to_string(), one.listed(status));
    }
    responses
}

struct One<'a> {
    api: &'a Api,
    names: &'a Names,
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
            Reads::Refused => self.response(&description, component(REFUSAL), Some(*http)),
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
        let [answer, _] = names_of(self.resource, self.operation);
        component(&answer)
    }

    /// A body that says by itself what it means: the rule decides, and `anyOf` is for tools that know no `if`.
    fn judged(&self) -> Value {
        let [_, done] = names_of(self.resource, self.operation).map(|name| component(&name));
        if self.api.envelope.ok.is_empty() {
            return done;
        }
        let (succeeded, refusal) = (component(SUCCEEDED), component(REFUSAL));
        let no_rows = component(NO_ROWS);
        match (self.names_no_rows(), self.is_list()) {
            (true, true) => json!({
                "anyOf": [done, no_rows, refusal],
                "if": succeeded, "then": { "anyOf": [done, no_rows] }, "else": refusal,
            }),
            // Where nothing was there to be given or changed, nothing was done.
            (true, false) => json!({
                "anyOf": [done, refusal],
                "if": { "allOf": [succeeded, { "not": no_rows }] }, "then": done, "else": refusal,
            }),
            (false, _) => json!({ "anyOf": [done, refusal], "if": succeeded, "then": done, "else": refusal }),
        }
    }

    fn names_no_rows(&self) -> bool {
        no_rows(&self.api.envelope).is_some()
    }

    fn is_list(&self) -> bool {
        matches!(self.operation.answer, Some(Ty::List(_)))
    }

    /// A success: the payload, what is said beside it, and the marks of a success, by which tools that know no `if` tell it
    /// from a refusal.
    fn done(&self) -> Value {
        let envelope = &self.api.envelope;
        let of = |ty| value(self.names, None, ty, Way::Read);
        let payload = self.operation.answer.as_ref().map(of);
        let mut keys = marks(envelope);
        keys.extend(about(self.api, self.names));
        if self.is_list() {
            keys.extend(paging(envelope));
        }
        match (&envelope.payload, payload) {
            (None, Some(payload)) => payload,
            (Some(path), Some(payload)) => {
                keys.push((path.clone(), payload));
                let mut done = nested(&keys);
                match path.as_slice() {
                    [key] => done["required"] = json!([key]),
                    deeper => done["allOf"] = json!([required(deeper)]),
                }
                done["x-ficha-payload"] = path.join(".").into();
                or_null(&mut done);
                done
            }
            (_, None) => nested(&keys),
        }
    }
}

fn component(name: &str) -> Value {
    json!({ "$ref": reference(name) })
}

fn reads_as(reads: Reads) -> &'static str {
    match reads {
        Reads::Ok => "ok",
        Reads::NoRows => "no_rows",
        Reads::Refused => "refused",
    }
}
