//! Where the contradictions of fields and parameters are told: once in a file, at the first that one is about; from the same
//! field of another table, the same parameter of another operation, and the setters, a link leads there. How one reads is
//! `docs`' to say.

use super::docs::{Docs, told};
use super::scope::Scope;
use crate::model::{Field, Note};

/// The docs of a field or a parameter of this item with its contradictions.
pub(super) fn at_field(scope: &Scope, docs: Docs, item: &str, field: &Field) -> Docs {
    let here = link(item, field);
    field.notes.iter().fold(docs, |docs, note| {
        let first = first(scope, note, field).unwrap_or_else(|| here.clone());
        match first == here {
            true => docs.paragraph(told(note)),
            false => docs.paragraph(format!("**Contradiction:** the one that is told at {first}.")),
        }
    })
}

/// The docs of a setter with the way to the contradictions of what it sets.
pub(super) fn at_setter(scope: &Scope, docs: Docs, item: &str, field: &Field) -> Docs {
    let mut places = field.notes.iter().filter_map(|note| first(scope, note, field));
    let Some(place) = places.next() else { return docs };
    let place = if places.all(|other| other == place) { place } else { link(item, field) };
    let what = if field.notes.len() == 1 { "A contradiction is" } else { "Contradictions are" };
    docs.paragraph(format!("{what} told at {place}."))
}

/// The first field of the same name in the file that has this contradiction.
fn first(scope: &Scope, note: &Note, field: &Field) -> Option<String> {
    let has_it = |other: &Field| other.notes.iter().any(|told| told.erratum == note.erratum);
    let mut same = scope.fields().filter(|(_, other)| other.wire == field.wire);
    same.find(|(_, other)| has_it(other)).map(|(item, other)| link(item, other))
}

fn link(item: &str, field: &Field) -> String {
    format!("[`{item}::{}`]", field.ident)
}
