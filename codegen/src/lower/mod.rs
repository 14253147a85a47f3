//! The model as Rust items, one file per kind of output. The only place that quotes code; files and their layout are
//! `emit`'s.

mod api;
mod builder;
mod conformance;
mod docs;
mod enumeration;
mod literal;
mod memo;
mod operation;
mod record;
mod resource;
mod types;

use proc_macro2::{Ident, Literal, Span};

use crate::Options;
use crate::model::Api;
use types::Scope;

/// One file as Rust items, not yet laid out.
pub(crate) struct LoweredFile {
    /// Where it belongs, relative to the folder of its kind: `serpi/sucursales.rs`.
    pub(crate) path: String,
    /// What it is made from: `serpi/sucursales`.
    pub(crate) spec: String,
    /// What it holds.
    pub(crate) file: syn::File,
}

/// The files of the client, one at a time: `serpi/mod.rs`, then one per resource.
pub(crate) fn lower<'a>(api: &'a Api, options: &'a Options) -> impl Iterator<Item = LoweredFile> + 'a {
    let scope = Scope::of(api, options);
    let front = LoweredFile {
        path: format!("{}/mod.rs", api.name),
        spec: format!("{}/api", api.name),
        file: api::lower(&scope),
    };
    let resources = api.resources.iter().map(move |resource| LoweredFile {
        path: format!("{}/{}.rs", api.name, unraw(&resource.ident)),
        spec: format!("{}/{}", api.name, unraw(&resource.ident)),
        file: resource::lower(&scope.within(resource), resource),
    });
    std::iter::once(front).chain(resources)
}

/// The tests that hold the client against its spec's samples: one file per API.
pub(crate) fn conformance(api: &Api, options: &Options) -> LoweredFile {
    let scope = Scope::of(api, options);
    LoweredFile { path: format!("{}.rs", api.name), spec: api.name.clone(), file: conformance::lower(&scope) }
}

/// A Rust name of the model as a token.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(keyword) => Ident::new_raw(keyword, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

fn unraw(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// A text of the model as a string literal; whatever it holds, it stays one.
fn text(value: &str) -> Literal {
    Literal::string(value)
}

fn number(value: usize) -> Literal {
    Literal::usize_unsuffixed(value)
}
