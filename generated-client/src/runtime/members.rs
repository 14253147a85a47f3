//! The members of a JSON object as they are printed: one scan that checks the whole text and decodes none of it.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::spec::KeyPath;

/// The members of an object, in order, each value as it is printed. No key stands twice.
#[derive(Debug, Default)]
pub(crate) struct Members<'t> {
    list: Vec<(Cow<'t, str>, &'t str)>,
}

impl<'t> Members<'t> {
    /// Scans a text that must be one JSON value. What is not an object has no members.
    pub(crate) fn scan(text: &'t str) -> Result<Members<'t>, String> {
        let scanned = match text.trim_start().starts_with('{') {
            true => serde_json::from_str(text),
            false => serde_json::from_str::<&RawValue>(text).map(|_| Members::default()),
        };
        scanned.map_err(|error| error.to_string())
    }

    /// The value under a path of keys, as it is printed.
    pub(crate) fn at(&self, path: KeyPath) -> Option<&'t str> {
        let (first, deeper) = path.split_first()?;
        let value = self.get(first)?;
        if deeper.is_empty() {
            return Some(value);
        }
        match Members::scan(value) {
            Ok(members) => members.at(deeper),
            // A key that stands twice is there, and agrees with nothing.
            Err(_) => Some(""),
        }
    }

    /// The members in the order in which they are printed.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &'t str)> {
        self.list.iter().map(|(key, value)| (key.as_ref(), *value))
    }

    fn get(&self, key: &str) -> Option<&'t str> {
        self.list.iter().find(|(name, _)| name == key).map(|(_, value)| *value)
    }
}

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Members::default();
                while let Some(Key(key)) = map.next_key()? {
                    let value: &RawValue = map.next_value()?;
                    if members.get(&key).is_some() {
                        return Err(A::Error::custom("a key of the answer stands twice"));
                    }
                    members.list.push((key, value.get()));
                }
                Ok(members)
            }
        }
        source.deserialize_map(Object)
    }
}

/// A key, borrowed from the text where it has no escapes.
struct Key<'t>(Cow<'t, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }
        }
        source.deserialize_str(Text)
    }
}
