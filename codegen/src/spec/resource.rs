//! The mirror of `specs/<api>/<resource>.yaml`: what can be asked of one resource.

use serde::Deserialize;

use super::call::{Effect, Method};
use super::erratum::Erratum;
use super::sample::{AnswerSample, RequestSample};
use super::table::{Row, Type};
use super::values::{Literal, Named, OneOrMany, Says, TypeExpr};

/// One resource of a vendor.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResourceFile {
    /// The name of the Rust module; also the file's name.
    pub resource: String,
    /// What it is, in our words.
    pub doc: Option<String>,
    /// The source of whatever does not say `from` itself.
    pub from: Option<String>,
    /// What can be asked of it.
    pub operations: Named<Operation>,
    /// The tables of the page.
    #[serde(default)]
    pub types: Named<Type>,
    /// What is wrong with the page, and what the client does about it.
    #[serde(default)]
    pub errata: Named<Erratum>,
}

/// One call.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// The HTTP method.
    pub method: Method,
    /// The path below the server's address; parameters in braces.
    pub path: String,
    /// What it does to the vendor's data; decides what may be retried.
    pub effect: Effect,
    /// What it does, in our words.
    pub doc: Option<String>,
    /// The source, where it is not the file's.
    pub from: Option<String>,
    /// Path and query parameters: those that the path names in braces, then those of the query.
    #[serde(default)]
    pub params: Vec<Row>,
    /// The type of the body.
    pub body: Option<String>,
    /// The type of the payload; none where the answer carries no payload.
    pub answer: Option<TypeExpr>,
    /// How a list is read page by page.
    pub paging: Option<Paging>,
    /// Requests that the page prints.
    #[serde(default)]
    pub requests: Named<RequestSample>,
    /// Answers that the page prints.
    #[serde(default)]
    pub answers: Named<AnswerSample>,
    /// What it leaves in the rows that the resource's answers show, for a mock vendor. No claim of the page: only where the
    /// body's names are not the answers' names, or where there is no body: `{ name: "{label}", state: active }`. A name in
    /// braces is the body's.
    #[serde(default)]
    pub leaves: Named<Literal>,
    /// Statements that no other key can hold.
    #[serde(default)]
    pub says: Says,
    /// The errata that settle `says`.
    #[serde(default)]
    pub erratum: OneOrMany<String>,
}

/// Which parameters walk through a list: `{ size: limite, page: pagina }` or `{ size: limit, offset: offset }`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paging {
    /// The parameter for how many rows a page has.
    pub size: String,
    /// The parameter for the page's number, counted from 1.
    pub page: Option<String>,
    /// The parameter for how many rows to pass over.
    pub offset: Option<String>,
}
