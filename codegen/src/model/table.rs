//! What the tables of a page and its lists of known values become: records, enumerations, and the fields that they have.

use super::Note;
use crate::spec::Unset;

/// A type.
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    /// The Rust name; in a valid spec it is the spec's name.
    pub ident: String,
    /// What it is.
    pub doc: Option<String>,
    /// The position in `Api::sources`.
    pub source: Option<usize>,
    /// What it is made of.
    pub shape: Shape,
}

/// What a type is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A table of the page.
    Record(Record),
    /// A list of known values.
    Enumeration(Vec<Variant>),
}

/// A table of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Whether a request carries it, alone or inside another.
    pub sent: bool,
    /// Whether an answer carries it, alone or inside another.
    pub read: bool,
    /// The rows, in the page's order.
    pub fields: Vec<Field>,
}

/// A known value of an enumeration.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// The value on the wire.
    pub wire: String,
    /// The Rust variant.
    pub ident: String,
    /// What it stands for.
    pub doc: Option<String>,
}

/// One row of a table, or a parameter, with its errata applied.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The name on the wire.
    pub wire: String,
    /// The Rust name.
    pub ident: String,
    /// What it holds.
    pub ty: Ty,
    /// Whether a request must carry it.
    pub required: bool,
    /// Whether it identifies its record: an answer always has it.
    pub key: bool,
    /// Characters of a text, digits of a number.
    pub length: Option<u32>,
    /// The smallest number.
    pub min: Option<i64>,
    /// The largest number.
    pub max: Option<i64>,
    /// How many items a list has, where it is not empty.
    pub items: Option<u32>,
    /// `false`: a text that is written without quotes.
    pub quoted: bool,
    /// How its absence is written.
    pub unset: Unset,
    /// Whether the record contains itself through this field, so that Rust needs a `Box`.
    pub boxed: bool,
    /// What it is.
    pub doc: Option<String>,
    /// The position in `Api::sources`, where it is not its table's.
    pub source: Option<usize>,
    /// What the page contradicts about it.
    pub notes: Vec<Note>,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Ty {
    /// A text.
    Text,
    /// A whole number.
    Int,
    /// Any number.
    Number,
    /// True or false.
    Bool,
    /// Anything that JSON can say.
    Json,
    /// A text of which some values are known: the Rust name of the enumeration.
    Enumeration(String),
    /// A record: its Rust name.
    Record(String),
    /// A list.
    List(Box<Ty>),
    /// An object whose keys are data.
    Map(Box<Ty>),
}
