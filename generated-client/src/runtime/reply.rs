//! From the bytes of an answer to a value or an error. Nothing here depends on the type of the payload but one thin
//! function; which answers are a success is decided in `envelope`.

use std::borrow::Cow;

use tracing::Span;

use super::answer::{Answer, Paging};
use super::core::Core;
use super::deviation::{Deviations, UNKNOWN_KEY};
use super::envelope::{Evidence, Verdict, judge};
use super::error::{Error, Refused, Unreadable};
use super::field::Field;
use super::history::History;
use super::members::Members;
use super::read::Reading;
use super::redaction::{Kept, Mask};
use super::spec::{EnvelopeSpec, KeyPath, OperationSpec, PagingKeys};
use super::trace;

/// An answer that came, not read yet.
#[derive(Debug)]
pub struct Reply {
    pub(crate) core: Core,
    pub(crate) operation: &'static OperationSpec,
    pub(crate) http: u16,
    pub(crate) body: Vec<u8>,
    pub(crate) history: History,
    pub(crate) span: Span,
}

impl Reply {
    /// Reads the answer.
    ///
    /// # Errors
    /// [`Error::Refused`] where the vendor said no, [`Error::Unreadable`] where the answer cannot be understood.
    pub fn read<T: Field>(self) -> Result<Answer<T>, Error> {
        let mut value = T::empty();
        self.read_told(&mut value).map(|about| about.map(|()| value))
    }

    /// Reads the answer and completes the span of its call.
    fn read_told(&self, value: &mut dyn Field) -> Result<Answer<()>, Error> {
        let about = self.span.in_scope(|| self.read_into(value));
        trace::outcome(&self.span, Some(self.http), self.history.earlier().len(), about.as_ref().err());
        about
    }

    /// The error that an answer with a status of failure is.
    pub(crate) fn into_error(self) -> Error {
        match self.read_into(&mut ()) {
            Err(error) => error,
            Ok(_) => self.unreadable("it tells success and failure", Deviations::default(), self.core.mask()),
        }
    }

    fn read_into(&self, value: &mut dyn Field) -> Result<Answer<()>, Error> {
        let (text, is_lossy) = match std::str::from_utf8(&self.body) {
            Ok(text) => (Cow::Borrowed(text), false),
            Err(_) => (String::from_utf8_lossy(&self.body), true),
        };
        let text = text.trim_start_matches('\u{feff}');
        let envelope = &self.core.api().envelope;

        let body_counts = !envelope.ok.is_empty() || self.operation.answer.is_some() || self.http >= 300;
        let members = match body_counts {
            true => Members::scan(text),
            false => Ok(Members::default()),
        };
        let is_blank = body_counts && text.trim().is_empty();
        let body = (!is_blank).then(|| members.as_ref().map_err(Clone::clone));
        let verdict = judge(self.core.api(), self.operation, &Evidence { http: self.http, body });
        let members = members.unwrap_or_default();
        let mask = self.mask(text, &members, &verdict);

        let is_empty = match verdict {
            Verdict::Ok => false,
            Verdict::NoRows => true,
            Verdict::Refused => return Err(self.refused(&members, &mask)),
            Verdict::Unreadable(why) => return Err(self.unreadable(&why, Deviations::default(), &mask)),
        };
        let (filled, mut deviations) = self.read_payload(text, &members, is_empty, value, &mask);
        if is_lossy {
            deviations.add(String::new(), "text in UTF-8", "bytes that are not".to_owned());
        }
        self.check(filled, &deviations, &mask)?;
        Ok(Answer {
            value: (),
            message: message(envelope, &members).map(|text| mask.text(&text).into_owned()),
            code: text_at(&members, envelope.code).map(|text| mask.text(&text).into_owned()),
            http: self.http,
            paging: paging(&envelope.paging, &members),
            deviations,
        })
    }

    /// What is to be masked in this answer. The payload that was asked for is no secret, even under a secret key.
    fn mask<'m>(&'m self, text: &str, members: &Members<'_>, verdict: &Verdict) -> Cow<'m, Mask> {
        let mask = self.core.mask();
        let payload = self.core.api().envelope.payload;
        match (verdict, payload) {
            (Verdict::Ok | Verdict::NoRows, Some([payload])) if mask.has_key(payload) => {
                let others = members.iter().filter(|(key, _)| key != payload);
                let others: Vec<String> = others.map(|(key, value)| format!("{}:{value}", quoted(key))).collect();
                Cow::Owned(mask.with_values_of(&others.join(",")).into_owned().without_key(payload))
            }
            (Verdict::Ok | Verdict::NoRows, _) if !members.iter().any(|(key, _)| mask.has_key(key)) => {
                Cow::Borrowed(mask)
            }
            _ => mask.with_values_of(text),
        }
    }

