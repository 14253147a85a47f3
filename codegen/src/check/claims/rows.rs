//! What a row claims, held against itself and against the other tables of the same entity.

use super::clashes::shorten;
use super::fit::{Broken, Misfit, misfit};
use crate::check::view::{Claim, Table, Tables};
use crate::diagnostic::{Code, Finding};
use crate::spec::{Json, Length, TypeExpr};

/// No integer of 64 bits can hold every number with more digits than this.
const WIDEST_INT: u64 = 18;

/// Holds one row against itself.
pub(crate) fn check(claim: &Claim<'_>, tables: &Tables<'_>, findings: &mut Vec<Finding>) {
    length(claim, findings);
    known_values(claim, tables, findings);
    numbers(claim, findings);
    example(claim, tables, findings);
}

fn length(claim: &Claim<'_>, findings: &mut Vec<Finding>) {
    let name = &claim.name;
    let base = base_type(&claim.ty);
    let mut refuse = |code, message: String, label: String, help: Option<String>| {
        let finding = Finding::new(code, message, claim.at("length"), label);
        findings.push(help.into_iter().fold(finding, Finding::help));
    };
    match claim.length {
        Some(Length::AtMost(most)) if base == "int" && most > WIDEST_INT => refuse(
            Code::LengthTooLong,
            format!("`{name}` is an `int` of up to {most} digits, and an integer holds {WIDEST_INT} at most"),
            "claimed here".to_owned(),
            Some(format!(
                "either it is a text, or shorter: an erratum with `use: {{ type: string }}` or \
                 `use: {{ length: {WIDEST_INT} }}`"
            )),
        ),
        Some(Length::AtMost(0)) => {
            let message = format!("`{name}` has room for nothing");
            refuse(Code::LengthOnType, message, "a length starts at 1".to_owned(), None);
        }
        Some(Length::AtMost(_)) if !matches!(base, "string" | "int" | "number") => refuse(
            Code::LengthOnType,
            format!("{} has no length", a(&claim.ty)),
            format!("`{name}` is {}", a(&claim.ty)),
            Some("take the length away; where the page prints a mark for \"none\", write that: `length: X`".to_owned()),
        ),
        _ => {}
    }
}

/// A value that the page lists has room in the row.
fn known_values(claim: &Claim<'_>, tables: &Tables<'_>, findings: &mut Vec<Finding>) {
    let listed = claim.values.as_deref().and_then(|values| tables.get(values));
    let (Some(most), Some(listed)) = (claim.at_most(), listed) else { return };
    let letters = |name: &str| name.chars().count() as u64;
    let values = listed.ty.values.iter().flatten().enumerate();
    if let Some((n, value)) =
        values.max_by_key(|(_, value)| letters(&value.name)).filter(|(_, value)| letters(&value.name) > most)
    {
        let message =
            format!("`{}` has at most {most} characters, but its known value `{}` has more", claim.name, value.name);
        let finding = Finding::new(Code::TooLong, message, claim.at("length"), "claimed here");
        let finding = finding.label(listed.place.key("values").item(n).key("name"), "this value");
        findings.push(
            finding.help("say which of the two holds, and why, with an erratum on the row: `use: { length: … }`"),
        );
    }
}

fn numbers(claim: &Claim<'_>, findings: &mut Vec<Finding>) {
    let row = claim.row;
    let base = base_type(&claim.ty);
    let mut refuse = |key, what: String| {
        findings.push(Finding::new(Code::RuleOnType, what, claim.at(key), format!("it is {}", a(&claim.ty))));
    };
    if !matches!(base, "int" | "number") {
        for (key, _) in [("min", row.min), ("max", row.max)].iter().filter(|(_, bound)| bound.is_some()) {
            refuse(key, format!("`{}` is no number, so `{key}` says nothing", claim.name));
        }
    }
    if let (Some(min), Some(max)) = (row.min, row.max)
        && min > max
    {
        refuse("max", format!("no number is both {min} or more and {max} or less"));
    }
    if row.items.is_some() && !matches!(claim.ty, TypeExpr::List(_)) {
        refuse("items", format!("`{}` is no list, so `items` says nothing", claim.name));
    }
    if !claim.quoted && base != "string" {
        refuse("quoted", format!("`{}` is no text, so `quoted` says nothing", claim.name));
    }
    if claim.values.is_some() && base != "string" {
        refuse("values", format!("`{}` is no text, so it has no known values", claim.name));
    }
}

fn example(claim: &Claim<'_>, tables: &Tables<'_>, findings: &mut Vec<Finding>) {
    let Some(Json(value)) = &claim.row.example else { return };
    let place = claim.place.key("example");
    if let Some(Misfit { broken: Broken { key, says, .. }, .. }) = misfit(claim, &claim.ty, value, tables) {
        findings.push(
            Finding::new(
                Code::BadExample,
                format!("the example `{}` does not fit: `{}` {says}", shorten(value), claim.name),
                place,
                "does not fit",
            )
            .label(claim.at(key), "what it has to fit"),
        );
    }
}

/// Holds a table against the one that describes the same entity (`of`).
pub(crate) fn check_entity(name: &str, table: &Table<'_>, tables: &Tables<'_>, findings: &mut Vec<Finding>) {
    let Some(entity) = table.ty.of.as_deref() else { return };
    let Some(other) = tables.get(entity) else {
        return;
    };
    for claim in &table.claims {
        let Some(same) = other.claims.iter().find(|same| same.name == claim.name) else {
            continue;
        };
        if let Some((key, ours, theirs)) = disagreement(claim, same) {
            findings.push(
                Finding::new(
                    Code::TablesDisagree,
                    format!("`{}` {ours} in `{name}`, but {theirs} in `{entity}`", claim.name),
                    claim.at(key),
                    "claimed here",
                )
                .label(same.at(key), "and here")
                .help("both tables describe the same entity: settle one of them with an erratum"),
            );
        }
    }
}

fn disagreement(ours: &Claim<'_>, theirs: &Claim<'_>) -> Option<(&'static str, String, String)> {
    if ours.ty != theirs.ty {
        return Some(("type", format!("is {}", a(&ours.ty)), a(&theirs.ty)));
    }
    if ours.quoted != theirs.quoted {
        let words = |quoted| if quoted { "with quotes" } else { "without quotes" };
        return Some(("quoted", format!("is written {}", words(ours.quoted)), words(theirs.quoted).into()));
    }
    match (ours.at_most(), theirs.at_most()) {
        (Some(a), Some(b)) if a != b => Some(("length", format!("has at most {a}"), format!("{b}"))),
        _ => None,
    }
}

/// The type with its article.
pub(crate) fn a(ty: &TypeExpr) -> String {
    let article = if base_type(ty) == "int" && matches!(ty, TypeExpr::Name(_)) { "an" } else { "a" };
    format!("{article} `{ty}`")
}

/// The built-in type under a row's type, or nothing of interest.
pub(crate) fn base_type(ty: &TypeExpr) -> &str {
    match ty {
        TypeExpr::Name(name) => name,
        TypeExpr::List(item) => base_type(item),
        TypeExpr::Map(_) => "",
    }
}
