//! The mirror of a table: what its rows claim, and the known values of an enumeration.

use serde::{Deserialize, Deserializer};

use super::json::Json;
use super::values::{Length, OneOrMany, Says, TypeExpr, said};

/// A table of the page, or a list of known values.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Type {
    /// What it is, in our words.
    pub doc: Option<String>,
    /// The type that describes the same entity; what both claim about a row is held against each other.
    pub of: Option<String>,
    /// The row that identifies one of them; an answer always has it.
    pub key: Option<String>,
    /// How an absent optional value is written.
    #[serde(default, deserialize_with = "Unset::said")]
    pub unset: Option<Unset>,
    /// The source, where it is not the file's.
    pub from: Option<String>,
    /// The rows of a table.
    pub rows: Option<Vec<Row>>,
    /// The known values of an enumeration.
    pub values: Option<Vec<EnumValue>>,
}

/// How an absent optional value is written: `null` or `omitted`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unset {
    /// The key stands, with null.
    Null,
    /// The key does not stand.
    Omitted,
}

impl Unset {
    /// `unset: null` is YAML's null, which serde would take for a key that is not there.
    pub(super) fn said<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Unset>, D::Error> {
        Ok(Some(Option::deserialize(deserializer)?.unwrap_or(Unset::Null)))
    }
}

/// One row of a table, as the page claims it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The name that the page prints.
    pub name: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub ty: TypeExpr,
    /// The longest text in characters, the longest number in digits.
    #[serde(default, deserialize_with = "said")]
    pub length: Option<Length>,
    /// Whether the page calls it required.
    #[serde(default, deserialize_with = "said")]
    pub required: Option<bool>,
    /// What it is, in our words.
    pub doc: Option<String>,
    /// The errata of this row.
    #[serde(default)]
    pub erratum: OneOrMany<String>,
    /// The source, where it is not the table's.
    pub from: Option<String>,
    /// The Rust name, where the wire name is none.
    pub rust: Option<String>,
    /// `false` for a text that the vendor writes without quotes.
    pub quoted: Option<bool>,
    /// The enumeration of a text's known values.
    pub values: Option<String>,
    /// The smallest number.
    pub min: Option<i64>,
    /// The largest number.
    pub max: Option<i64>,
    /// How many items a list has, where it is not empty.
    pub items: Option<u64>,
    /// How an absent value is written, where it is not as the type says.
    #[serde(default, deserialize_with = "Unset::said")]
    pub unset: Option<Unset>,
    /// A value that fits.
    pub example: Option<Json>,
    /// Statements that no other key can hold.
    #[serde(default)]
    pub says: Says,
}

impl Row {
    /// A row that claims nothing but a type.
    pub fn of(name: &str, ty: TypeExpr) -> Row {
        Row {
            name: name.to_owned(),
            ty,
            length: None,
            required: None,
            doc: None,
            erratum: OneOrMany::default(),
            from: None,
            rust: None,
            quoted: None,
            values: None,
            min: None,
            max: None,
            items: None,
            unset: None,
            example: None,
            says: Says::default(),
        }
    }
}

/// A known value of an enumeration.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnumValue {
    /// The value on the wire.
    pub name: String,
    /// What it stands for, in our words.
    pub doc: Option<String>,
    /// The Rust name, where the value is none.
    pub rust: Option<String>,
    /// The source, where it is not the type's.
    pub from: Option<String>,
}
