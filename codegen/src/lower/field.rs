//! A row as a field of its record: how it is held, and what its docs say.

use syn::{Expr, Type as RustType};

use super::docs::{self, Docs};
use super::memo::{NamedField, memo};
use super::scope::Scope;
use super::types::{self, some};
use super::{contradictions, ident, spell};
use crate::model::{Field, Record, Ty, Type};

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

    pub(super) fn rust_type(self, plain: RustType) -> RustType {
        match self {
            Held::Certain => plain,
            Held::Optional => spell::generic("Option", [plain]),
            Held::Boxed => spell::generic("Option", [spell::generic("Box", [plain])]),
        }
    }

    pub(super) fn value(self, plain: Expr) -> Expr {
        match self {
            Held::Certain => plain,
            Held::Optional => some(plain),
            Held::Boxed => some(spell::call(spell::within(ident("Box"), "new"), [plain])),
        }
    }
}

/// The field of the record's struct.
pub(super) fn of_struct(scope: &Scope, ty: &Type, record: &Record, field: &Field) -> NamedField {
    let docs = contradictions::at_field(scope, docs_of(scope, ty, record, field), &ty.ident, field);
    let held = Held::by(record, field).rust_type(types::rust_type(&field.ty));
    memo! { NamedField [DOCS = docs, NAME = ident(&field.ident), HELD = held] #[DOCS] pub NAME: HELD }
}

/// What a row is, and what it has to keep to when it is sent.
pub(super) fn docs_of(scope: &Scope, ty: &Type, record: &Record, field: &Field) -> Docs {
    let rules = if record.sent { docs::constraints(field, is_text(&field.ty)) } else { String::new() };
    let source = field.source.filter(|_| field.source != ty.source);
    let from = scope.other_source(source).map(docs::from).unwrap_or_default();
    Docs::of(field.doc.as_deref(), || format!("The page's {}.", docs::code(&field.wire))).sentence(rules).sentence(from)
}

/// Whether a length counts characters.
pub(super) fn is_text(ty: &Ty) -> bool {
    !matches!(ty, Ty::Int | Ty::Number)
}
