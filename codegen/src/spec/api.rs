//! The mirror of `specs/<api>/api.yaml`: what holds for every call of one vendor.

use serde::Deserialize;

use super::call::Reads;
use super::erratum::Erratum;
use super::sample::AnswerSample;
use super::table::Type;
use super::values::{Literal, Named, OneOrMany, Says};

/// One vendor: where it is called, as whom, and how every answer is to be read.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApiFile {
    /// The name of the Rust module and of the cargo feature; also the folder's name.
    pub api: String,
    /// The vendor's name for people.
    pub title: String,
    /// A sentence or two about the API, in our words.
    pub doc: Option<String>,
    /// The pages and programs that the facts are from; anything else can name one with `from`.
    pub sources: Named<Source>,
    /// The source of whatever does not say `from` itself.
    pub from: Option<String>,
    /// The base addresses; the first is the default.
    pub servers: Named<Server>,
    /// What identifies the caller.
    #[serde(default)]
    pub credentials: Named<Credential>,
    /// Headers that are the same in every call.
    #[serde(default)]
    pub headers: Named<ConstantHeader>,
    /// What every answer is wrapped in; without it HTTP alone tells success, and the body is the payload.
    pub envelope: Option<Envelope>,
    /// The HTTP statuses that the page lists.
    #[serde(default)]
    pub statuses: Vec<Status>,
    /// How the vendor wants to be called.
    pub calls: Option<Calls>,
    /// Types that more than one resource uses.
    #[serde(default)]
    pub types: Named<Type>,
    /// Samples of answers that belong to no single operation.
    #[serde(default)]
    pub answers: Named<AnswerSample>,
    /// Statements about the whole API that no other key can hold.
    #[serde(default)]
    pub says: Says,
    /// The errata that settle `says`.
    #[serde(default)]
    pub erratum: OneOrMany<String>,
    /// What is wrong with the page, and what the client does about it.
    #[serde(default)]
    pub errata: Named<Erratum>,
}

/// Where a fact is from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The vendor's page, or third-party code that calls the API.
    pub kind: SourceKind,
    /// The page's title.
    pub title: String,
    /// The page's address.
    pub url: Option<String>,
    /// The day on which it was read, `2026-11-20`.
    pub read_on: Option<String>,
    /// The file that keeps the page's text; `check --against` looks for it in the folder that it is given.
    pub copy: Option<String>,
    /// How the page spells what a row says: `{ string: [String], required: [SI], optional: [NO], no_length:
    /// [N/A] }`. The names are types, `required`, `optional`, and `no_length` for a word that stands where there is no length.
    #[serde(default)]
    pub words: Named<OneOrMany<String>>,
}

/// How much a source is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// The vendor's own documentation.
    Page,
    /// Public programs that call the API.
    Code,
}

/// A base address.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// The address.
    pub url: String,
    /// The source, where it is another than that of the API.
    pub from: Option<String>,
}

/// A value that identifies the caller and travels in a header.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credential {
    /// The header that carries it.
    pub header: String,
    /// What stands before the value, with a space between: `Bearer`.
    pub scheme: Option<String>,
    /// What it is and where to get it, in our words.
    pub doc: Option<String>,
    /// The source, where it is another than that of the API.
    pub from: Option<String>,
    /// Statements that no other key can hold.
    #[serde(default)]
    pub says: Says,
    /// The errata that settle `says`.
    #[serde(default)]
    pub erratum: OneOrMany<String>,
}

/// A header with one value for every caller.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConstantHeader {
    /// The value, as the page prints it.
    pub value: String,
    /// What it is for, in our words.
    pub doc: Option<String>,
}

/// What every answer is wrapped in. A key may be a path: `error.userMessage`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// An answer is ok when one of these forms holds (its marker is present, and every present key agrees), no key of another
    /// form says otherwise, and the HTTP status is that of a success. The marker is the first key of the body; `http`, the
    /// status, is one only where the form has nothing else.
    #[serde(default)]
    pub ok: Vec<Named<Literal>>,
    /// An ok answer to a list holds no rows when one of these forms holds with all its keys. `http` is the status.
    #[serde(default)]
    pub no_rows: Vec<Named<Literal>>,
    /// The key of what was asked for.
    pub payload: Option<String>,
    /// The keys of the text for people.
    #[serde(default)]
    pub message: OneOrMany<String>,
    /// The key of the list of field errors.
    pub errors: Option<String>,
    /// The key of the vendor's own code.
    pub code: Option<String>,
    /// The enumeration of the codes.
    pub codes: Option<String>,
    /// The key that repeats the HTTP status.
    pub status: Option<String>,
    /// Keys whose values are never shown.
    #[serde(default)]
    pub secret: Vec<String>,
    /// The keys that tell where in a list an answer stands.
    pub paging: Option<PagingKeys>,
    /// Statements that no other key can hold.
    #[serde(default)]
    pub says: Says,
    /// The errata of this envelope.
    #[serde(default)]
    pub erratum: OneOrMany<String>,
}

/// The keys of an answer that tell where in a list it stands.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PagingKeys {
    /// How many rows come before the first one.
    pub offset: Option<String>,
    /// How many rows were asked for.
    pub limit: Option<String>,
    /// How many rows came.
    pub result: Option<String>,
    /// How many rows there are.
    pub total: Option<String>,
}

/// An HTTP status that the page lists.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// The status.
    pub http: u16,
    /// What it means for a call.
    pub reads: Reads,
    /// The vendor's code that goes with it.
    pub code: Option<String>,
    /// When it is answered, in our words.
    pub doc: Option<String>,
    /// Statements that no other key can hold.
    #[serde(default)]
    pub says: Says,
    /// The errata that settle `says`.
    #[serde(default)]
    pub erratum: OneOrMany<String>,
    /// The source, where it is not the file's.
    pub from: Option<String>,
}

/// How the vendor wants to be called.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calls {
    /// The credential that allows one call at a time.
    pub one_at_a_time_per: Option<String>,
    /// The shortest sensible time between two looks at the same list: `5m`, `30s`, `1h`.
    pub poll_every: Option<String>,
}
