//! What the keys of an envelope tell beside the payload: message, code, errors, paging; and which keys it has at all. Whether
//! the answer is a success is decided in `verdict`.

use std::fmt;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::members::Members;
use crate::description::spec::{EnvelopeSpec, KeyPath, PagingKeys};
use crate::outcome::answer::Paging;

/// How many errors of a vendor's list are taken out.
const MOST_ERRORS: usize = 200;

/// The text for people.
pub(crate) fn message(envelope: &EnvelopeSpec, members: &Members<'_>) -> Option<String> {
    envelope.message.iter().find_map(|path| text_at(members, Some(path)))
}

/// The vendor's list of errors, whatever it is made of: the first ones, and how many there are beyond.
pub(crate) fn errors(envelope: &EnvelopeSpec, members: &Members<'_>) -> (Vec<String>, usize) {
    let Some(errors) = envelope.errors.and_then(|path| members.at(path)) else {
        return (Vec::new(), 0);
    };
    if let Ok(First { texts, more }) = serde_json::from_str(errors) {
        return (texts, more);
    }
    match Members::scan(errors) {
        Ok(by_field) if errors.starts_with('{') => {
            let text = |(field, error): (&str, &str)| format!("{field}: {}", as_text(error).unwrap_or_default());
            let first = by_field.iter().take(MOST_ERRORS).map(text).collect();
            (first, by_field.iter().count().saturating_sub(MOST_ERRORS))
        }
        _ => (as_text(errors).into_iter().collect(), 0),
    }
}

/// The first texts of a list, however long it is.
#[derive(Default)]
struct First {
    texts: Vec<String>,
    more: usize,
}

impl<'de> Deserialize<'de> for First {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<First, D::Error> {
        source.deserialize_seq(First::default())
    }
}

impl<'de> Visitor<'de> for First {
    type Value = First;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<First, A::Error> {
        while let Some(item) = list.next_element::<&RawValue>()? {
            match self.texts.len() < MOST_ERRORS {
                true => self.texts.extend(as_text(item.get())),
                false => self.more += 1,
            }
        }
        Ok(self)
    }
}

/// The place of the answer in its list.
pub(crate) fn paging(keys: &PagingKeys, members: &Members<'_>) -> Option<Paging> {
    let number = |path| text_at(members, path).and_then(|number| number.parse().ok());
    let paging = Paging {
        offset: number(keys.offset),
        limit: number(keys.limit),
        result: number(keys.result),
        total: number(keys.total),
    };
    (paging != Paging::default()).then_some(paging)
}

/// What stands under a path, as a text for people.
pub(crate) fn text_at(members: &Members<'_>, path: Option<KeyPath>) -> Option<String> {
    as_text(members.at(path?)?)
}

/// A value as a text for people: strings without quotes, anything else as it is printed; `None` for null.
fn as_text(value: &str) -> Option<String> {
    match value {
        "null" | "" => None,
        quoted if quoted.starts_with('"') => Some(serde_json::from_str(quoted).unwrap_or_else(|_| quoted.to_owned())),
        printed => Some(printed.to_owned()),
    }
}

/// The keys of an envelope, each with its place in the body's outermost object.
pub(crate) struct EnvelopeKeys {
    known: Vec<&'static str>,
    /// The payload's key, where all that the value under it tells beside what it holds is told by its being there.
    pub(crate) payload_alone: Option<&'static str>,
}

impl EnvelopeKeys {
    pub(crate) fn of(envelope: &EnvelopeSpec) -> EnvelopeKeys {
        let paths = envelope.payload.into_iter().chain(told(envelope)).chain(claimed(envelope));
        let mut known: Vec<_> = paths.filter_map(|path| path.first()).chain(envelope.secret).copied().collect();
        known.sort_unstable();
        known.dedup();
        let payload = envelope.payload.and_then(|path| if let [key] = path { Some(*key) } else { None });
        let is_alone = |key: &&str| {
            let under_it = |path: &KeyPath| path.first() == Some(key);
            !told(envelope).any(|path| under_it(&path))
                && !claimed(envelope).any(|path| under_it(&path) && path.len() > 1)
        };
        EnvelopeKeys { known, payload_alone: payload.filter(is_alone) }
    }

    /// Whether the envelope gives this key a meaning.
    pub(crate) fn is_known(&self, key: &str) -> bool {
        self.known.contains(&key)
    }
}

/// Where something is told.
fn told(envelope: &EnvelopeSpec) -> impl Iterator<Item = KeyPath> {
    let PagingKeys { offset, limit, result, total } = envelope.paging;
    let single = [envelope.errors, envelope.code, envelope.status, offset, limit, result, total];
    single.into_iter().flatten().chain(envelope.message.iter().copied())
}

/// Where success or its opposite shows.
fn claimed(envelope: &EnvelopeSpec) -> impl Iterator<Item = KeyPath> {
    envelope.ok.iter().chain(envelope.no_rows).copied().flatten().map(|(path, _)| *path)
}
