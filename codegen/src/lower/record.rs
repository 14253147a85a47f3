//! A table of the page as a struct: its rows as data, and a match from row to field. What builds it is `builder`'s.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{self, Docs};
use super::types::{self, Held, Scope};
use super::{builder, ident, number, text};
use crate::model::{Field, Record, Ty, Type};

pub(super) fn lower(scope: &Scope, ty: &Type, record: &Record) -> TokenStream {
    let name = ident(&ty.ident);
    let table = types::table(&ty.ident);
    let wire_name = text(&ty.ident);
    let from = scope.other_source(ty.source).map(docs::from).unwrap_or_default();
    let docs = Docs::of(ty.doc.as_deref(), || format!("The fields of `{}`.", ty.ident)).sentence(from);
    let table_docs = Docs::new(format!("The rows of [`{}`], as the page documents them.", ty.ident));
    let sealed = (!record.sent).then(|| quote!(#[non_exhaustive]));

    let fields = record.fields.iter().map(|field| {
        let docs = field_docs(scope, ty, record, field).notes(&field.notes);
        let name = ident(&field.ident);
        let rust = Held::by(record, field).rust_type(&field.ty);
        quote!(#docs pub #name: #rust,)
    });
    let rows = record.fields.iter().map(types::row);
    let borrowed = match_rows(record, |field| quote!(&self.#field));
    let borrowed_mut = match_rows(record, |field| quote!(&mut self.#field));
    let builder = record.sent.then(|| builder::lower(scope, ty, record));

    quote! {
        #docs
        #[derive(Debug, Clone, Default, PartialEq)]
        #sealed
        pub struct #name {
            #(#fields)*
        }

        #table_docs
        pub static #table: Table = Table { name: #wire_name, rows: &[#(#rows),*] };

        impl Record for #name {
            fn table(&self) -> &'static Table {
                &#table
            }
            fn field(&self, row: usize) -> Option<&dyn Field> {
                #borrowed
            }
            fn field_mut(&mut self, row: usize) -> Option<&mut dyn Field> {
                #borrowed_mut
            }
        }

        serde_by_table!(#name);

        #builder
    }
}

/// The match from a row's position to its field.
fn match_rows(record: &Record, borrow: impl Fn(&proc_macro2::Ident) -> TokenStream) -> TokenStream {
    if record.fields.is_empty() {
        return quote! {
            let _ = row;
            None
        };
    }
    let arms = record.fields.iter().enumerate().map(|(n, field)| {
        let position = number(n);
        let borrowed = borrow(&ident(&field.ident));
        quote!(#position => #borrowed,)
    });
    quote! {
        Some(match row {
            #(#arms)*
            _ => return None,
        })
    }
}

/// What a row is, and what it has to keep to when it is sent.
pub(super) fn field_docs(scope: &Scope, ty: &Type, record: &Record, field: &Field) -> Docs {
    let rules = if record.sent {
        docs::constraints(field, is_text(&field.ty))
    } else {
        String::new()
    };
    let source = field.source.filter(|_| field.source != ty.source);
    let from = scope.other_source(source).map(docs::from).unwrap_or_default();
    Docs::of(field.doc.as_deref(), || {
        format!("The page's {}.", docs::code(&field.wire))
    })
    .sentence(rules)
    .sentence(from)
}

/// Whether a length counts characters.
pub(super) fn is_text(ty: &Ty) -> bool {
    !matches!(ty, Ty::Int | Ty::Number)
}
