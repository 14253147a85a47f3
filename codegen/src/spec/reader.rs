//! From a marked tree to the mirror, past every mistake: an unknown or repeated key is told and passed over, and what
//! is missing or wrong is told and replaced by a stand-in, so that the next reading finds what is wrong everywhere else too.

use std::collections::BTreeMap;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_yaml::Value;

use super::mistake::{Mistake, Problem};
use super::notes::Notes;
use super::stand_in::StandIn;
use super::tree::{Content, MERGE, Node, Style};

/// Reads one node.
#[derive(Clone, Copy)]
pub(super) struct Reader<'n, 'c> {
    pub(super) node: &'n Node,
    pub(super) notes: &'c Notes<'n>,
}

impl<'n, 'c> Reader<'n, 'c> {
    fn is_replaced(&self) -> bool {
        self.notes.replaces(self.node)
    }

    /// Tells what went wrong in this node, unless an inner one has told already.
    fn told<T>(&self, result: Result<T, Problem>) -> Result<T, Problem> {
        result.map_err(|problem| {
            if !matches!(problem, Problem::Told) {
                self.notes.wrong(self.node, problem);
            }
            Problem::Told
        })
    }

    fn refuse<T>(&self, expected: impl Into<String>) -> Result<T, Problem> {
        self.told(Err(Problem::expected(expected)))
    }

    fn items<V: Visitor<'n>>(self, items: &'n [Node], visitor: V) -> Result<V::Value, Problem> {
        self.told(visitor.visit_seq(Items { items: items.iter(), notes: self.notes }))
    }

    fn entries<V: Visitor<'n>>(
        self,
        entries: &'n [(Node, Node)],
        fields: Option<&'static [&'static str]>,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        let supplied = self.notes.supplied_to(self.node);
        let seen = BTreeMap::new();
        let access =
            Entries { of: self.node, entries: entries.iter(), fields, seen, supplied, value: None, notes: self.notes };
        match visitor.visit_map(access) {
            Err(Problem::Missing(key)) => {
                self.notes.missing(self.node, key);
                Err(Problem::Told)
            }
            result => self.told(result),
        }
    }

    /// A number, a truth value or null as YAML's core schema reads it.
    fn scalar<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Problem> {
        let Some(text) = self.node.text() else {
            return self.refuse("a single value");
        };
        if self.node.style != Style::Plain {
            return self.told(visitor.visit_str(text));
        }
        let resolved = serde_yaml::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()));
        self.told(match resolved {
            Value::Null => visitor.visit_unit(),
            Value::Bool(truth) => visitor.visit_bool(truth),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), _, _) => visitor.visit_u64(number),
                (_, Some(number), _) => visitor.visit_i64(number),
                (_, _, Some(number)) => visitor.visit_f64(number),
                _ => visitor.visit_str(text),
            },
            _ => visitor.visit_str(text),
        })
    }
}

macro_rules! numbers {
    ($($method:ident $expected:literal)*) => {
        $(fn $method<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Problem> {
            if self.is_replaced() {
                return StandIn.$method(visitor);
            }
            match self.scalar_as(visitor) {
                Err(Problem::Told) => Err(Problem::Told),
                Err(_) => self.refuse($expected),
                Ok(value) => Ok(value),
            }
        })*
    };
}

impl<'n> Reader<'n, '_> {
    /// As `scalar`, but what the visitor refuses is the caller's to tell.
    fn scalar_as<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Problem> {
        let silent = Notes::default();
        Reader { node: self.node, notes: &silent }.scalar(visitor).map_err(|_| Problem::expected(""))
    }
}

impl<'n> Deserializer<'n> for Reader<'n, '_> {
    type Error = Problem;

    numbers! {
        deserialize_bool "`true` or `false`"
        deserialize_u8 "a whole number from 0 to 255"
        deserialize_u16 "a whole number from 0 to 65535"
        deserialize_u32 "a whole number from 0 to 4294967295"
        deserialize_u64 "a whole number that is not negative"
        deserialize_i8 "a whole number from -128 to 127"
        deserialize_i16 "a whole number from -32768 to 32767"
        deserialize_i32 "a whole number from -2147483648 to 2147483647"
        deserialize_i64 "a whole number"
        deserialize_f32 "a number"
        deserialize_f64 "a number"
        deserialize_unit "nothing"
    }

    fn deserialize_any<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Problem> {
        if self.is_replaced() {
            return StandIn.deserialize_any(visitor);
        }
        match &self.node.content {
            Content::Text(_) => self.scalar(visitor),
            Content::List(items) => self.items(items, visitor),
            Content::Map(entries) => self.entries(entries, None, visitor),
        }
    }

