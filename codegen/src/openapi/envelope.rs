//! What every answer is wrapped in: the success rule as a schema and as data, and what a refusal says.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::names::{NO_ROWS, Names, REFUSAL, SUCCEEDED, Way};
use super::schema::reference;
use crate::model::{Api, Envelope, Form, KeyPath};

/// The status that decides what a form says about `http` in a schema, which cannot see the status.
const HTTP: u16 = 200;

/// The schemas that every answer refers to.
pub(super) fn schemas(api: &Api, names: &Names) -> Map<String, Value> {
    let envelope = &api.envelope;
    let mut schemas = Map::new();
    schemas.insert(SUCCEEDED.to_owned(), succeeded(envelope));
    if let Some(no_rows) = no_rows(envelope) {
        schemas.insert(NO_ROWS.to_owned(), no_rows);
    }
    let mut refusal = nested(&about(api, names));
    or_null(&mut refusal);
    refusal["description"] = "What the vendor says when it did not do what was asked.".into();
    schemas.insert(REFUSAL.to_owned(), refusal);
    schemas
}

/// At least one form holds, and no key says what no form has.
fn succeeded(envelope: &Envelope) -> Value {
    let mut schema = nested(&marks(envelope));
    schema["description"] = "The vendor did what was asked.".into();
    let forms: Vec<_> = envelope.ok.iter().filter_map(ok_form).collect();
    if !forms.is_empty() {
        schema["anyOf"] = forms.into();
    }
    schema
}

/// What the keys of the success rule say in a success, where they are there.
pub(super) fn marks(envelope: &Envelope) -> Vec<(KeyPath, Value)> {
    let mut literals: BTreeMap<&KeyPath, Vec<&Value>> = BTreeMap::new();
    for (path, literal) in envelope.ok.iter().flatten().filter(|(path, _)| !is_http(path)) {
        literals.entry(path).or_default().push(literal);
    }
    literals.into_iter().map(|(path, literals)| (path.clone(), one_of(&literals))).collect()
}

/// Every key that is there agrees, and the marker is there. None where the status alone speaks against it.
fn ok_form(form: &Form) -> Option<Value> {
    let keys = keys_at(form)?;
    let mut schema = nested(&claims(&keys));
    if let Some((marker, _)) = form.iter().find(|(path, _)| !is_http(path)) {
        schema["allOf"] = json!([required(marker)]);
    }
    Some(schema)
}

/// A form of "no rows" holds with all its keys. None where no form can.
pub(super) fn no_rows(envelope: &Envelope) -> Option<Value> {
    let form = |form: &Form| {
        let keys = keys_at(form)?;
        let mut schema = nested(&claims(&keys));
        schema["allOf"] = keys.iter().map(|(path, _)| required(path)).collect();
        Some(schema)
    };
    let forms: Vec<_> = envelope.no_rows.iter().filter_map(form).collect();
    let description = "An answer to a list that has no rows.";
    (!forms.is_empty()).then(|| json!({ "description": description, "anyOf": forms }))
}

fn claims(keys: &[&(KeyPath, Value)]) -> Vec<(KeyPath, Value)> {
    keys.iter().map(|(path, literal)| (path.clone(), exactly(literal))).collect()
}

/// A choice even of one: for a bare constant that may be absent, openapi-python-client writes what is no Python.
fn one_of(literals: &[&Value]) -> Value {
    let mut choice: Vec<Value> = literals.iter().map(|literal| exactly(literal)).collect();
    choice.dedup();
    json!({ "anyOf": choice })
}

/// What fits nothing but this value. Many tools know no constant that is null or a list.
fn exactly(literal: &Value) -> Value {
    match literal {
        Value::Null => json!({ "type": "null" }),
        Value::Array(items) if items.is_empty() => json!({ "type": "array", "maxItems": 0, "items": {} }),
        other => json!({ "const": other }),
    }
}

/// The keys of a form that stand in a body; none where the form asks for another status.
fn keys_at(form: &Form) -> Option<Vec<&(KeyPath, Value)>> {
    let (status, keys): (Vec<_>, Vec<_>) = form.iter().partition(|(path, _)| is_http(path));
    status.iter().all(|(_, status)| *status == HTTP).then_some(keys)
}

fn is_http(path: &KeyPath) -> bool {
    matches!(path.as_slice(), [http] if http == "http")
}

