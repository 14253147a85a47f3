//! What can be asked of a resource, and the samples that the page prints of it.

use serde_json::Value;

use super::Note;
use super::table::{Field, Ty, Type};
use crate::spec::{Effect, Method, Reads};

/// One resource.
#[derive(Debug, Clone, PartialEq)]
pub struct Resource {
    /// The Rust module and the accessor: `sucursales`. It is the spec's name.
    pub ident: String,
    /// The accessor type: `Sucursales`.
    pub type_ident: String,
    /// What it is.
    pub doc: Option<String>,
    /// The position in `Api::sources` of the page that it is from.
    pub source: Option<usize>,
    /// What can be asked of it.
    pub operations: Vec<Operation>,
    /// The types that its spec declares.
    pub types: Vec<Type>,
}

/// One call.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Its name in the spec: `list`.
    pub name: String,
    /// The Rust method: `list`.
    pub ident: String,
    /// The Rust type: `List`.
    pub type_ident: String,
    /// What it does.
    pub doc: Option<String>,
    /// The position in `Api::sources`.
    pub source: Option<usize>,
    /// The HTTP method.
    pub method: Method,
    /// The path's template as documented, `/v4/series/{UID}/down`; names in braces are `Field::wire` of `params`.
    pub path: String,
    /// What it does to the vendor's data.
    pub effect: Effect,
    /// Path parameters in the order of the path (all required), then query parameters.
    pub params: Vec<Field>,
    /// How many of `params` are in the path.
    pub path_params: usize,
    /// The Rust name of the body's type.
    pub body: Option<String>,
    /// What the payload holds; `None`: nothing.
    pub answer: Option<Ty>,
    /// How a list is read page by page.
    pub paging: Option<Paging>,
    /// Requests that the page prints.
    pub requests: Vec<RequestSample>,
    /// Answers that the page prints.
    pub answers: Vec<AnswerSample>,
    /// What it leaves in its resource's rows beyond the body's own fields, for a mock vendor.
    pub leaves: Vec<(String, Leaves)>,
    /// What the page contradicts about it, its samples included.
    pub notes: Vec<Note>,
}

/// What an operation leaves in a field of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Leaves {
    /// What the body has under this name.
    Body(String),
    /// This value.
    Value(Value),
}

/// Which parameters walk through a list; positions in `Operation::params`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// How many rows a page has.
    pub size: usize,
    /// Which page.
    pub walk: Walk,
}

/// How the next page is asked for; a position in `Operation::params`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Walk {
    /// By the page's number, counted from 1.
    Page(usize),
    /// By the number of rows to pass over.
    Offset(usize),
}

/// A request that the page prints.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestSample {
    /// Its name in the spec.
    pub name: String,
    /// The values that the sample's address gives to `Operation::params`, by position.
    pub params: Vec<(usize, String)>,
    /// The headers that it prints and no erratum sets aside.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Option<Value>,
}

/// An answer that the page prints.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerSample {
    /// Its name in the spec.
    pub name: String,
    /// The HTTP status.
    pub http: u16,
    /// What it says about the call.
    pub reads: Reads,
    /// The body as it comes over the wire: mended, and whole where the page prints only a part.
    pub json: String,
}
