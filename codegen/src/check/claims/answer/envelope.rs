//! What comes around the payload of an answer: every key of the envelope has its type, and there are no others.

use serde_json::{Map, Value};

use super::context::{Answer, Payload};
use super::success::{is_printed, lookup};
use crate::check::claims::clashes::{Clashes, shorten};
use crate::check::claims::printed::Printed;
use crate::check::claims::way::Step;
use crate::diagnostic::{Code, Finding, Place};
use crate::spec::{Envelope, Literal, Named};

/// Holds the keys of an answer against the envelope.
pub(crate) fn hold(answer: &Answer<'_, '_>, clashes: &mut Clashes) {
    let envelope = answer.context.envelope;
    let Some(object) = answer.value.as_object() else {
        if envelope.payload.is_some() || !envelope.ok.is_empty() {
            let finding = Finding::new(
                Code::ValueType,
                answer.printed.message(|sample| format!("{sample} is no object")),
                answer.printed.place.key("json"),
                "an envelope is one",
            );
            clashes.push(finding);
        }
        return;
    };
    for (path, kind) in known_keys(envelope) {
        if let Some(found) = lookup(answer.value, path).filter(|found| !kind.has(found)) {
            let words =
                |sample: &str| format!("`{path}` is {}, but {sample} prints `{}`", kind.words(), shorten(found));
            let (at, rule) = (answer.printed.path(path), Place::root(answer.context.view.spec.file).key("envelope"));
            let finding = Finding::new(Code::ValueType, answer.printed.message(words), at.clone(), "printed here");
            let help =
                format!("mend the envelope, or set the key aside with an erratum on the sample: `not: [{path}]`");
            clashes.share(finding.label(rule.clone(), "claimed here").help(help), rule, at);
        }
    }
    if envelope.payload.is_some() || matches!(answer.context.payload, Payload::None) {
        hold_keys(answer, object, "", answer.printed, clashes);
    }
}

/// No key of an object may be unknown; objects on the way to a known key are looked into.
fn hold_keys(
    answer: &Answer<'_, '_>,
    object: &Map<String, Value>,
    prefix: &str,
    printed: Printed<'_>,
    clashes: &mut Clashes,
) {
    let envelope = answer.context.envelope;
    let paths: Vec<&str> = known_keys(envelope).map(|(path, _)| path).chain(envelope.payload.as_deref()).collect();
    for (key, value) in object {
        let path = format!("{prefix}{key}");
        let below = format!("{path}.");
        let is_known = !key.contains('.') && paths.iter().any(|known| *known == path);
        let is_known = is_known || (prefix.is_empty() && envelope.secret.contains(key));
        let leads_on = paths.iter().any(|known| known.starts_with(&below));
        match value {
            Value::Object(inner) if leads_on => {
                hold_keys(answer, inner, &below, printed.at(&printed.way(Step::Key(key))), clashes)
            }
            _ if is_known || leads_on => {}
            _ => clashes.unknown(
                key,
                ("the envelope", Place::root(answer.context.view.spec.file).key("envelope")),
                paths.iter().copied().filter(|known| known != key).chain(envelope.secret.iter().map(String::as_str)),
                printed,
            ),
        }
    }
}

/// What a key of the envelope can hold.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Int,
    TextOrInt,
    Texts,
    Bool,
    /// Null or empty where it went well, and whatever else where it did not.
    Anything,
}

impl Kind {
    fn has(self, value: &Value) -> bool {
        match self {
            _ if value.is_null() => true,
            Kind::Text => value.is_string(),
            Kind::Int => value.is_i64() || value.is_u64(),
            Kind::TextOrInt => value.is_string() || value.is_i64() || value.is_u64(),
            Kind::Texts => value.as_array().is_some_and(|items| items.iter().all(Value::is_string)),
            Kind::Bool => value.is_boolean(),
            Kind::Anything => true,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Kind::Text => "a text",
            Kind::Int => "a whole number",
            Kind::TextOrInt => "a text or a whole number",
            Kind::Texts => "a list of texts",
            Kind::Bool => "true or false",
            Kind::Anything => "anything",
        }
    }
}

/// The key paths of an envelope, but for the payload, with what each can hold.
fn known_keys(envelope: &Envelope) -> impl Iterator<Item = (&str, Kind)> {
    let paging = envelope.paging.iter();
    let paging = paging.flat_map(|paging| [&paging.offset, &paging.limit, &paging.result, &paging.total]);
    let markers = envelope.ok.iter().chain(&envelope.no_rows).flat_map(Named::iter);
    let markers = markers.filter(|(key, _)| is_printed(key) && Some(*key) != envelope.payload.as_deref());
    let of_code = if envelope.codes.is_some() { Kind::Text } else { Kind::TextOrInt };
    let message = envelope.message.0.iter().map(|path| (path.as_str(), Kind::Text));
    let errors = envelope.errors.as_deref().map(|path| (path, Kind::Texts));
    let code = envelope.code.as_deref().map(|path| (path, of_code));
    let status = envelope.status.as_deref().map(|path| (path, Kind::Int));
    let secret = envelope.secret.iter().map(|path| (path.as_str(), Kind::Text));
    message
        .chain(errors)
        .chain(code)
        .chain(status)
        .chain(secret)
        .chain(paging.flatten().map(|path| (path.as_str(), Kind::Int)))
        .chain(markers.map(|(key, wanted)| (key, marker_kind(wanted))))
}

/// What a marker of success can hold, told by what it is when it went well.
fn marker_kind(wanted: &Literal) -> Kind {
    match wanted {
        Literal::Bool(_) => Kind::Bool,
        Literal::Text(_) => Kind::Text,
        Literal::Int(_) => Kind::Int,
        Literal::Null | Literal::EmptyList => Kind::Anything,
    }
}
