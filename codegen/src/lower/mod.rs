//! The model as Rust items, one file per kind of output. The only place that quotes code; files and their layout are
//! `emit`'s.

mod api;
mod builder;
mod client;
mod conformance;
mod contradictions;
pub(crate) mod docs;
mod enumeration;
mod field;
mod literal;
mod memo;
mod mock;
mod operation;
mod outcome;
mod record;
mod resource;
mod scope;
mod spell;
mod types;

use std::collections::HashMap;

use proc_macro2::{Ident, Literal, Span};

use crate::Options;
use crate::model::{Api, Resource, Type};
use scope::Scope;

/// One file as Rust items, not yet laid out.
pub(crate) struct LoweredFile {
    /// Where it belongs, relative to the folder of its kind: `serpi/sucursales.rs`.
    pub(crate) path: String,
    /// What it is made from: `serpi/sucursales`.
    pub(crate) spec: String,
    /// What it holds.
    pub(crate) file: syn::File,
}

/// One API on its way to Rust. Every file is lowered by itself, so that each core has to hold no more than one at a time.
pub(crate) struct Lowering<'a> {
    api: &'a Api,
    options: &'a Options,
    shared: HashMap<&'a str, &'a Type>,
}

impl<'a> Lowering<'a> {
    /// Of this API, as the options say.
    pub(crate) fn of(api: &'a Api, options: &'a Options) -> Self {
        let shared = api.types.iter().map(|ty| (ty.ident.as_str(), ty)).collect();
        Lowering { api, options, shared }
    }

    /// The files that it becomes, in their order.
    pub(crate) fn parts(&self) -> impl Iterator<Item = Part<'a>> {
        let mock = self.options.mock.then_some(Part::Mock);
        let resources = self.api.resources.iter().map(Part::Resource);
        std::iter::once(Part::Api).chain(resources).chain(mock).chain([Part::Conformance])
    }

    /// One of them.
    pub(crate) fn file(&self, part: &Part<'_>) -> LoweredFile {
        let api = &self.api.name;
        let scope = Scope::of(self);
        let (path, spec, file) = match part {
            Part::Api => (format!("{api}/mod.rs"), format!("{api}/api"), api::lower(&scope)),
            Part::Resource(resource) => {
                let file = resource::lower(&scope.within(resource), resource);
                (format!("{api}/{}.rs", resource.ident), format!("{api}/{}", resource.ident), file)
            }
            Part::Mock => (format!("{api}/mock.rs"), api.clone(), mock::lower(&scope)),
            Part::Conformance => (format!("{api}.rs"), api.clone(), conformance::lower(&scope)),
        };
        LoweredFile { path, spec, file }
    }
}

/// One file that an API becomes.
pub(crate) enum Part<'a> {
    /// What holds for the whole API: `serpi/mod.rs`.
    Api,
    /// One of its resources: `serpi/sucursales.rs`.
    Resource(&'a Resource),
    /// What its mock serves: `serpi/mock.rs`.
    Mock,
    /// The tests that hold the client against its spec's samples: `serpi.rs`.
    Conformance,
}

/// A Rust name of the model as a token.
fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// A text of the model as a string literal; whatever it holds, it stays one.
fn text(value: &str) -> Literal {
    Literal::string(value)
}

fn number(value: usize) -> Literal {
    Literal::usize_unsuffixed(value)
}
