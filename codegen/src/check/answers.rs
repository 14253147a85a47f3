//! An answer that the page prints, held against the envelope, the statuses and the payload's type.

use serde_json::{Map, Value};

use super::samples;
use super::success::{self, Evidence, last_step, lookup};
use super::values::{self, Clashes, Printed, Side, shorten};
use super::view::{Tables, View};
use super::way::Step;
use crate::diagnostic::{Code, Finding, Place};
use crate::model;
use crate::spec::{AnswerSample, Envelope, Literal, Named, Reads, Row, TypeExpr, Unset};

/// What an answer is held against.
pub(super) struct Context<'v, 'a> {
    pub(super) view: &'v View<'a>,
    pub(super) tables: &'v Tables<'a>,
    /// With its errata applied; an API without one has the empty one.
    pub(super) envelope: &'v Envelope,
    /// The payload's type. A sample that belongs to no operation may carry any payload.
    pub(super) payload: Payload<'a>,
    /// Where that type is named.
    pub(super) answer: Place,
    pub(super) file: usize,
}

/// What the answer to an operation carries.
#[derive(Debug, Clone, Copy)]
pub(super) enum Payload<'a> {
    Any,
    None,
    Type(&'a TypeExpr),
}

/// Holds one sample against everything, and returns it as it comes over the wire.
pub(super) fn check<'a>(
    context: &Context<'_, 'a>,
    name: &str,
    sample: &'a AnswerSample,
    place: &Place,
    clashes: &mut Clashes,
) -> Option<model::AnswerSample> {
    let settled = context.view.settled(context.file, place, &sample.erratum);
    let (json, printed_value) = samples::read(&sample.json, &sample.mend, place, clashes.findings())?;
    let (json, sent) = whole(context.envelope, sample, json, printed_value);
    let mut value = sent.clone();
    for path in settled.iter().flat_map(|settled| &settled.erratum.set_aside.0) {
        samples::set_aside(&mut value, path);
    }
    let reads = settled.iter().find_map(|settled| settled.erratum.instead.reads).unwrap_or(sample.reads);
    let http = sample.http.unwrap_or(200);
    let printed = Printed {
        name,
        place,
        text: &sample.json,
        mend: &sample.mend,
        is_part: sample.part.is_some(),
        side: Side::Answer,
        way: None,
    };
    let answer = Answer { context, printed, value: &value, http };
    let evidence = |value| Evidence { value, ..answer.evidence() };
    success::hold(&evidence(&sent), &evidence(&value), reads, printed, context.view.spec.file, clashes);
    answer.hold_status(clashes);
    answer.hold_envelope(clashes);
    if reads == Reads::Ok {
        answer.hold_payload(clashes);
    }
    Some(model::AnswerSample { name: name.to_owned(), http, reads, json })
}

/// A sample of which the page prints only the value of one key, with what comes around it.
fn whole(envelope: &Envelope, sample: &AnswerSample, json: String, value: Value) -> (String, Value) {
    let Some(part) = &sample.part else { return (json, value) };
    let mut object = Map::new();
    for (key, marker) in envelope.ok.first().into_iter().flat_map(Named::iter) {
        if key != "http" && !key.contains('.') {
            object.insert(key.to_owned(), marker.json());
        }
    }
    object.insert(part.clone(), value);
    let value = Value::Object(object);
    (value.to_string(), value)
}

struct Answer<'v, 'a> {
    context: &'v Context<'v, 'a>,
    printed: Printed<'v>,
    value: &'v Value,
    http: u16,
}

