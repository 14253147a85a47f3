//! A printed value held against the tables: its rows, their absence, and what no table has.

use serde_json::{Map, Value};

use super::clashes::{Clashes, shorten};
use super::fit::{Broken, misfit};
use super::printed::{Printed, Side};
use super::way::Step;
use crate::check::view::{Claim, Table, Tables};
use crate::diagnostic::Code;
use crate::spec::{TypeExpr, Unset};

/// Holds the value of a sample against a type expression.
pub(crate) fn hold(ty: &TypeExpr, value: &Value, tables: &Tables<'_>, printed: Printed<'_>, clashes: &mut Clashes) {
    match (ty, value) {
        (TypeExpr::List(item), Value::Array(values)) => {
            for (n, value) in values.iter().enumerate() {
                hold(item, value, tables, printed.at(&printed.way(Step::Item(n))), clashes);
            }
        }
        (TypeExpr::Map(item), Value::Object(object)) => {
            for (key, value) in object {
                hold(item, value, tables, printed.at(&printed.way(Step::Key(key))), clashes);
            }
        }
        (TypeExpr::Name(name), Value::Object(object)) => {
            if let Some(table) = tables.get(name) {
                hold_record(name, table, object, tables, printed, clashes);
            }
        }
        _ => {}
    }
}

/// Holds an object of a sample against the rows of a table.
fn hold_record(
    type_name: &str,
    table: &Table<'_>,
    object: &Map<String, Value>,
    tables: &Tables<'_>,
    printed: Printed<'_>,
    clashes: &mut Clashes,
) {
    let claims = &table.claims;
    for claim in claims {
        match object.get(&claim.name) {
            None | Some(Value::Null) => hold_absence(claim, object.contains_key(&claim.name), printed, clashes),
            Some(value) => hold_row(claim, value, tables, printed, clashes),
        }
    }
    // A key is no other one misspelled that stands beside it.
    let left_out = claims.iter().map(|claim| claim.name.as_str()).filter(|name| !object.contains_key(*name));
    for key in object.keys().filter(|key| !claims.iter().any(|claim| claim.name == **key)) {
        let owner = format!("`{type_name}`");
        clashes.unknown(key, (&owner, table.place.name()), left_out.clone(), printed);
    }
}

/// Holds a row against its absence, or against null.
fn hold_absence(claim: &Claim<'_>, is_null: bool, printed: Printed<'_>, clashes: &mut Clashes) {
    let does = if is_null { "has null" } else { "leaves it out" };
    let (code, says, key) = match printed.side {
        Side::Answer if claim.key => (Code::MissingSampleKey, "identifies its record", "name"),
        Side::Answer => return,
        Side::Request if claim.required && is_null => (Code::RequiredButNull, "is required", "required"),
        Side::Request if claim.required => (Code::RequiredButAbsent, "is required", "required"),
        Side::Request if is_null && claim.unset == Unset::Omitted => {
            (Code::UnsetDisagrees, "is left out where it is not set (`unset: omitted`)", "name")
        }
        Side::Request if !is_null && claim.unset == Unset::Null => {
            (Code::UnsetDisagrees, "is written as null where it is not set (`unset: null`)", "name")
        }
        Side::Request => return,
    };
    let unset = if is_null { "null" } else { "omitted" };
    let help = match code {
        Code::UnsetDisagrees => Some(format!(
            "if the page writes it so throughout, say `unset: {unset}` for the table, and if only here, for the row; else \
             settle it with an erratum"
        )),
        Code::RequiredButAbsent => Some(
            "if the row belongs to another table, move it there; else say which of the two holds, and why, with an erratum \
             on the row: `use: { required: false }`"
                .to_owned(),
        ),
        _ => None,
    };
    clashes.add(claim, Broken { help, ..Broken::new(code, key, says) }, &[], does.to_owned(), printed);
}

/// Holds a row against a value that is there.
fn hold_row(claim: &Claim<'_>, value: &Value, tables: &Tables<'_>, printed: Printed<'_>, clashes: &mut Clashes) {
    match misfit(claim, &claim.ty, value, tables) {
        Some(misfit) => {
            let prints = format!("prints `{}`", shorten(misfit.found));
            clashes.add(claim, misfit.broken, &misfit.way, prints, printed);
        }
        None => hold(&claim.ty, value, tables, printed.at(&printed.way(Step::Key(&claim.name))), clashes),
    }
}
