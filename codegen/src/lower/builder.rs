//! The builder of a record that is sent: it compiles once every required field is set, in any order, each once.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::Docs;
use super::record::field_docs;
use super::types::{self, Held, Scope};
use super::{ident, number};
use crate::model::{Field, Record, Type};

/// How many required fields the compiler counts; `build` asks for any beyond.
const COUNTED: usize = 64;
/// How many of them share a chunk of the builder's state.
const CHUNK: usize = 8;

pub(super) fn lower(scope: &Scope, ty: &Type, record: &Record) -> TokenStream {
    let name = ident(&ty.ident);
    let builder = format_ident!("{}Builder", ty.ident);
    let markers = types::markers(&ty.ident);

    let required: Vec<_> = record
        .fields
        .iter()
        .filter(|field| field.required)
        .take(COUNTED)
        .collect();
    let required_names = required.iter().map(|field| ident(&field.ident));
    let complete = complete(
        required.iter().enumerate().map(|(n, field)| (n, ident(&field.ident))),
        &markers,
    );
    let names = (!required.is_empty()).then(|| {
        quote! {
            /// The names of the required fields, for the compiler's messages.
            #[allow(missing_docs, non_camel_case_types)]
            pub mod #markers {
                #(pub enum #required_names {})*
            }
        }
    });

    let mut position = 0;
    let setters = record.fields.iter().map(|field| {
        let counted = field.required && position < COUNTED;
        let place = counted.then_some(position);
        position += usize::from(counted);
        setter(scope, ty, record, field, place)
    });

    let start_docs = Docs::new(format!("Starts a [`{}`] with nothing set.", ty.ident));
    let builder_docs = Docs::new(format!(
        "Builds a [`{}`], its fields in any order, each once.",
        ty.ident
    ));
    let build_docs = Docs::new("Checks every rule of the page. Compiles once every required field is set.")
        .section("Errors", "[`Invalid`], with every violation at once.");
    quote! {
        impl #name {
            #start_docs
            pub fn builder() -> #builder {
                #builder { value: Self::default(), state: PhantomData }
            }
        }

        #builder_docs
        #[derive(Debug, Clone)]
        #[must_use]
        pub struct #builder<S = Blank> {
            value: #name,
            state: PhantomData<S>,
        }

        impl<S> #builder<S> {
            #(#setters)*

            #build_docs
            pub fn build(self) -> Result<#name, Invalid> #complete {
                validated(self.value)
            }

            /// Takes the values as they are; the client checks them before they leave, unless told otherwise.
            pub fn build_unchecked(self) -> #name #complete {
                self.value
            }
        }

        #names
    }
}

/// `where S: Given<0, 0, new_sucursal_fields::id_tercero> + …`; nothing where nothing is required.
pub(super) fn complete(
    required: impl Iterator<Item = (usize, proc_macro2::Ident)>,
    markers: &proc_macro2::Ident,
) -> Option<TokenStream> {
    let given = required.map(|(n, name)| {
        let (chunk, place) = place(n);
        quote!(Given<#chunk, #place, #markers::#name>)
    });
    let given: Vec<_> = given.collect();
    (!given.is_empty()).then(|| quote!(where S: #(#given)+*))
}

/// Where the n-th required field stands in the builder's state.
pub(super) fn place(n: usize) -> (proc_macro2::Literal, proc_macro2::Literal) {
    (number(n / CHUNK), number(n % CHUNK))
}

/// One field's setter; with a place in the state where the compiler counts it.
fn setter(scope: &Scope, ty: &Type, record: &Record, field: &Field, counted: Option<usize>) -> TokenStream {
    let builder = format_ident!("{}Builder", ty.ident);
    let name = ident(&field.ident);
    let method = setter_name(&field.ident, &["build", "build_unchecked"]);
    let (argument, plain) = types::argument(&field.ty, &name);
    let value = Held::by(record, field).value(plain);
    let mut docs = field_docs(scope, ty, record, field);
    if !field.notes.is_empty() {
        docs = docs.paragraph(format!(
            "The page contradicts itself here: see [`{}::{}`].",
            ty.ident, field.ident
        ));
    }
    match counted.map(place) {
        Some((chunk, place)) => quote! {
            #docs
            pub fn #method(mut self, #name: #argument) -> #builder<S::Then>
            where
                S: Unset<#chunk, #place>,
            {
                self.value.#name = #value;
                #builder { value: self.value, state: PhantomData }
            }
        },
        None => quote! {
            #docs
            pub fn #method(mut self, #name: #argument) -> Self {
                self.value.#name = #value;
                self
            }
        },
    }
}

/// The field's own name; with an underscore at its end where a method of the same thing has it.
pub(super) fn setter_name(field: &str, taken: &[&str]) -> proc_macro2::Ident {
    if taken.contains(&field) {
        format_ident!("{field}_")
    } else {
        ident(field)
    }
}
