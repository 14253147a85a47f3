//! The resolved API: plain data, nothing left to look up, no spans and no tokens.
//!
//! `check` makes it and `lower` reads it. Every name in it is a valid Rust name, every type exists, every erratum is
//! applied, every sample is JSON.

use serde_json::Value;

/// How many required values of a builder the compiler counts.
pub const COUNTED: usize = 64;

/// One vendor.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// Module, feature and folder: `serpi`.
    pub name: String,
    /// The marker type: `Serpi`.
    pub ident: String,
    /// The vendor's name for people.
    pub title: String,
    /// What it is.
    pub doc: Option<String>,
    /// Where the facts are from.
    pub sources: Vec<Source>,
    /// The base addresses; the first is the default.
    pub servers: Vec<Server>,
    /// What identifies the caller; all are required, and the compiler counts them all.
    pub credentials: Vec<Credential>,
    /// Name and value of the headers that never change.
    pub headers: Vec<(String, String)>,
    /// How every answer is read.
    pub envelope: Envelope,
    /// The statuses that the page lists.
    pub statuses: Vec<Status>,
    /// How the vendor wants to be called.
    pub calls: Calls,
    /// Types that more than one resource uses.
    pub types: Vec<Type>,
    /// The resources, by name.
    pub resources: Vec<Resource>,
    /// Samples of answers that belong to no single operation.
    pub answers: Vec<AnswerSample>,
    /// What the page contradicts about the whole API.
    pub notes: Vec<Note>,
}

/// Where a fact is from.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its name in the spec.
    pub name: String,
    /// Whether it is the vendor's own page.
    pub is_page: bool,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
    /// The day on which it was read.
    pub read_on: Option<String>,
}

/// A base address.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// The name in the spec: `sandbox`.
    pub name: String,
    /// The Rust variant: `Sandbox`.
    pub ident: String,
    /// The address, without a slash at its end.
    pub url: String,
}

/// A value that identifies the caller.
#[derive(Debug, Clone, PartialEq)]
pub struct Credential {
    /// The name in the spec; also the Rust name of the setter.
    pub ident: String,
    /// The header that carries it.
    pub header: String,
    /// What stands before the value, with a space between.
    pub scheme: Option<String>,
    /// What it is.
    pub doc: Option<String>,
    /// What the page contradicts about it.
    pub notes: Vec<Note>,
}

/// How every answer is read. Keys are paths: `["error", "userMessage"]`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Envelope {
    /// Any of these makes an answer ok; with no form at all the HTTP status alone tells.
    pub ok: Vec<Form>,
    /// Any of these makes an ok answer to a list one without rows.
    pub no_rows: Vec<Form>,
    /// Where the payload stands; `None`: the whole body is the payload.
    pub payload: Option<KeyPath>,
    /// Where the text for people stands.
    pub message: Vec<KeyPath>,
    /// Where the list of field errors stands.
    pub errors: Option<KeyPath>,
    /// Where the vendor's own code stands.
    pub code: Option<KeyPath>,
    /// The Rust name of the enumeration of the codes.
    pub codes: Option<String>,
    /// Where the HTTP status is repeated.
    pub status: Option<KeyPath>,
    /// Keys whose values are never shown.
    pub secret: Vec<String>,
    /// Where paging stands.
    pub paging: PagingKeys,
    /// What the page contradicts about it.
    pub notes: Vec<Note>,
}

/// A path of keys into an answer.
pub type KeyPath = Vec<String>;

/// Key paths and the value each must have. The single-step path `http` is the HTTP status.
pub type Form = Vec<(KeyPath, Value)>;

/// Where an answer tells its place in a list.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs)]
pub struct PagingKeys {
    pub offset: Option<KeyPath>,
    pub limit: Option<KeyPath>,
    pub result: Option<KeyPath>,
    pub total: Option<KeyPath>,
}

/// An HTTP status that the page lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Status {
    /// The status.
    pub http: u16,
    /// What it means for a call.
    pub reads: Reads,
    /// The vendor's code that goes with it.
    pub code: Option<String>,
    /// When it is answered.
    pub doc: Option<String>,
    /// The position in `Api::sources` of where it is from, if not from the API's own.
    pub source: Option<usize>,
    /// What the page contradicts about it.
    pub notes: Vec<Note>,
}

pub use crate::spec::{Effect, Method, Reads, Unset};

/// How the vendor wants to be called.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Calls {
    /// The position in `Api::credentials` of the one that allows one call at a time.
    pub one_at_a_time_per: Option<usize>,
    /// Seconds between two looks at the same list.
    pub poll_every: Option<u64>,
}

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

/// A contradiction of the page, told to the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The erratum's name.
    pub erratum: String,
    /// What the page says, claim beside claim; ready to stand in a sentence after "Contradiction:".
    pub claims: String,
    /// What the client does; ready to stand after "This client": `takes it as a string`. Empty where `because` says
    /// it, or nothing changes for callers.
    pub does: String,
    /// Why.
    pub because: String,
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
