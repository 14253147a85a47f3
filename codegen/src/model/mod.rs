//! The resolved API: plain data, nothing left to look up, no spans and no tokens.
//!
//! `check` makes it and `lower` reads it. Every name in it is a valid Rust name, every type exists, every erratum is
//! applied, every sample is JSON.

mod resource;
mod table;

use serde_json::Value;

pub use self::resource::*;
pub use self::table::*;
pub use crate::spec::{Effect, Method, Reads, Unset};

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
    /// The position of its source, where it is another than that of the API.
    pub source: Option<usize>,
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
    /// The position of its source, where it is another than that of the API.
    pub source: Option<usize>,
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

/// How the vendor wants to be called.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Calls {
    /// The position in `Api::credentials` of the one that allows one call at a time.
    pub one_at_a_time_per: Option<usize>,
    /// Seconds between two looks at the same list.
    pub poll_every: Option<u64>,
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
