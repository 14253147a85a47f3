//! The members of a JSON object as they are printed: one scan that checks the whole text and decodes none of it, but for the
//! payload where that is wanted.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::hash::{BuildHasher, RandomState};

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::description::spec::KeyPath;
use crate::values::slot::Slot;

/// What stands for a value that is there and agrees with no literal.
const UNLIKE_ANY: &str = "";

/// The members of an object, in order, each value as it is printed. No key stands twice.
#[derive(Debug, Default)]
pub(crate) struct Members<'t> {
    list: Vec<(Cow<'t, str>, &'t str)>,
}

impl<'t> Members<'t> {
    /// Scans a text that must be one JSON value. What is not an object has no members.
    pub(crate) fn scan(text: &'t str) -> Result<Members<'t>, String> {
        let scanned = match text.trim_start().starts_with('{') {
            true => Scan { read: None }.all_of(text),
            false => serde_json::from_str::<&RawValue>(text).map(|_| Members::default()),
        };
        scanned.map_err(|error| error.to_string())
    }

    /// The same scan of an object, which reads the value under one key on the way: a text need not be gone through twice.
    /// That value is then known to be there and no more. `None` where it is not there, or could not be read.
    pub(crate) fn scan_and_read(text: &'t str, key: &str, slot: Slot<'_, '_, '_>) -> Option<Members<'t>> {
        Scan { read: Some((key, slot)) }.all_of(text).ok()
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
            Err(_) => Some(UNLIKE_ANY),
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

/// A scan under way.
struct Scan<'k, 's, 'r, 'm> {
    /// The key of the value that is to be read, until it is met, and where to read it to.
    read: Option<(&'k str, Slot<'s, 'r, 'm>)>,
}

impl Scan<'_, '_, '_, '_> {
    fn all_of<'t>(self, text: &'t str) -> serde_json::Result<Members<'t>> {
        let mut source = serde_json::Deserializer::from_str(text);
        let members = self.deserialize(&mut source)?;
        source.end().map(|()| members)
    }
}

impl<'de> DeserializeSeed<'de> for Scan<'_, '_, '_, '_> {
    type Value = Members<'de>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Members<'de>, D::Error> {
        source.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Scan<'_, '_, '_, '_> {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Members<'de>, A::Error> {
        let mut members = Members { list: Vec::with_capacity(8) };
        let mut met = Met::default();
        while let Some(Key(key)) = map.next_key()? {
            if met.again(&key, &members) {
                return Err(A::Error::custom("a key of the answer stands twice"));
            }
            let value = match self.read.take_if(|(wanted, _)| *wanted == key) {
                None => map.next_value::<&RawValue>()?.get(),
                Some((_, slot)) => match map.next_value_seed(slot)? {
                    true => UNLIKE_ANY,
                    false => return Err(A::Error::custom("a value that cannot be read on the way")),
                },
            };
            members.list.push((key, value));
        }
        match self.read {
            None => Ok(members),
            Some(_) => Err(A::Error::custom("the value to be read is not there")),
        }
    }
}

/// Tells which keys come again, in time that does not grow with the square of their number.
#[derive(Default)]
struct Met {
    hasher: RandomState,
    numbers: HashSet<u64>,
}

impl Met {
    /// So many keys are compared one by one sooner than they are numbered.
    const FEW: usize = 16;

    fn again(&mut self, key: &str, members: &Members<'_>) -> bool {
        if members.list.len() < Met::FEW {
            return members.get(key).is_some();
        }
        if self.numbers.is_empty() {
            self.numbers.extend(members.iter().map(|(key, _)| self.hasher.hash_one(key)));
        }
        !self.numbers.insert(self.hasher.hash_one(key)) && members.get(key).is_some()
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

#[cfg(test)]
mod tests {
    use super::Members;

    #[test]
    fn a_key_that_comes_again_is_found_among_any_number() {
        for count in [1, 15, 16, 17, 40, 300_000] {
            let members: Vec<String> = (0..count).map(|number| format!(r#""{number}":{number}"#)).collect();
            let members = members.join(",");
            assert!(Members::scan(&format!("{{{members}}}")).is_ok_and(|members| members.list.len() == count));
            for again in [0, count - 1] {
                assert!(Members::scan(&format!(r#"{{{members},"{again}":0}}"#)).is_err(), "{again} of {count}");
            }
        }
    }
}
