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

/// One API on its way to Rust. Every file is lowered by itself, so that no more than one has to be held at a time.
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

    /// What holds for the whole API: `serpi/mod.rs`.
    pub(crate) fn api_file(&self) -> LoweredFile {
        let api = &self.api.name;
        LoweredFile { path: format!("{api}/mod.rs"), spec: format!("{api}/api"), file: api::lower(&Scope::of(self)) }
    }

    /// One of its resources: `serpi/sucursales.rs`.
    pub(crate) fn resource_file(&self, resource: &Resource) -> LoweredFile {
        let (api, name) = (&self.api.name, &resource.ident);
        let file = resource::lower(&Scope::of(self).within(resource), resource);
        LoweredFile { path: format!("{api}/{name}.rs"), spec: format!("{api}/{name}"), file }
    }

    /// What its mock serves: `serpi/mock.rs`, where it is wanted.
    pub(crate) fn mock_file(&self) -> Option<LoweredFile> {
        let api = &self.api.name;
        let file =
            || LoweredFile { path: format!("{api}/mock.rs"), spec: api.clone(), file: mock::lower(&Scope::of(self)) };
        self.options.mock.then(file)
    }

    /// The tests that hold the client against its spec's samples: `serpi.rs`.
    pub(crate) fn conformance_file(&self) -> LoweredFile {
        let api = &self.api.name;
        LoweredFile { path: format!("{api}.rs"), spec: api.clone(), file: conformance::lower(&Scope::of(self)) }
    }
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
