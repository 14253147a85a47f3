//! JSON as it is printed: looking up and replacing values in a text without decoding the rest, so that the order of keys and
//! the digits of numbers stay what they are.

use std::borrow::Cow;

use crate::description::spec::KeyPath;
use crate::envelope::members::Members;

/// The value under a path of keys.
pub(super) fn at(text: &str, path: KeyPath) -> Option<&str> {
    Members::scan(text).ok()?.at(path)
}

/// The members of an object; what is none has none.
pub(super) fn members(text: &str) -> Vec<(String, String)> {
    let members = Members::scan(text).unwrap_or_default();
    members.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}

/// The object with another value under a path of keys; where there was none, it comes last.
pub(super) fn with(text: &str, path: KeyPath, value: &str) -> String {
    let Some((first, deeper)) = path.split_first() else {
        return value.to_owned();
    };
    let mut members = members(text);
    match members.iter_mut().find(|(key, _)| key == first) {
        Some((_, old)) => *old = with(old, deeper, value),
        None => members.push(((*first).to_owned(), with("{}", deeper, value))),
    }
    object(&members)
}

/// An object of these members.
pub(super) fn object(members: &[(String, String)]) -> String {
    let members: Vec<String> = members.iter().map(|(key, value)| format!("{}:{value}", text(key))).collect();
    format!("{{{}}}", members.join(","))
}

/// A list of these values.
pub(super) fn list(values: &[String]) -> String {
    format!("[{}]", values.join(","))
}

/// A text in quotes.
pub(super) fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A value as it stands in an address: a text without its quotes, anything else as it is.
pub(super) fn plain(value: &str) -> Cow<'_, str> {
    match value.starts_with('"') {
        true => serde_json::from_str(value).map_or(Cow::Borrowed(value), Cow::Owned),
        false => Cow::Borrowed(value),
    }
}