    /// Reads the payload into the value. Tells whether the value could be filled.
    fn read_payload(
        &self,
        text: &str,
        members: &Members<'_>,
        is_empty: bool,
        value: &mut dyn Field,
        mask: &Mask,
    ) -> (bool, Deviations) {
        let envelope = &self.core.api().envelope;
        let start = envelope.payload.map(|path| path.join(".")).unwrap_or_default();
        let payload = match envelope.payload {
            Some(path) => members.at(path),
            None => Some(text),
        };
        let (filled, mut deviations) = match (self.operation.answer, payload) {
            (Some(kind), Some(payload)) if !is_empty => Reading::json(payload, kind, &start, value, mask),
            (None, Some(payload)) if envelope.payload.is_some() && payload != "null" => {
                let mut deviations = Deviations::default();
                deviations.add(start, "nothing", "a payload".to_owned());
                (true, deviations)
            }
            (answer, _) => (is_empty || answer.is_none(), Deviations::default()),
        };
        if envelope.payload.is_none() {
            deviations.forget_unknown(|path| is_key(envelope, path));
        } else {
            for (key, _) in members.iter().filter(|(key, _)| !is_key(envelope, key)) {
                deviations.add(mask.text(key).into_owned(), UNKNOWN_KEY, "one".to_owned());
            }
        }
        (filled, deviations)
    }

    /// Tells what was odd, and lets an answer pass that is good enough.
    fn check(&self, filled: bool, deviations: &Deviations, mask: &Mask) -> Result<(), Error> {
        for deviation in deviations {
            tracing::warn!(
                operation = self.operation.name,
                path = deviation.path,
                expected = deviation.expected,
                found = deviation.found,
                times = deviation.times,
                "the answer differs from the page"
            );
        }
        let first = deviations.iter().next();
        let why = match (filled, first) {
            (false, None) => "there is no payload".to_owned(),
            (false, Some(first)) => format!("the payload is not what the page says: {first}"),
            (true, Some(first)) if self.core.is_strict() => format!("it differs from the page: {first}"),
            _ => return Ok(()),
        };
        Err(self.unreadable(&why, deviations.clone(), mask))
    }

    fn unreadable(&self, why: &str, deviations: Deviations, mask: &Mask) -> Error {
        Error::Unreadable(Box::new(Unreadable {
            operation: self.operation.name,
            http: self.http,
            why: mask.text(why).into_owned(),
            deviations,
            body: Kept::new(&self.body, mask),
            cause: None,
            history: self.history.clone(),
        }))
    }

    fn refused(&self, members: &Members<'_>, mask: &Mask) -> Error {
        let api = self.core.api();
        let status = api.statuses.iter().find(|status| status.http == self.http);
        let documented = || status.and_then(|status| status.code).map(str::to_owned);
        let masked = |text: String| mask.text(&text).into_owned();
        Error::Refused(Box::new(Refused {
            operation: self.operation.name,
            http: self.http,
            status: text_at(members, api.envelope.status).and_then(|status| status.parse().ok()),
            code: text_at(members, api.envelope.code).or_else(documented).map(masked),
            message: message(&api.envelope, members).map(masked),
            errors: errors(&api.envelope, members).into_iter().map(masked).collect(),
            body: Kept::new(&self.body, mask),
            history: self.history.clone(),
        }))
    }
}

fn message(envelope: &EnvelopeSpec, members: &Members<'_>) -> Option<String> {
    envelope.message.iter().find_map(|path| text_at(members, Some(path)))
}

/// The vendor's list of errors, whatever it is made of.
fn errors(envelope: &EnvelopeSpec, members: &Members<'_>) -> Vec<String> {
    let Some(errors) = envelope.errors.and_then(|path| members.at(path)) else {
        return Vec::new();
    };
    if let Ok(list) = serde_json::from_str::<Vec<&serde_json::value::RawValue>>(errors) {
        return list.iter().filter_map(|error| as_text(error.get())).collect();
    }
    match Members::scan(errors) {
        Ok(by_field) if errors.starts_with('{') => {
            by_field.iter().map(|(field, error)| format!("{field}: {}", as_text(error).unwrap_or_default())).collect()
        }
        _ => as_text(errors).into_iter().collect(),
    }
}

fn paging(keys: &PagingKeys, members: &Members<'_>) -> Option<Paging> {
    let number = |path| text_at(members, path).and_then(|number| number.parse().ok());
    let paging = Paging {
        offset: number(keys.offset),
        limit: number(keys.limit),
        result: number(keys.result),
        total: number(keys.total),
    };
    (paging != Paging::default()).then_some(paging)
}

fn text_at(members: &Members<'_>, path: Option<KeyPath>) -> Option<String> {
    as_text(members.at(path?)?)
}

/// A value as a text for people: strings without quotes, anything else as it is printed; `None` for null.
fn as_text(value: &str) -> Option<String> {
    match value {
        "null" | "" => None,
        _ => Some(serde_json::from_str(value).unwrap_or_else(|_| value.to_owned())),
    }
}

/// Whether the envelope gives this key a meaning.
fn is_key(envelope: &EnvelopeSpec, key: &str) -> bool {
    let paging = &envelope.paging;
    let single = [envelope.payload, envelope.errors, envelope.code, envelope.status];
    let places = [paging.offset, paging.limit, paging.result, paging.total];
    let forms = envelope.ok.iter().chain(envelope.no_rows).copied().flatten().map(|(path, _)| *path);
    let paths = single.into_iter().chain(places).flatten().chain(envelope.message.iter().copied()).chain(forms);
    envelope.secret.contains(&key) || paths.into_iter().any(|path| path.first() == Some(&key))
}

fn quoted(key: &str) -> String {
    serde_json::Value::from(key).to_string()
}
