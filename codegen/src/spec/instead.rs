//! What to write instead of a key or a value that was refused, told by what stands there and beside it.

use serde_yaml::Value;

use super::positions::shown;
use super::tree::{Content, Node, Style};
use crate::diagnostic::did_you_mean;

/// A text that pages and their code put in braces, such as `{{token}}`, is a mapping to YAML.
pub(super) fn quoted(node: &Node, text: &str) -> Option<String> {
    let span = shown(node, text);
    let printed = text.get(span.start..span.end)?;
    let is_placeholder = node.style == Style::Flow && printed.starts_with('{') && !printed.contains(['"', '\n']);
    is_placeholder.then(|| format!("a text that starts with a brace stands in quotes: `\"{printed}\"`"))
}

/// What to write instead, where the key of a refused value tells more than its kind.
pub(super) fn for_key(node: &Node, text: &str) -> Option<&'static str> {
    let resolved = || serde_yaml::from_str(node.text().filter(|text| text.trim() == *text)?).ok();
    if node.style != Style::Plain && matches!(resolved(), Some(Value::Number(_) | Value::Bool(_))) {
        return Some("take the quotes away");
    }
    match node.key.and_then(|key| text.get(key.start..key.end))? {
        "length" => Some(
            "copy the number alone, or the mark for no length, such as `X` or `-`; where the page prints no length, leave \
             `length` out",
        ),
        "required" => Some(
            "write `true` where the page says yes, in whatever words, and `false` where it says no; where it says nothing, \
             leave `required` out",
        ),
        "http" => Some("write the number alone: `http: 404`"),
        "values" if !matches!(node.content, Content::Text(_)) => Some(
            "name a type that lists them, `values: SomeType`, and write it below `types`: `SomeType: { values: [ { name: one } ] }`",
        ),
        "json" => Some("write `json: |`, and below it the sample, indented further than `json`"),
        "operations" | "types" | "errata" if node.is_null() => {
            Some("where it begins a part of the file, it stands at the start of its line, and something below it")
        }
        _ => None,
    }
}

/// Quotes as a word processor sets them.
const TYPOGRAPHIC: [char; 6] = ['“', '”', '„', '‘', '’', '«'];

/// In brackets a key that is none may well be the rest of a text.
pub(super) fn for_unknown_key(of: &Node, key: &Node, value: &Node, fields: &[&'static str]) -> String {
    let name = name(key);
    if let Some(guess) = did_you_mean(&name, fields.iter().copied()) {
        return guess;
    }
    if let Some((known, rest)) = glued(&name, fields) {
        return format!("a space belongs after the colon: `{known}: {rest}`");
    }
    if fields.contains(&"use") && ["name", "type", "length", "required", "quoted", "values"].contains(&name.as_str()) {
        return format!("what holds instead stands below `use`: `use: {{ {name}: … }}`");
    }
    let prose = name.contains(char::is_whitespace) || value.span.start == value.span.end;
    let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    match text_before(of, key) {
        Some((text, owner @ ("erratum" | "not"))) if value.is_null() => {
            format!("several of them stand in brackets: `{owner}: [ {text}, {name} ]`")
        }
        Some((text, owner)) if is_number(&name) && is_number(text) => {
            format!("a comma ends a number: `{owner}: {text}{name}`")
        }
        Some((_, "type")) if is_number(&name) && fields.contains(&"length") => {
            format!("if it is the length of the row, write `length: {name}`")
        }
        Some((text, _)) if text.starts_with(TYPOGRAPHIC) => {
            "YAML knows none but plain quotes, `\"` and `'`: write the text between those".to_owned()
        }
        Some((text, owner)) if of.style == Style::Flow && prose => format!(
            "if it belongs to the text of `{owner}`, quote that text, because a comma ends it: `{owner}: \"{text}, {name}…\"`"
        ),
        _ => format!("known are: {}", listed(fields)),
    }
}

/// A key of the language with its colon and what should be its value: `name:folio`.
pub(super) fn glued<'t>(name: &'t str, fields: &[&'static str]) -> Option<(&'static str, &'t str)> {
    let (key, rest) = name.split_once(':')?;
    Some((fields.iter().find(|field| **field == key)?, rest.trim()))
}

/// The last entry with an unquoted text before this key, and the key that it belongs to.
fn text_before<'n>(of: &'n Node, key: &Node) -> Option<(&'n str, &'n str)> {
    let Content::Map(entries) = &of.content else {
        return None;
    };
    let before = entries.iter().take_while(|(other, _)| other.id != key.id);
    let (owner, text) =
        before.filter(|(_, value)| value.style == Style::Plain && value.span.start < value.span.end).last()?;
    Some((text.text()?, owner.text()?))
}

pub(super) fn name(key: &Node) -> String {
    const LONGEST: usize = 60;
    match key.text() {
        Some(text) if text.chars().count() > LONGEST => text.chars().take(LONGEST).chain(['…']).collect(),
        Some(text) => text.to_owned(),
        None => "…".to_owned(),
    }
}

pub(super) fn listed(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}