impl Answer<'_, '_> {
    fn evidence(&self) -> Evidence<'_> {
        Evidence {
            envelope: self.context.envelope,
            statuses: &self.context.view.spec.api.statuses,
            value: self.value,
            http: self.http,
            is_list: matches!(self.context.payload, Payload::Type(TypeExpr::List(_)) | Payload::Any),
        }
    }

    fn json(&self) -> Place {
        self.printed.place.key("json")
    }

    /// The status and the code of an error have to be a pair that the page lists.
    fn hold_status(&self, clashes: &mut Clashes) {
        let envelope = self.context.envelope;
        let statuses = &self.context.view.spec.api.statuses;
        let at = |path: &Option<String>| path.as_deref().and_then(|path| lookup(self.value, path));
        let (Some(status), code) = (at(&envelope.status).and_then(Value::as_u64), at(&envelope.code)) else {
            return;
        };
        let code = code.and_then(Value::as_str);
        let listed = statuses.iter().any(|row| {
            u64::from(row.http) == status && (code.is_none() || row.code.is_none() || row.code.as_deref() == code)
        });
        let name = self.printed.name;
        let key = self.printed.path(envelope.status.as_deref().unwrap_or_default());
        if !statuses.is_empty() && !listed {
            let pair = code.map_or(format!("{status}"), |code| format!("{status} with `{code}`"));
            let row = statuses.iter().position(|row| u64::from(row.http) == status || row.code.as_deref() == code);
            let mut finding = Finding::new(
                Code::StatusPair,
                format!("the sample `{name}` prints {pair}, a pair that `statuses` does not have"),
                key,
                "printed here",
            );
            if let Some(row) = row {
                let place = Place::root(self.context.view.spec.file).key("statuses").item(row);
                finding = finding.label(place, "claimed here");
            }
            clashes.push(finding.help("set one of them aside with an erratum on the sample: `not: [key]`"));
        } else if status != u64::from(self.http) {
            clashes.push(
                Finding::new(
                    Code::StatusPair,
                    format!("the sample `{name}` prints the status {status}, but comes with HTTP {}", self.http),
                    key,
                    "printed here",
                )
                .help(format!("say `http: {status}`, or set the key aside with an erratum on the sample")),
            );
        }
    }

    /// Every key of the envelope has its type, and there are no others.
    fn hold_envelope(&self, clashes: &mut Clashes) {
        let envelope = self.context.envelope;
        let Some(object) = self.value.as_object() else {
            if envelope.payload.is_some() || !envelope.ok.is_empty() {
                let finding = Finding::new(
                    Code::ValueType,
                    format!("the sample `{}` is no object", self.printed.name),
                    self.json(),
                    "an envelope is one",
                );
                clashes.push(finding);
            }
            return;
        };
        for (path, kind) in known_keys(envelope) {
            if let Some(found) = lookup(self.value, path).filter(|found| !kind.has(found)) {
                clashes.push(
                    Finding::new(
                        Code::ValueType,
                        format!(
                            "`{path}` is {}, but the sample `{}` prints `{}`",
                            kind.words(),
                            self.printed.name,
                            shorten(found)
                        ),
                        self.printed.path(path),
                        "printed here",
                    )
                    .label(Place::root(self.context.view.spec.file).key("envelope"), "claimed here"),
                );
            }
        }
        if envelope.payload.is_some() || matches!(self.context.payload, Payload::None) {
            self.hold_keys(object, "", self.printed, clashes);
        }
    }

    /// No key of an object may be unknown; objects on the way to a known key are looked into.
    fn hold_keys(&self, object: &Map<String, Value>, prefix: &str, printed: Printed<'_>, clashes: &mut Clashes) {
        let envelope = self.context.envelope;
        let paths: Vec<&str> = known_keys(envelope).map(|(path, _)| path).chain(envelope.payload.as_deref()).collect();
        for (key, value) in object {
            let path = format!("{prefix}{key}");
            let below = format!("{path}.");
            let is_known =
                paths.iter().any(|known| *known == path) || (prefix.is_empty() && envelope.secret.contains(key));
            let leads_on = paths.iter().any(|known| known.starts_with(&below));
            match value {
                Value::Object(inner) if leads_on => {
                    self.hold_keys(inner, &below, printed.at(&printed.way(Step::Key(key))), clashes)
                }
                _ if is_known || leads_on => {}
                _ => clashes.unknown(
                    key,
                    ("the envelope", Place::root(self.context.view.spec.file).key("envelope")),
                    paths.iter().copied().chain(envelope.secret.iter().map(String::as_str)),
                    printed,
                ),
            }
        }
    }

    /// The payload of an ok answer is there and has its type.
    fn hold_payload(&self, clashes: &mut Clashes) {
        let path = self.context.envelope.payload.as_deref();
        let payload =
            path.map_or(Some(self.value), |path| lookup(self.value, path)).filter(|payload| !payload.is_null());
        let name = self.printed.name;
        match (self.context.payload, payload) {
            (Payload::Any, _) | (Payload::None, None) => {}
            (Payload::None, Some(_)) => {
                if let Some(path) = path {
                    clashes.push(
                        Finding::new(
                            Code::UnknownSampleKey,
                            format!("the sample `{name}` carries `{path}`, but the operation says nothing about it"),
                            self.printed.path(path),
                            "printed here",
                        )
                        .help("say what it holds: `answer: SomeType`"),
                    );
                }
            }
            (Payload::Type(ty), None) => clashes.push(Finding::new(
                Code::MissingSampleKey,
                format!("the sample `{name}` reads `ok`, but the payload, a `{ty}`, is not in it"),
                self.json(),
                format!("no `{}`", path.unwrap_or_default()),
            )),
            (Payload::Type(ty), Some(payload)) => {
                let row = Row::of(path.map_or("", last_step), ty.clone());
                let claim =
                    self.context.view.claim(self.context.file, self.context.answer.clone(), &row, Unset::Omitted);
                let way = path.map(|path| self.printed.way(Step::Path(path)));
                let printed = way.as_ref().map_or(self.printed, |way| self.printed.at(way));
                values::hold_payload(&claim, payload, self.context.tables, printed, clashes);
            }
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
    let markers = markers.filter(|(key, _)| *key != "http" && Some(*key) != envelope.payload.as_deref());
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
