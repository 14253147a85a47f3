//! A table of the page as a struct: its rows as data, and a match from row to field. What builds it is `builder`'s.

use quote::ToTokens;
use syn::{Arm, Expr, FieldValue, File, Item};

use super::docs::{self, Docs};
use super::field::Held;
use super::memo::memo;
use super::scope::Scope;
use super::types;
use super::{builder, field, ident, spell};
use crate::model::{Record, Type};

pub(super) fn lower(scope: &Scope, ty: &Type, record: &Record) -> Vec<Item> {
    let name = ident(&ty.ident);
    let from = scope.source_of(ty.source).map(docs::page).unwrap_or_default();
    let docs = Docs::of(ty.doc.as_deref(), || format!("The fields of `{}`.", ty.ident)).sentence(from);
    let table_doc =
        format!(" The rows of [`{}`]: what is read and written under which name, and by which rules.", ty.ident);
    let fields: Vec<_> = record.fields.iter().map(|field| field::of_struct(scope, ty, record, field)).collect();
    let rows: Vec<_> = record.fields.iter().map(types::row).collect();

    let declared = match has_default(record) {
        true => memo! { File [DOCS = docs, NAME = &name, FIELDS = fields]
            #[DOCS]
            #[derive(Debug, Clone, Default, PartialEq)]
            #[non_exhaustive]
            pub struct NAME {
                FIELDS: (),
            }
        },
        false => memo! { File [DOCS = docs, NAME = &name, FIELDS = fields]
            #[DOCS]
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            pub struct NAME {
                FIELDS: (),
            }
        },
    };
    let table = memo! { File [
        NAME = &name, TABLE = types::table(&ty.ident), TABLE_DOC = table_doc.as_str(), TITLE = ty.ident.as_str(), ROWS = rows,
        BLANK = blank(record),
        FIELD_OF_ROW = arms(record, false), FIELD_OF_ROW_MUT = arms(record, true),
    ]
        #[doc = TABLE_DOC]
        pub static TABLE: Table = Table { name: TITLE, rows: &[ROWS] };

        impl Record for NAME {
            fn blank() -> Self {
                BLANK
            }
            fn table(&self) -> &'static Table {
                &TABLE
            }
            fn field(&self, row: usize) -> Option<&dyn Field> {
                let field: &dyn Field = match row {
                    FIELD_OF_ROW => (),
                    _ => return None,
                };
                Some(field)
            }
            fn field_mut(&mut self, row: usize) -> Option<&mut dyn Field> {
                let field: &mut dyn Field = match row {
                    FIELD_OF_ROW_MUT => (),
                    _ => return None,
                };
                Some(field)
            }
        }
    };
    let serde = spell::macro_item("serde_by_table", name.to_token_stream());
    let builder = if record.sent { builder::lower(scope, ty, record) } else { Vec::new() };
    declared.items.into_iter().chain(table.items).chain([serde]).chain(builder).collect()
}

/// Whether nothing is lost when a caller starts from nothing. What is required has no default: only the builder knows
/// whether it is set.
fn has_default(record: &Record) -> bool {
    !record.sent || record.fields.iter().all(|field| !matches!(Held::by(record, field), Held::Certain))
}

/// The value before any field is filled. Spelled out where it is the default too: the derived one calls a function per field,
/// which costs the compiler more than all else that it makes of a record.
fn blank(record: &Record) -> Expr {
    let fields = record.fields.iter().map(|field| match Held::by(record, field) {
        Held::Certain => memo!(FieldValue [NAME = ident(&field.ident)] NAME: Field::empty()),
        Held::Optional | Held::Boxed => memo!(FieldValue [NAME = ident(&field.ident)] NAME: None),
    });
    memo!(Expr [FIELDS = fields.collect::<Vec<_>>()] Self { FIELDS: () })
}

/// An arm for each row: its position, and its field.
fn arms(record: &Record, mutable: bool) -> Vec<Arm> {
    let fields = record.fields.iter().enumerate();
    fields.map(|(n, field)| spell::arm_to_field(n, ident(&field.ident), mutable)).collect()
}
