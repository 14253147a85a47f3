//! An open enumeration: the values that the page lists, and one for those that it does not.

use quote::quote;
use syn::{File, Item};

use super::docs::{self, Docs};
use super::memo::parsed;
use super::scope::Scope;
use super::{ident, text};
use crate::model::{Type, Variant};

pub(super) fn lower(scope: &Scope, ty: &Type, variants: &[Variant]) -> Vec<Item> {
    let name = ident(&ty.ident);
    let from = scope.source_of(ty.source).map(docs::page).unwrap_or_default();
    let docs = Docs::of(ty.doc.as_deref(), || format!("The known values of `{}`.", ty.ident)).sentence(from);
    let docs = docs.paragraph("Any other value is kept as it came.");
    let docs = match scope.api.envelope.codes.as_deref() == Some(&ty.ident) {
        true => docs.paragraph(of_refused(scope, ty)),
        false => docs,
    };

    let idents: Vec<_> = variants.iter().map(|variant| ident(&variant.ident)).collect();
    let wires: Vec<_> = variants.iter().map(|variant| text(&variant.wire)).collect();
    let meanings = variants.iter().map(|variant| {
        let wire = docs::code(&variant.wire);
        match &variant.doc {
            Some(doc) => Docs::of(Some(doc), String::new).sentence(format!("Written {wire}.")),
            None => Docs::new(format!("Written {wire}.")),
        }
    });

    let items = quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(
                #meanings
                #idents,
            )*
            /// A value that the page does not list.
            Other(String),
        }

        impl Open for #name {
            const NAMES: &'static [&'static str] = &[#(#wires),*];
            fn from_name(name: &str) -> Self {
                match name {
                    #(#wires => Self::#idents,)*
                    other => Self::Other(other.to_owned()),
                }
            }
            fn as_str(&self) -> &str {
                match self {
                    #(Self::#idents => #wires,)*
                    Self::Other(other) => other,
                }
            }
        }

        open_enumeration!(#name);
    };
    parsed::<File>(items).items
}

/// Where a caller meets the values: the vendor's code of an error.
fn of_refused(scope: &Scope, ty: &Type) -> String {
    let link = format!("{}::Refused::code_as", scope.options.runtime.replace(char::is_whitespace, ""));
    format!("The code of a refused call reads as one of these: [`refused.code_as::<{}>()`]({link}).", ty.ident)
}
