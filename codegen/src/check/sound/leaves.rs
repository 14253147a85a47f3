//! What an operation leaves behind, in the rows that the answers of its resource show.

use super::hint::did_you_mean;
use crate::check::view::Tables;
use crate::diagnostic::{Code, Finding, Place};
use crate::spec::{Literal, Operation, ResourceFile, TypeExpr};

/// Each has the name of a row that an answer shows, and is a value or a row of the body.
pub(crate) fn check(
    resource: &ResourceFile,
    tables: &Tables<'_>,
    operation: &Operation,
    place: &Place,
    findings: &mut Vec<Finding>,
) {
    let answers = resource.operations.iter().filter_map(|(_, operation)| operation.answer.as_ref());
    let answers: Vec<&str> = answers.filter_map(record_shown).collect();
    let shown: Vec<&str> = answers.iter().flat_map(|name| rows_of(name, tables)).collect();
    let sent: Vec<&str> = operation.body.iter().flat_map(|name| rows_of(name, tables)).collect();
    // A type that leads nowhere is told as that.
    let knows_answers = answers.iter().all(|name| tables.knows(name));
    let knows_body = operation.body.as_deref().is_none_or(|name| tables.knows(name));
    for (n, (row, value)) in operation.leaves.iter().enumerate() {
        let place = place.entry(n);
        let mut missing = |what: &str, name: &str, names: &[&str], at: Place| {
            let finding = Finding::new(Code::UnknownKey, format!("{what} `{name}`"), at, "named here");
            findings.push(did_you_mean(finding, name, names.iter().copied()));
        };
        if !shown.contains(&row) && knows_answers {
            missing("no answer of the resource shows a row", row, &shown, place.name());
        }
        if let Some(name) = in_braces(value).filter(|name| !sent.contains(name) && knows_body) {
            missing("the body has no row", name, &sent, place.clone());
        }
    }
}

/// The name in braces, where a text is nothing else.
pub(crate) fn in_braces(value: &Literal) -> Option<&str> {
    let Literal::Text(text) = value else { return None };
    text.strip_prefix('{')?.strip_suffix('}')
}

/// The type of the record that an answer shows, alone or in a list.
fn record_shown(answer: &TypeExpr) -> Option<&str> {
    match answer {
        TypeExpr::Name(name) => Some(name),
        TypeExpr::List(item) => record_shown(item),
        TypeExpr::Map(_) => None,
    }
}

fn rows_of<'t>(name: &str, tables: &'t Tables<'_>) -> impl Iterator<Item = &'t str> {
    tables.get(name).into_iter().flat_map(|table| &table.claims).map(|claim| claim.name.as_str())
}
