//! The mirror of a sample: a request or an answer, as the page prints it.

use serde::Deserialize;

use super::call::{Method, Reads};
use super::values::{Named, OneOrMany};

/// A request that the page prints, as JSON or in the code of some language. Everything that it prints is a claim.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestSample {
    /// The method in it.
    pub method: Option<Method>,
    /// The address in it, whole or its end, query included.
    pub address: Option<String>,
    /// The headers in it.
    #[serde(default)]
    pub headers: Named<String>,
    /// The content type of the body in it.
    pub content: Option<String>,
    /// The body in it, word for word.
    pub json: Option<String>,
    /// What has to be replaced in `json` to make it JSON.
    #[serde(default)]
    pub mend: Vec<(String, String)>,
    /// The errata that settle it.
    #[serde(default)]
    pub erratum: OneOrMany<String>,
    /// The source, where it is not the operation's.
    pub from: Option<String>,
}

/// An answer that the page prints.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerSample {
    /// The HTTP status that it comes with; 200 where the page does not say.
    pub http: Option<u16>,
    /// What it says about the call.
    #[serde(default)]
    pub reads: Reads,
    /// Where the page prints only one key's value: that key.
    pub part: Option<String>,
    /// The body, word for word.
    pub json: String,
    /// What has to be replaced in `json` to make it JSON.
    #[serde(default)]
    pub mend: Vec<(String, String)>,
    /// The errata that settle it.
    #[serde(default)]
    pub erratum: OneOrMany<String>,
    /// The source, where it is not the operation's.
    pub from: Option<String>,
}
