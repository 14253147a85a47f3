//! What a field holds, in each of the ways that generated code says it: its Rust type, a setter's argument, a row's kind;
//! and where the types of a spec are found. Nothing here makes an item.

use std::collections::{BTreeSet, HashMap};

use proc_macro2::{Ident, Literal};
use quote::format_ident;
use syn::{Expr, Type};

use super::memo::memo;
use super::{ident, text};
use crate::Options;
use crate::model::{self, Api, Field, Record, Resource, Shape, Source, Ty, Unset};
use crate::names;

/// The API that is lowered, and the resource where one is.
pub(super) struct Scope<'a> {
    pub(super) api: &'a Api,
    pub(super) options: &'a Options,
    shared: std::rc::Rc<HashMap<&'a str, &'a model::Type>>,
    own: &'a [model::Type],
    source: Option<usize>,
}

impl<'a> Scope<'a> {
    pub(super) fn of(api: &'a Api, options: &'a Options) -> Self {
        let shared = api.types.iter().map(|ty| (ty.ident.as_str(), ty)).collect();
        Scope { api, options, shared: std::rc::Rc::new(shared), own: &[], source: None }
    }

    pub(super) fn within(&self, resource: &'a Resource) -> Self {
        Scope { shared: self.shared.clone(), own: &resource.types, source: resource.source, ..*self }
    }

    /// The type of this name: the resource's own, or one that resources share.
    pub(super) fn find(&self, name: &str) -> Option<&'a model::Type> {
        self.own.iter().find(|ty| ty.ident == name).or_else(|| self.shared.get(name).copied())
    }

    /// The record of this name.
    pub(super) fn record(&self, name: &str) -> Option<&'a Record> {
        match &self.find(name)?.shape {
            Shape::Record(record) => Some(record),
            Shape::Enumeration(_) => None,
        }
    }

    /// The source at this position, where it is not the one that the whole file is from.
    pub(super) fn other_source(&self, position: Option<usize>) -> Option<&'a Source> {
        position.filter(|_| position != self.source).and_then(|n| self.api.sources.get(n))
    }

    /// The names that these types bring in from those that resources share, in order: types, and the tables of records.
    pub(super) fn imports(&self, used: impl Iterator<Item = &'a Ty>) -> Vec<Ident> {
        let mut names = BTreeSet::new();
        for name in used.filter_map(named).filter(|name| self.own.iter().all(|ty| ty.ident != **name)) {
            names.insert(ident(name));
            if self.record(name).is_some() {
                names.insert(table(name));
            }
        }
        names.into_iter().collect()
    }
}

/// The name of the spec's type that stands in a type, if one does.
fn named(ty: &Ty) -> Option<&str> {
    match ty {
        Ty::Enumeration(name) | Ty::Record(name) => Some(name),
        Ty::List(inner) | Ty::Map(inner) => named(inner),
        _ => None,
    }
}

/// The static that holds a record's rows: `NEW_SUCURSAL`.
pub(super) fn table(record: &str) -> Ident {
    ident(&names::shouting(record))
}

/// The module of the names of a record's required fields: `new_sucursal_fields`.
pub(super) fn markers(record: &str) -> Ident {
    format_ident!("{}_fields", names::shouting(record).to_ascii_lowercase())
}

/// `String`, `Vec<Contacto>`.
pub(super) fn rust_type(ty: &Ty) -> Type {
    match ty {
        Ty::Text => memo!(Type [] String),
        Ty::Int => memo!(Type [] i64),
        Ty::Number => memo!(Type [] f64),
        Ty::Bool => memo!(Type [] bool),
        Ty::Json => memo!(Type [] Value),
        Ty::Enumeration(name) | Ty::Record(name) => memo!(Type [NAME = ident(name)] NAME),
        Ty::List(item) => memo!(Type [ITEM = rust_type(item)] Vec<ITEM>),
        Ty::Map(value) => memo!(Type [VALUE = rust_type(value)] BTreeMap<String, VALUE>),
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
    match is_taken_as_it_is(ty) {
        true => memo!(Expr [NAME = name] NAME),
        false => memo!(Expr [NAME = name] NAME.into()),
    }
}

/// How a record holds what a field holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Held {
    /// As it is.
    Certain,
    /// In an `Option`.
    Optional,
    /// In an `Option<Box>`: a record within itself is never certain, or it would have no end.
    Boxed,
}

impl Held {
    /// A record that is read holds nothing but its key for certain; one that is only sent, whatever is required.
    pub(super) fn by(record: &Record, field: &Field) -> Self {
        let certain = match (record.read, record.sent) {
            (true, true) => field.key && field.required,
            (true, false) => field.key,
            (false, _) => field.required,
        };
        match (field.boxed, certain) {
            (true, _) => Held::Boxed,
            (false, true) => Held::Certain,
            (false, false) => Held::Optional,
        }
    }

