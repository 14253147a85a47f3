//! An article as the answers show it, and its parts.

use ficha_runtime::generated::Kind as RowKind;
use ficha_runtime::generated::*;

/// An article as the list tells it.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Article {
    pub id: i64,
    pub name: Option<String>,
    pub code: Option<String>,
    pub price: Option<f64>,
    pub active: Option<bool>,
    pub kind: Option<Kind>,
    pub parts: Option<Vec<Part>>,
    pub hours: Option<Vec<i64>>,
    pub fields: Option<BTreeMap<String, Part>>,
    pub extra: Option<Value>,
}

/// The rows of [`Article`].
pub static ARTICLE: Table = Table {
    name: "Article",
    rows: &[
        Row::int("id").key(),
        Row::text("name"),
        Row::text("code").unquoted(),
        Row::number("price"),
        Row::bool("active"),
        Row::open("kind", Kind::NAMES),
        Row::list("parts", &RowKind::Record(&PART)),
        Row::list("hours", &RowKind::Int),
        Row::map("fields", &RowKind::Record(&PART)),
        Row::json("extra"),
    ],
};

impl Record for Article {
    fn blank() -> Self {
        Self::default()
    }

    fn table(&self) -> &'static Table {
        &ARTICLE
    }

    fn field(&self, row: usize) -> Option<&dyn Field> {
        Some(match row {
            0 => &self.id,
            1 => &self.name,
            2 => &self.code,
            3 => &self.price,
            4 => &self.active,
            5 => &self.kind,
            6 => &self.parts,
            7 => &self.hours,
            8 => &self.fields,
            9 => &self.extra,
            _ => return None,
        })
    }

    fn field_mut(&mut self, row: usize) -> Option<&mut dyn Field> {
        Some(match row {
            0 => &mut self.id,
            1 => &mut self.name,
            2 => &mut self.code,
            3 => &mut self.price,
            4 => &mut self.active,
            5 => &mut self.kind,
            6 => &mut self.parts,
            7 => &mut self.hours,
            8 => &mut self.fields,
            9 => &mut self.extra,
            _ => return None,
        })
    }
}

serde_by_table!(Article);

/// A part of an article.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Part {
    pub number: Option<i64>,
    pub label: Option<String>,
}

/// The rows of [`Part`].
pub static PART: Table = Table { name: "Part", rows: &[Row::int("number").length(3), Row::text("label")] };

impl Record for Part {
    fn blank() -> Self {
        Self::default()
    }

    fn table(&self) -> &'static Table {
        &PART
    }

    fn field(&self, row: usize) -> Option<&dyn Field> {
        Some(match row {
            0 => &self.number,
            1 => &self.label,
            _ => return None,
        })
    }

    fn field_mut(&mut self, row: usize) -> Option<&mut dyn Field> {
        Some(match row {
            0 => &mut self.number,
            1 => &mut self.label,
            _ => return None,
        })
    }
}

serde_by_table!(Part);

impl Part {
    pub fn new(number: i64, label: &str) -> Part {
        Part { number: Some(number), label: Some(label.to_owned()) }
    }
}

/// Kind of article.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A thing.
    Thing,
    /// A service.
    Service,
    /// A value that the page does not list.
    Other(String),
}

impl Open for Kind {
    const NAMES: &'static [&'static str] = &["thing", "service"];

    fn from_name(name: &str) -> Self {
        match name {
            "thing" => Self::Thing,
            "service" => Self::Service,
            other => Self::Other(other.to_owned()),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Thing => "thing",
            Self::Service => "service",
            Self::Other(other) => other,
        }
    }
}

open_enumeration!(Kind);
