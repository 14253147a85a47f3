//! The mirror of an erratum: what is wrong with the page, and what holds instead.

use serde::Deserialize;

use super::call::Reads;
use super::table::Unset;
use super::values::{Length, Literal, Named, OneOrMany, TypeExpr, said};

/// What is wrong with the page, and what the client does about it.
#[derive(Debug, Clone, Deserialize)]
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
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Use {
    pub name: Option<String>,
    #[serde(rename = "type")]
    pub ty: Option<TypeExpr>,
    #[serde(default, deserialize_with = "said")]
    pub length: Option<Length>,
    #[serde(default, deserialize_with = "said")]
    pub required: Option<bool>,
    pub quoted: Option<bool>,
    #[serde(default, deserialize_with = "Unset::said")]
    pub unset: Option<Unset>,
    pub values: Option<String>,
    pub ok: Option<Vec<Named<Literal>>>,
    pub message: Option<OneOrMany<String>>,
    pub reads: Option<Reads>,
}

impl Use {
    /// The keys that it has something under.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'static str> {
        let keys = [
            ("name", self.name.is_some()),
            ("type", self.ty.is_some()),
            ("length", self.length.is_some()),
            ("required", self.required.is_some()),
            ("quoted", self.quoted.is_some()),
            ("unset", self.unset.is_some()),
            ("values", self.values.is_some()),
            ("ok", self.ok.is_some()),
            ("message", self.message.is_some()),
            ("reads", self.reads.is_some()),
        ];
        keys.into_iter().filter(|(_, said)| *said).map(|(key, _)| key)
    }
}
