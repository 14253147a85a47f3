//! What the keys of an envelope tell beside the payload: message, code, errors, paging; and which keys it has at all. Whether
//! the answer is a success is decided in `envelope`.

use super::answer::Paging;
use super::members::Members;
use super::spec::{EnvelopeSpec, KeyPath, PagingKeys};

/// The text for people.
pub(crate) fn message(envelope: &EnvelopeSpec, members: &Members<'_>) -> Option<String> {
    envelope.message.iter().find_map(|path| text_at(members, Some(path)))
}

/// The vendor's list of errors, whatever it is made of.
pub(crate) fn errors(envelope: &EnvelopeSpec, members: &Members<'_>) -> Vec<String> {
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
        let known = paths.filter_map(|path| path.first()).chain(envelope.secret).copied().collect();
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
