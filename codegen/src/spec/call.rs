//! The words that describe a call: its method, what it does to the vendor's data, and how its answer is to be read.

use std::fmt;

use serde::Deserialize;

/// The HTTP method of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
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

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Effect::Read => "read",
            Effect::Create => "create",
            Effect::Update => "update",
            Effect::Delete => "delete",
            Effect::Action => "action",
        })
    }
}

/// How an answer is to be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reads {
    /// The vendor did it.
    #[default]
    Ok,
    /// The vendor did it, and there are no rows.
    NoRows,
    /// The vendor said no.
    Refused,
}