    fn deserialize_str<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.node.text() {
            _ if self.is_replaced() => StandIn.deserialize_str(visitor),
            Some(text) => self.told(visitor.visit_borrowed_str(text)),
            None => self.refuse("a text"),
        }
    }

    fn deserialize_option<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Problem> {
        if self.is_replaced() || self.node.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Problem> {
        match &self.node.content {
            _ if self.is_replaced() => StandIn.deserialize_seq(visitor),
            Content::List(items) => self.items(items, visitor),
            _ => self.refuse("a list"),
        }
    }

    fn deserialize_tuple<V: Visitor<'n>>(self, len: usize, visitor: V) -> Result<V::Value, Problem> {
        match &self.node.content {
            _ if self.is_replaced() => StandIn.deserialize_tuple(len, visitor),
            Content::List(items) if items.len() == len => self.items(items, visitor),
            _ => self.refuse(format!("a list of {len} items")),
        }
    }

    fn deserialize_map<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Problem> {
        match &self.node.content {
            _ if self.is_replaced() => StandIn.deserialize_map(visitor),
            Content::Map(entries) => self.entries(entries, None, visitor),
            _ => self.refuse("a mapping of names"),
        }
    }

    fn deserialize_struct<V: Visitor<'n>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match &self.node.content {
            _ if self.is_replaced() => StandIn.deserialize_struct(name, fields, visitor),
            Content::Map(entries) => self.entries(entries, Some(fields), visitor),
            _ => self.told(Err(Problem::NoMapping(fields))),
        }
    }

    fn deserialize_enum<V: Visitor<'n>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        let given = self.node.text().and_then(|text| variants.iter().find(|known| **known == text));
        match (given, variants.first()) {
            (None, Some(first)) if self.is_replaced() => visitor.visit_enum(str_of(first)),
            (Some(word), _) => visitor.visit_enum(str_of(word)),
            _ => self.told(Err(Problem::NoneOf(variants))),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'n>>(self, _: &'static str, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_string<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_str(visitor)
    }

    forward_to_deserialize_any! { <V: Visitor<'n>> i128 u128 char bytes byte_buf unit_struct tuple_struct }
}

fn str_of(word: &'static str) -> StrDeserializer<'static, Problem> {
    word.into_deserializer()
}

/// The items of a list.
struct Items<'n, 'c> {
    items: std::slice::Iter<'n, Node>,
    notes: &'c Notes<'n>,
}

impl<'n> SeqAccess<'n> for Items<'n, '_> {
    type Error = Problem;

    fn next_element_seed<T: DeserializeSeed<'n>>(&mut self, seed: T) -> Result<Option<T::Value>, Problem> {
        self.items.next().map(|node| seed.deserialize(Reader { node, notes: self.notes })).transpose()
    }
}

/// The entries of a mapping that are worth reading, and stand-ins for those that are missing.
struct Entries<'n, 'c> {
    of: &'n Node,
    entries: std::slice::Iter<'n, (Node, Node)>,
    /// The keys that there are, where the mapping is not one of names.
    fields: Option<&'static [&'static str]>,
    seen: BTreeMap<&'n str, &'n Node>,
    supplied: Vec<&'static str>,
    value: Option<&'n Node>,
    notes: &'c Notes<'n>,
}

impl<'n> Entries<'n, '_> {
    /// Whether this key is one to read; tells why not.
    fn takes(&mut self, key: &'n Node, value: &'n Node) -> bool {
        let Some(name) = key.text() else {
            self.notes.tell(key, "", Mistake::Wrong { node: key, problem: Problem::expected("a single word as key") });
            return false;
        };
        if name == MERGE {
            return false;
        }
        if let Some(fields) = self.fields.filter(|fields| !fields.contains(&name)) {
            self.notes.tell(key, "unknown", Mistake::Unknown { of: self.of, key, value, fields });
            return false;
        }
        match self.seen.get(name) {
            Some(first) => {
                self.notes.tell(key, "duplicate", Mistake::Duplicate { key, first });
                false
            }
            None => self.seen.insert(name, key).is_none(),
        }
    }
}

impl<'n> MapAccess<'n> for Entries<'n, '_> {
    type Error = Problem;

    fn next_key_seed<K: DeserializeSeed<'n>>(&mut self, seed: K) -> Result<Option<K::Value>, Problem> {
        while let Some((key, value)) = self.entries.next() {
            if self.takes(key, value) {
                self.value = Some(value);
                return seed.deserialize(Reader { node: key, notes: self.notes }).map(Some);
            }
        }
        self.value = None;
        self.supplied.pop().map(|key| seed.deserialize(str_of(key))).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'n>>(&mut self, seed: V) -> Result<V::Value, Problem> {
        match self.value.take() {
            Some(node) => seed.deserialize(Reader { node, notes: self.notes }),
            None => seed.deserialize(StandIn),
        }
    }
}
