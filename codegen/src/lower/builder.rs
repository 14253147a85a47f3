//! The builder of a record that is sent: it compiles once every required field is set, in any order, each once.

use proc_macro2::Ident;
use quote::format_ident;
use syn::{File, ImplItem, Item, TypeParamBound};

use super::field::{self, Held};
use super::memo::memo;
use super::scope::Scope;
use super::types;
use super::{contradictions, ident, spell};
use crate::model::{COUNTED, Field, Record, Type};

/// How many of them share a chunk of the builder's state.
const CHUNK: usize = 8;

/// The compiler counts the first required fields; `build` asks for those beyond.
pub(super) fn lower(scope: &Scope, ty: &Type, record: &Record) -> Vec<Item> {
    let name = ident(&ty.ident);
    let builder = format_ident!("{}Builder", ty.ident);
    let markers = types::markers(&ty.ident);
    let required: Vec<_> = record.fields.iter().filter(|field| field.required).take(COUNTED).collect();
    let names = required.iter().map(|field| ident(&field.ident));
    let complete = || complete(required.len(), &markers);

    let mut counted = 0;
    let setters = record.fields.iter().map(|field| {
        let place = (field.required && counted < COUNTED).then_some(counted);
        counted += usize::from(place.is_some());
        setter(scope, ty, record, field, place)
    });
    let setters: Vec<_> = setters.collect();
    let start_doc = format!(" Starts a [`{}`] with nothing set.", ty.ident);
    let builder_doc = format!(" Builds a [`{}`], its fields in any order, each once.", ty.ident);

    let items = memo! { File [
        NAME = &name, BUILDER = builder, BLANK = blank(required.len()), SETTERS = setters,
        START_DOC = start_doc.as_str(), BUILDER_DOC = builder_doc.as_str(),
        COMPLETE = complete(), COMPLETE_TOO = complete(),
    ]
        impl NAME {
            #[doc = START_DOC]
            pub fn builder() -> BUILDER {
                BUILDER { value: Self::blank(), state: PhantomData }
            }
        }

        #[doc = BUILDER_DOC]
        #[derive(Debug, Clone)]
        #[must_use]
        pub struct BUILDER<S = BLANK> {
            value: NAME,
            state: PhantomData<S>,
        }

        impl<S> BUILDER<S> {
            SETTERS!();

            /// Checks every rule of the page. Compiles once every required field is set.
            ///
            /// # Errors
            ///
            /// [`Invalid`], with every violation at once.
            pub fn build(self) -> Result<NAME, Invalid> where S: COMPLETE {
                validated(self.value)
            }

            /// Takes the values as they are; the client checks them before they leave, unless told otherwise.
            pub fn build_unchecked(self) -> NAME where S: COMPLETE_TOO {
                self.value
            }

            fn then<T>(self) -> BUILDER<T> {
                BUILDER { value: self.value, state: PhantomData }
            }
        }
    };
    let mut items = items.items;
    if required.is_empty() {
        leave_out_then(&mut items);
    }
    items.into_iter().chain(marker_module(names, &markers, "required fields")).collect()
}

/// Where no field is required, no setter changes the state.
fn leave_out_then(items: &mut [Item]) {
    for item in items {
        if let Item::Impl(block) = item {
            block.items.retain(|item| !matches!(item, ImplItem::Fn(method) if method.sig.ident == "then"));
        }
    }
}

/// A type for each of these names, `what` they are the names of; and what holds where all of them are set.
pub(super) fn marker_module(names: impl Iterator<Item = Ident>, module: &Ident, what: &str) -> Option<Item> {
    let doc = format!(" The names of the {what}, for the compiler's messages.");
    let names: Vec<Ident> = names.collect();
    let declared = (!names.is_empty()).then(|| {
        memo! { Item [DOC = doc.as_str(), MODULE = module]
            #[doc = DOC]
            #[allow(missing_docs, non_camel_case_types)]
            pub mod MODULE {}
        }
    });
    let given = names.iter().enumerate().map(|(n, name)| given(n, name)).collect::<Vec<_>>();
    let complete = memo! { File [GIVEN = given]
        /// Holds once all of them are set.
        pub trait Complete {}

        impl<S> Complete for S where S: GIVEN {}
    };
    let names = names.into_iter().map(|name| memo!(Item [NAME = name] pub enum NAME {}));
    let imports = memo!(Item [] use super::*;);
    declared
        .map(|module| spell::filled_module(module, [imports].into_iter().chain(names).chain(complete.items).collect()))
}

/// `Given<C0, P0, id_tercero>`
fn given(n: usize, name: &Ident) -> TypeParamBound {
    let (chunk, place) = place(n);
    memo! { TypeParamBound [CHUNK = chunk, PLACE = place, NAME = name] Given<CHUNK, PLACE, NAME> }
}

/// What is asked of the state where so many fields are required: `new_sucursal_fields::Complete`, or nothing.
pub(super) fn complete(required: usize, markers: &Ident) -> Vec<TypeParamBound> {
    let complete = (required > 0).then(|| memo!(TypeParamBound [MARKERS = markers] MARKERS::Complete));
    complete.into_iter().collect()
}

/// The state of a builder in which none of so many required fields is set: `(Blank, Blank)`.
pub(super) fn blank(required: usize) -> syn::Type {
    spell::tuple(std::iter::repeat_n(spell::named(ident("Blank")), required.div_ceil(CHUNK)))
}

/// Where the n-th required field stands in the builder's state: `C1` and `P4`.
pub(super) fn place(n: usize) -> (Ident, Ident) {
    (format_ident!("C{}", n / CHUNK), format_ident!("P{}", n % CHUNK))
}

/// One field's setter; with a place in the state where the compiler counts it.
fn setter(scope: &Scope, ty: &Type, record: &Record, field: &Field, counted: Option<usize>) -> ImplItem {
    let name = ident(&field.ident);
    let argument = types::argument(&field.ty);
    let value = Held::by(record, field).value(types::taken(&field.ty, &name));
    let docs = contradictions::at_setter(scope, field::docs_of(scope, ty, record, field), &ty.ident, field);
    match counted.map(place) {
        Some((chunk, place)) => {
            let builder = format_ident!("{}Builder", ty.ident);
            memo! { ImplItem [
                DOCS = docs, NAME = name, ARGUMENT = argument, VALUE = value, BUILDER = builder,
                CHUNK = chunk, PLACE = place,
            ]
                #[DOCS]
                pub fn NAME(mut self, NAME: ARGUMENT) -> BUILDER<S::Then> where S: Unset<CHUNK, PLACE> {
                    self.value.NAME = VALUE;
                    self.then()
                }
            }
        }
        None => memo! { ImplItem [DOCS = docs, NAME = name, ARGUMENT = argument, VALUE = value]
            #[DOCS]
            pub fn NAME(mut self, NAME: ARGUMENT) -> Self {
                self.value.NAME = VALUE;
                self
            }
        },
    }
}
