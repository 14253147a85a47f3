//! The small shapes that the spec language repeats: ordered maps, one-or-many, type expressions, values.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// A mapping whose order is the page's order. No name stands in it twice.
#[derive(Debug, Clone, PartialEq)]
pub struct Named<T>(pub Vec<(String, T)>);

impl<T> Default for Named<T> {
    fn default() -> Self {
        Named(Vec::new())
    }
}

impl<T> Named<T> {
    /// The first entry with this name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// The entries in the order in which they are written.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &T)> + ExactSizeIterator {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The names in the order in which they are written.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Named<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping of names")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries: Vec<(String, T)> = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                let mut names = BTreeSet::new();
                match entries.iter().find(|(name, _)| !names.insert(name.as_str())) {
                    Some((name, _)) => Err(de::Error::custom(format_args!("`{name}` stands here twice"))),
                    None => Ok(Named(entries)),
                }
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

/// Statements that no other key can hold: a subject, and what each place of the page says about it, word for word.
/// Quotes that carry the same claim are the same text; quotes that differ contradict each other.
pub type Says = Named<Named<String>>;

/// One value, or a list of them: `erratum: a` and `erratum: [a, b]`.
#[derive(Debug, Clone, PartialEq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        OneOrMany(Vec::new())
    }
}

impl<'de> Deserialize<'de> for OneOrMany<String> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words;
        impl<'de> Visitor<'de> for Words {
            type Value = OneOrMany<String>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name or a list of names")
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Self::Value, E> {
                Ok(OneOrMany(vec![word.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut words = Vec::new();
                while let Some(word) = seq.next_element()? {
                    words.push(word);
                }
                Ok(OneOrMany(words))
            }
        }
        deserializer.deserialize_any(Words)
    }
}

/// A value that is there if its key is: nothing behind a key is a slip, and no way to leave the key out.
pub(super) fn said<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// The types that need no declaration.
pub const BUILT_IN: &[&str] = &["string", "int", "number", "bool", "json"];

/// What a row holds: `int`, `Sucursal`, `[int]` (a list), `{ string: Field }` (an object with free keys).
#[derive(Debug, Clone, PartialEq)]
pub enum TypeExpr {
    /// A built-in type or the name of a type of the spec.
    Name(String),
    /// A list of one kind of item.
    List(Box<TypeExpr>),
    /// An object whose keys are data.
    Map(Box<TypeExpr>),
}

impl fmt::Display for TypeExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TypeExpr::Name(name) => f.write_str(name),
            TypeExpr::List(item) => write!(f, "[{item}]"),
            TypeExpr::Map(value) => write!(f, "{{ string: {value} }}"),
        }
    }
}

impl<'de> Deserialize<'de> for TypeExpr {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Expr;
        impl<'de> Visitor<'de> for Expr {
            type Value = TypeExpr;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a type: `int`, `SomeType`, `[int]` or `{ string: SomeType }`")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
                Ok(TypeExpr::Name(name.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let item = seq.next_element()?.ok_or_else(|| de::Error::invalid_length(0, &self))?;
                match seq.next_element::<de::IgnoredAny>()? {
                    None => Ok(TypeExpr::List(Box::new(item))),
                    Some(_) => Err(de::Error::invalid_length(2, &self)),
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let entry = map.next_entry::<String, TypeExpr>()?;
                let (key, value) = entry.ok_or_else(|| de::Error::invalid_length(0, &self))?;
                if key != "string" || map.next_key::<String>()?.is_some() {
                    return Err(de::Error::invalid_value(de::Unexpected::Map, &self));
                }
                Ok(TypeExpr::Map(Box::new(value)))
            }
        }
        deserializer.deserialize_any(Expr)
    }
}

/// The length that a row claims: a number, or the mark that the page prints where there is none. A sign (`-`) or an `X` is such
/// a mark, and a word is one if a source says so: `words: { no_length: [N/A] }`.
#[derive(Debug, Clone, PartialEq)]
pub enum Length {
    /// At most so many characters of a text, digits of a number.
    AtMost(u64),
    /// The page's own mark for "no length".
    None(String),
}

impl Length {
    /// Whether a text can be a mark: one line without a digit, which would rather be a length, and without spaces at its ends.
    /// Of the words among them `check` asks whether a source declares them.
    pub(crate) fn is_mark(text: &str) -> bool {
        let is_within = |c: char| !c.is_ascii_control() && !c.is_ascii_digit();
        !text.is_empty() && !text.starts_with(' ') && !text.ends_with(' ') && text.chars().all(is_within)
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Claim;
        impl Visitor<'_> for Claim {
            type Value = Length;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number, or the mark that the page prints for no length,")
            }

            fn visit_u64<E: de::Error>(self, length: u64) -> Result<Length, E> {
                Ok(Length::AtMost(length))
            }

            fn visit_str<E: de::Error>(self, mark: &str) -> Result<Length, E> {
                if Length::is_mark(mark) {
                    Ok(Length::None(mark.to_owned()))
                } else {
                    Err(de::Error::invalid_value(de::Unexpected::Str(mark), &self))
                }
            }
        }
        deserializer.deserialize_any(Claim)
    }
}

/// A value that an answer is compared with, or that stands in a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A text.
    Text(String),
    /// `[]`
    EmptyList,
}

impl Literal {
    /// The same as JSON.
    pub fn json(&self) -> Value {
        match self {
            Literal::Null => Value::Null,
            Literal::Bool(truth) => (*truth).into(),
            Literal::Int(number) => (*number).into(),
            Literal::Text(text) => text.as_str().into(),
            Literal::EmptyList => Value::Array(Vec::new()),
        }
    }
}

impl<'de> Deserialize<'de> for Literal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Plain;
        impl<'de> Visitor<'de> for Plain {
            type Value = Literal;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a whole number, `true`, `false`, `null` or `[]`")
            }

            fn visit_unit<E>(self) -> Result<Literal, E> {
                Ok(Literal::Null)
            }

            fn visit_bool<E>(self, truth: bool) -> Result<Literal, E> {
                Ok(Literal::Bool(truth))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Literal, E> {
                Ok(Literal::Int(number))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Literal, E> {
                let small = i64::try_from(number);
                small.map(Literal::Int).map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
            }

            fn visit_str<E>(self, text: &str) -> Result<Literal, E> {
                Ok(Literal::Text(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Literal, A::Error> {
                match seq.next_element::<de::IgnoredAny>()? {
                    None => Ok(Literal::EmptyList),
                    Some(_) => Err(de::Error::invalid_type(de::Unexpected::Seq, &self)),
                }
            }
        }
        deserializer.deserialize_any(Plain)
    }
}