/// What an answer says beside its payload.
pub(super) fn about(api: &Api, names: &Names) -> Vec<(KeyPath, Value)> {
    let envelope = &api.envelope;
    let code = match &envelope.codes {
        Some(codes) => {
            json!({ "anyOf": [{ "$ref": reference(names.name(codes, Way::Read)) }, { "type": "null" }] })
        }
        None => json!({ "type": ["string", "integer", "null"], "description": "The vendor's own code." }),
    };
    let message = json!({ "type": ["string", "null"], "description": "For people." });
    let status = json!({ "type": ["integer", "null"], "description": "The HTTP status once more." });
    let mut keys: Vec<_> = envelope.message.iter().map(|path| (path.clone(), message.clone())).collect();
    keys.extend(envelope.code.iter().map(|path| (path.clone(), code.clone())));
    keys.extend(envelope.status.iter().map(|path| (path.clone(), status.clone())));
    keys.extend(
        envelope.errors.iter().map(|path| (path.clone(), json!({ "description": "What is wrong with which field." }))),
    );
    let is_payload = |key: &str| envelope.payload.as_ref().is_some_and(|path| *path == [key]);
    let secret = json!({ "description": "Never shown by the client.", "x-ficha-secret": true });
    keys.extend(envelope.secret.iter().filter(|key| !is_payload(key)).map(|key| (vec![key.clone()], secret.clone())));
    keys
}

/// Where in a list an answer stands.
pub(super) fn paging(envelope: &Envelope) -> Vec<(KeyPath, Value)> {
    let keys = &envelope.paging;
    let told = [
        (&keys.offset, "How many rows come before the first one."),
        (&keys.limit, "How many rows were asked for."),
        (&keys.result, "How many rows came."),
        (&keys.total, "How many rows there are."),
    ];
    let property = |doc: &str| json!({ "type": ["integer", "null"], "minimum": 0, "description": doc });
    told.into_iter().filter_map(|(path, doc)| Some((path.clone()?, property(doc)))).collect()
}

/// An object with these values at the ends of these paths.
pub(super) fn nested(keys: &[(KeyPath, Value)]) -> Value {
    let mut schema = json!({ "type": "object" });
    for (path, value) in keys {
        let mut at = &mut schema;
        for step in path {
            at = &mut at["properties"][step.as_str()];
        }
        match at {
            Value::Object(known) => known.extend(value.as_object().cloned().unwrap_or_default()),
            _ => *at = value.clone(),
        }
    }
    schema
}

/// Lets an object on the way to a key be null: that is how some vendors leave it out.
pub(super) fn or_null(schema: &mut Value) {
    for (_, inner) in schema["properties"].as_object_mut().into_iter().flatten() {
        if inner.get("properties").is_some() && inner.get("type").is_none() {
            inner["type"] = json!(["object", "null"]);
            or_null(inner);
        }
    }
}

/// An object in which something stands at the end of the path.
pub(super) fn required(path: &[String]) -> Value {
    match path.split_first() {
        None => json!({}),
        Some((step, [])) => json!({ "required": [step] }),
        Some((step, rest)) => json!({ "required": [step], "properties": { step: required(rest) } }),
    }
}

/// The whole rule, in the words of the spec language.
pub(super) fn rule(envelope: &Envelope) -> Value {
    let dotted = |path: &KeyPath| path.join(".");
    let form = |form: &Form| form.iter().map(|(path, value)| (dotted(path), value.clone())).collect::<Map<_, _>>();
    let key = |path: &Option<KeyPath>| path.as_ref().map(dotted);
    let mut rule = json!({
        "ok": envelope.ok.iter().map(form).collect::<Vec<_>>(),
        "no_rows": envelope.no_rows.iter().map(form).collect::<Vec<_>>(),
        "payload": key(&envelope.payload),
        "message": envelope.message.iter().map(dotted).collect::<Vec<_>>(),
        "errors": key(&envelope.errors),
        "code": key(&envelope.code),
        "status": key(&envelope.status),
        "secret": envelope.secret,
        "description": super::told::description(Some(RULE), &[], &envelope.notes),
    });
    super::told::errata(&mut rule, &envelope.notes);
    rule
}

const RULE: &str = "An answer is ok when one of the forms under `ok` holds: its first key beside `http`, which is the \
                    status, is present, and every key that is present agrees. Without forms, and by a form of `http` alone, \
                    the HTTP status tells. An ok answer to a list has no rows when one of the forms under `no_rows` \
                    holds with all its keys; to anything else it is a refusal.";
