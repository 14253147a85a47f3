//! A spec's type in each of the ways that generated code says it: the Rust type, a setter's argument, a row's kind.
//! Nothing here makes an item.

use proc_macro2::{Ident, Literal};
use syn::{Expr, Type};

use super::ident;
use super::memo::{memo, string};
use super::spell;
use crate::model::{Field, Ty, Unset};
use crate::names;

/// The static that holds a record's rows: `NEW_SUCURSAL`. A record that is called like that itself, `ID`, has `ID_`: a link
/// in the docs would not know which of the two is meant.
pub(super) fn table(record: &str) -> Ident {
    let name = names::shouting(record);
    ident(&if name == record { format!("{name}_") } else { name })
}

/// The module of the names of a record's required fields: `new_sucursal_fields`.
pub(super) fn markers(record: &str) -> Ident {
    ident(&names::markers(record))
}

/// `String`, `Vec<Contacto>`.
pub(super) fn rust_type(ty: &Ty) -> Type {
    let plain = |name| spell::named(ident(name));
    match ty {
        Ty::Text => plain("String"),
        Ty::Int => plain("i64"),
        Ty::Number => plain("f64"),
        Ty::Bool => plain("bool"),
        Ty::Json => plain("Value"),
        Ty::Enumeration(name) | Ty::Record(name) => plain(name),
        Ty::List(item) => spell::generic("Vec", [rust_type(item)]),
        Ty::Map(value) => spell::generic("BTreeMap", [plain("String"), rust_type(value)]),
    }
}

/// What a setter or a method takes.
pub(super) fn argument(ty: &Ty) -> Type {
    match ty {
        Ty::Text | Ty::Enumeration(_) => memo!(Type [HELD = rust_type(ty)] impl Into<HELD>),
        _ => rust_type(ty),
    }
}

/// Whether [`argument`] is already what a field holds.
pub(super) fn is_taken_as_it_is(ty: &Ty) -> bool {
    !matches!(ty, Ty::Text | Ty::Enumeration(_))
}

/// What a field holds, from the argument of this name.
pub(super) fn taken(ty: &Ty, name: &Ident) -> Expr {
    let given = spell::name(name.clone());
    if is_taken_as_it_is(ty) { given } else { spell::method(given, "into", []) }
}

/// A documented row, as data: `Row::text("codigo").required().length(50)`.
pub(super) fn row(field: &Field) -> Expr {
    let start = |kind, more: Option<Expr>| {
        spell::call(spell::within(ident("Row"), kind), [string(&field.wire)].into_iter().chain(more))
    };
    let mut row = match &field.ty {
        Ty::Text => start("text", None),
        Ty::Int => start("int", None),
        Ty::Number => start("number", None),
        Ty::Bool => start("bool", None),
        Ty::Json => start("json", None),
        Ty::Enumeration(name) => start("open", Some(spell::within(ident(name), "NAMES"))),
        Ty::Record(name) => start("record", Some(table_of(name))),
        Ty::List(item) => start("list", Some(spell::borrowed(kind(item)))),
        Ty::Map(value) => start("map", Some(spell::borrowed(kind(value)))),
    };
    let flag = |is_set: bool| is_set.then_some(None);
    let count = |count: Option<u32>| count.map(|count| Some(spell::literal(Literal::u32_unsuffixed(count))));
    let limit = |limit: Option<i64>| limit.map(|limit| Some(int(limit)));
    let rules: [(&str, Option<Option<Expr>>); 8] = [
        ("key", flag(field.key)),
        ("required", flag(field.required)),
        ("length", count(field.length)),
        ("min", limit(field.min)),
        ("max", limit(field.max)),
        ("items", count(field.items)),
        ("unquoted", flag(!field.quoted && field.ty == Ty::Text)),
        ("unset_null", flag(field.unset == Unset::Null)),
    ];
    for (rule, argument) in rules {
        if let Some(argument) = argument {
            row = spell::method(row, rule, argument);
        }
    }
    row
}

/// The kind of an item of a list or a map, or of an answer.
pub(super) fn kind(ty: &Ty) -> Expr {
    let plain = |kind| spell::within(ident("Kind"), kind);
    match ty {
        Ty::Text => plain("Text"),
        Ty::Int => plain("Int"),
        Ty::Number => plain("Number"),
        Ty::Bool => plain("Bool"),
        Ty::Json => plain("Json"),
        Ty::Enumeration(name) => spell::call(plain("Open"), [spell::within(ident(name), "NAMES")]),
        Ty::Record(name) => spell::call(plain("Record"), [table_of(name)]),
        Ty::List(item) => spell::call(plain("List"), [spell::borrowed(kind(item))]),
        Ty::Map(value) => spell::call(plain("Map"), [spell::borrowed(kind(value))]),
    }
}

/// `&SUCURSAL`
pub(super) fn table_of(record: &str) -> Expr {
    spell::borrowed(spell::name(table(record)))
}

/// A whole number, `-1` too.
pub(super) fn int(value: i64) -> Expr {
    let digits = Literal::u64_unsuffixed(value.unsigned_abs());
    if value < 0 { memo!(Expr[DIGITS = digits] - DIGITS) } else { spell::literal(digits) }
}

/// `Some(…)` or `None`.
pub(super) fn option(value: Option<Expr>) -> Expr {
    value.map_or_else(|| spell::name(ident("None")), some)
}

/// `Some(…)`
pub(super) fn some(value: Expr) -> Expr {
    spell::call(spell::name(ident("Some")), [value])
}
