//! The mirror of `specs/<api>/<resource>.yaml`: operations, types, samples and errata.

use serde::de::{Deserialize, Deserializer};

use super::api::Reads;
use super::json::Json;
use super::values::{Length, Literal, Named, OneOrMany, TypeExpr};

/// Statements that no other key can hold: a subject, and what each place of the page says about it, word for word.
/// Quotes that carry the same claim are the same text; quotes that differ contradict each other.
pub type Says = Named<Named<String>>;

/// One resource of a vendor.
#[derive(Debug, Clone, serde::Deserialize)]
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
#[derive(Debug, Clone, serde::Deserialize)]
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

/// The HTTP method of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl std::fmt::Display for Method {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        })
    }
}

/// What a call does to the vendor's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Changes nothing.
    Read,
    /// Makes something new; twice makes two.
    Create,
    /// Sets something to a given state; twice is as good as once.
    Update,
    /// Removes something; twice is as good as once.
    Delete,
    /// Anything else.
    Action,
}

/// Which parameters walk through a list: `{ size: limite, page: pagina }` or `{ size: limit, offset: offset }`.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paging {
    /// The parameter for how many rows a page has.
    pub size: String,
    /// The parameter for the page's number, counted from 1.
    pub page: Option<String>,
    /// The parameter for how many rows to pass over.
    pub offset: Option<String>,
}

/// A request that the page prints, as JSON or in the code of some language. Everything that it prints is a claim.
#[derive(Debug, Clone, serde::Deserialize)]
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
#[derive(Debug, Clone, serde::Deserialize)]
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

/// A table of the page, or a list of known values.
#[derive(Debug, Clone, serde::Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unset {
    /// The key stands, with null.
    Null,
    /// The key does not stand.
    Omitted,
}

impl Unset {
    /// `unset: null` is YAML's null, which serde would take for a key that is not there.
    fn said<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Unset>, D::Error> {
        Ok(Some(Option::deserialize(deserializer)?.unwrap_or(Unset::Null)))
    }
}

/// One row of a table, as the page claims it.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The name that the page prints.
    pub name: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub ty: TypeExpr,
    /// The longest text in characters, the longest number in digits.
    pub length: Option<Length>,
    /// Whether the page calls it required.
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
#[derive(Debug, Clone, serde::Deserialize)]
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

/// What is wrong with the page, and what the client does about it.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erratum {
    /// What holds instead of what the subject claims.
    #[serde(rename = "use", default)]
    pub instead: Use,
    /// The places of the subject that are set aside.
    #[serde(rename = "not", default)]
    pub set_aside: OneOrMany<String>,
    /// Why; the caller reads this in the docs. Where one of its sentences starts with "The client", the docs leave to it to
    /// say what the client does.
    pub because: String,
}

/// What an erratum puts in the place of a claim: keys of a row, of an envelope or of a sample.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Use {
    pub name: Option<String>,
    #[serde(rename = "type")]
    pub ty: Option<TypeExpr>,
    pub length: Option<Length>,
    pub required: Option<bool>,
    pub quoted: Option<bool>,
    #[serde(default, deserialize_with = "Unset::said")]
    pub unset: Option<Unset>,
    pub values: Option<String>,
    pub ok: Option<Vec<Named<Literal>>>,
    pub message: Option<OneOrMany<String>>,
    pub reads: Option<Reads>,
}