    pub(super) fn rust_type(self, plain: Type) -> Type {
        match self {
            Held::Certain => plain,
            Held::Optional => memo!(Type [PLAIN = plain] Option<PLAIN>),
            Held::Boxed => memo!(Type [PLAIN = plain] Option<Box<PLAIN>>),
        }
    }

    pub(super) fn value(self, plain: Expr) -> Expr {
        match self {
            Held::Certain => plain,
            Held::Optional => memo!(Expr [PLAIN = plain] Some(PLAIN)),
            Held::Boxed => memo!(Expr [PLAIN = plain] Some(Box::new(PLAIN))),
        }
    }
}

/// A documented row, as data: `Row::text("codigo").required().length(50)`.
pub(super) fn row(field: &Field) -> Expr {
    let wire = text(&field.wire);
    let mut row = match &field.ty {
        Ty::Text => memo!(Expr [WIRE = wire] Row::text(WIRE)),
        Ty::Int => memo!(Expr [WIRE = wire] Row::int(WIRE)),
        Ty::Number => memo!(Expr [WIRE = wire] Row::number(WIRE)),
        Ty::Bool => memo!(Expr [WIRE = wire] Row::bool(WIRE)),
        Ty::Json => memo!(Expr [WIRE = wire] Row::json(WIRE)),
        Ty::Enumeration(name) => memo!(Expr [WIRE = wire, NAME = ident(name)] Row::open(WIRE, NAME::NAMES)),
        Ty::Record(name) => memo!(Expr [WIRE = wire, TABLE = table(name)] Row::record(WIRE, &TABLE)),
        Ty::List(item) => memo!(Expr [WIRE = wire, ITEM = kind(item)] Row::list(WIRE, &ITEM)),
        Ty::Map(value) => memo!(Expr [WIRE = wire, VALUE = kind(value)] Row::map(WIRE, &VALUE)),
    };
    if field.key {
        row = memo!(Expr [ROW = row] ROW.key());
    }
    if field.required {
        row = memo!(Expr [ROW = row] ROW.required());
    }
    if let Some(length) = field.length {
        row = memo!(Expr [ROW = row, LENGTH = Literal::u32_unsuffixed(length)] ROW.length(LENGTH));
    }
    if let Some(min) = field.min {
        row = memo!(Expr [ROW = row, MIN = int(min)] ROW.min(MIN));
    }
    if let Some(max) = field.max {
        row = memo!(Expr [ROW = row, MAX = int(max)] ROW.max(MAX));
    }
    if let Some(items) = field.items {
        row = memo!(Expr [ROW = row, ITEMS = Literal::u32_unsuffixed(items)] ROW.items(ITEMS));
    }
    if !field.quoted && field.ty == Ty::Text {
        row = memo!(Expr [ROW = row] ROW.unquoted());
    }
    if field.unset == Unset::Null {
        row = memo!(Expr [ROW = row] ROW.unset_null());
    }
    row
}

/// The kind of an item of a list or a map, or of an answer.
pub(super) fn kind(ty: &Ty) -> Expr {
    match ty {
        Ty::Text => memo!(Expr [] Kind::Text),
        Ty::Int => memo!(Expr [] Kind::Int),
        Ty::Number => memo!(Expr [] Kind::Number),
        Ty::Bool => memo!(Expr [] Kind::Bool),
        Ty::Json => memo!(Expr [] Kind::Json),
        Ty::Enumeration(name) => memo!(Expr [NAME = ident(name)] Kind::Open(NAME::NAMES)),
        Ty::Record(name) => memo!(Expr [TABLE = table(name)] Kind::Record(&TABLE)),
        Ty::List(item) => memo!(Expr [ITEM = kind(item)] Kind::List(&ITEM)),
        Ty::Map(value) => memo!(Expr [VALUE = kind(value)] Kind::Map(&VALUE)),
    }
}

/// A whole number, `-1` too.
pub(super) fn int(value: i64) -> Expr {
    let digits = Literal::u64_unsuffixed(value.unsigned_abs());
    match value < 0 {
        true => memo!(Expr[DIGITS = digits] - DIGITS),
        false => memo!(Expr [DIGITS = digits] DIGITS),
    }
}

/// `Some(…)` or `None`.
pub(super) fn option(value: Option<Expr>) -> Expr {
    match value {
        Some(value) => memo!(Expr [VALUE = value] Some(VALUE)),
        None => memo!(Expr [] None),
    }
}
