//! What a reading of a tree can find, in words: keys that are unknown, missing or repeated, and values of another kind.

use std::fmt;

use serde::de::{self, Expected, Unexpected};
use serde_yaml::Value;

use super::instead::{self, glued, listed, name};
use super::positions::shown;
use super::tree::{Content, Node, Style};
use crate::diagnostic::{Code, Finding, Place, did_you_mean, nearest};

/// Something that the mirror has no room for.
#[derive(Debug)]
pub(super) enum Mistake<'n> {
    Unknown {
        of: &'n Node,
        key: &'n Node,
        value: &'n Node,
        fields: &'static [&'static str],
    },
    Missing {
        node: &'n Node,
        key: &'static str,
    },
    Duplicate {
        key: &'n Node,
        first: &'n Node,
    },
    Wrong {
        node: &'n Node,
        problem: Problem,
    },
    /// There may be others that nobody looked for.
    More {
        node: &'n Node,
    },
}

/// Why a value was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Problem {
    /// A mapping lacks a key.
    Missing(&'static str),
    /// Something else belongs here.
    Expected(String),
    /// A mapping with some of these keys belongs here.
    NoMapping(&'static [&'static str]),
    /// One of these words belongs here.
    NoneOf(&'static [&'static str]),
    /// In the visitor's words.
    Other(String),
    /// An inner value was refused, and it was told there.
    Told,
}

impl Problem {
    pub(super) fn expected(what: impl Into<String>) -> Problem {
        Problem::Expected(what.into())
    }

    fn wants_a_text(&self) -> bool {
        matches!(self, Problem::Expected(what) if what == "a text")
    }

    /// How what belongs here is written, where its name alone does not tell.
    fn help(&self) -> Option<&'static str> {
        match self {
            Problem::Expected(what) if what == "a list" => {
                Some("a list stands in brackets, even if it has one item: `[ … ]`")
            }
            Problem::Expected(what) if what == "a list of 2 items" => {
                Some("each replacement is a pair in a list of pairs: `[ [ \"printed\", \"meant\" ] ]`")
            }
            _ => None,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Missing(key) => write!(f, "`{key}` is missing"),
            Problem::Expected(what) => write!(f, "{what} belongs here"),
            Problem::NoMapping(keys) => write!(f, "a mapping with keys such as {} belongs here", some_of(keys)),
            Problem::NoneOf(words) => write!(f, "one of {} belongs here", listed(words)),
            Problem::Other(message) => f.write_str(message),
            Problem::Told => f.write_str("told already"),
        }
    }
}

impl std::error::Error for Problem {}

impl de::Error for Problem {
    fn custom<T: fmt::Display>(message: T) -> Problem {
        Problem::Other(message.to_string())
    }

    fn missing_field(field: &'static str) -> Problem {
        Problem::Missing(field)
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Problem {
        Problem::Expected(expected.to_string())
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Problem {
        Problem::Expected(expected.to_string())
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Problem {
        Problem::Expected(expected.to_string())
    }
}

impl Mistake<'_> {
    /// The mapping, and the key that an unknown one was probably meant to be.
    pub(super) fn meant(&self) -> Option<(usize, &'static str)> {
        match self {
            Mistake::Unknown { of, key, fields, .. } => {
                let glued = || glued(key.text()?, fields).map(|(known, _)| known);
                Some((of.id, nearest(key.text()?, fields.iter().copied()).or_else(glued)?))
            }
            _ => None,
        }
    }

    /// The mapping, and the key that it lacks.
    pub(super) fn missing(&self) -> Option<(usize, &'static str)> {
        match self {
            Mistake::Missing { node, key } => Some((node.id, key)),
            _ => None,
        }
    }

    /// The same as a finding of a file.
    pub(super) fn finding(&self, file: usize, text: &str) -> Finding {
        let at = |node: &Node| {
            let span = shown(node, text);
            Place::bytes(file, span.start, span.end)
        };
        match self {
            Mistake::Unknown { of, key, value, fields } => {
                let name = name(key);
                let finding = Finding::new(
                    Code::UnknownKey,
                    format!("there is no key `{name}` here"),
                    at(key),
                    "not a key of the language",
                );
                finding.help(instead::for_unknown_key(of, key, value, fields))
            }
            Mistake::Missing { node, key } => Finding::new(
                Code::MissingKey,
                format!("the key `{key}` is missing"),
                at(node),
                format!("this needs `{key}`"),
            ),
            Mistake::Duplicate { key, first } => {
                let name = name(key);
                Finding::new(Code::DuplicateKey, format!("`{name}` stands here twice"), at(key), "once more")
                    .label(at(first), "first here")
                    .help("remove or rename one of them")
            }
            Mistake::More { node } => Finding::new(
                Code::WrongValue,
                "so much is wrong in this file that the rest was not looked for",
                at(node),
                "this file",
            )
            .help("mend what is told, and check again"),
            Mistake::Wrong { node, problem } => {
                let (label, help) = match (problem, node.text()) {
                    (Problem::NoneOf(words), Some(text)) if !node.is_null() => {
                        ("none of these", did_you_mean(text, words.iter().copied()))
                    }
                    _ => {
                        let help = problem.help().or_else(|| instead::for_key(node, text)).map(str::to_owned);
                        (found(node), help.or_else(|| instead::quoted(node, text).filter(|_| problem.wants_a_text())))
                    }
                };
                Finding { help, ..Finding::new(Code::WrongValue, problem.to_string(), at(node), label) }
            }
        }
    }
}

/// What stands where something else belongs.
fn found(node: &Node) -> &'static str {
    match &node.content {
        Content::List(_) => "this is a list",
        Content::Map(_) => "this is a mapping",
        Content::Text(_) if node.is_null() => "there is nothing",
        Content::Text(text) if node.style == Style::Plain => match serde_yaml::from_str(text) {
            Ok(Value::Number(_)) => "this is a number",
            Ok(Value::Bool(_)) => "this is a truth value",
            _ => "this is a text",
        },
        Content::Text(_) => "this is a text",
    }
}

fn some_of(keys: &[&str]) -> String {
    const SOME: usize = 4;
    listed(keys.get(..SOME.min(keys.len())).unwrap_or_default())
}
