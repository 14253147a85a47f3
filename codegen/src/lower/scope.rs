//! What is around the thing that is lowered: its API and resource, where a name leads, and what a file has to import.

use std::collections::{BTreeSet, HashMap};

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Item;

use super::memo::parsed;
use super::types::table;
use super::{Lowering, ident};
use crate::Options;
use crate::model::{self, Api, Field, Record, Resource, Shape, Source, Ty};
use crate::options::is_near;

/// The API that is lowered, and the resource where one is.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) api: &'a Api,
    pub(super) options: &'a Options,
    shared: &'a HashMap<&'a str, &'a model::Type>,
    resource: Option<&'a Resource>,
}

impl<'a> Scope<'a> {
    pub(super) fn of(lowering: &'a Lowering<'a>) -> Self {
        let Lowering { api, options, shared } = lowering;
        Scope { api, options, shared, resource: None }
    }

    pub(super) fn within(self, resource: &'a Resource) -> Self {
        Scope { resource: Some(resource), ..self }
    }

    /// The types that the resource declares.
    fn own(&self) -> &'a [model::Type] {
        self.resource.map_or(&[], |resource| &resource.types)
    }

    /// The source of the whole file.
    fn source(&self) -> Option<usize> {
        self.resource.and_then(|resource| resource.source)
    }

    /// The fields and parameters of the file, in its order, each with the item that it belongs to.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&'a str, &'a Field)> {
        let operations = self.resource.map_or(&[][..], |resource| &resource.operations).iter();
        let params = operations.flat_map(|one| one.params.iter().map(|param| (one.type_ident.as_str(), param)));
        let types = self.resource.map_or(&self.api.types, |resource| &resource.types).iter();
        let of_type = |ty: &'a model::Type| match &ty.shape {
            Shape::Record(record) => record.fields.as_slice(),
            Shape::Enumeration(_) => &[],
        };
        params.chain(types.flat_map(move |ty| of_type(ty).iter().map(|field| (ty.ident.as_str(), field))))
    }

    /// The type of this name: the resource's own, or one that resources share.
    pub(super) fn find(&self, name: &str) -> Option<&'a model::Type> {
        self.own().iter().find(|ty| ty.ident == name).or_else(|| self.shared.get(name).copied())
    }

    /// The record of this name.
    pub(super) fn record(&self, name: &str) -> Option<&'a Record> {
        match &self.find(name)?.shape {
            Shape::Record(record) => Some(record),
            Shape::Enumeration(_) => None,
        }
    }

    /// The source of an item: its own, or that of the whole file.
    pub(super) fn source_of(&self, position: Option<usize>) -> Option<&'a Source> {
        position.or(self.source()).and_then(|n| self.api.sources.get(n))
    }

    /// The source at this position, where it is not the one that the whole file is from.
    pub(super) fn other_source(&self, position: Option<usize>) -> Option<&'a Source> {
        position.filter(|_| position != self.source()).and_then(|n| self.api.sources.get(n))
    }

    /// The names that these types bring in from those that resources share, in order: types, and the tables of records.
    pub(super) fn imports(&self, used: impl Iterator<Item = &'a Ty>) -> Vec<Ident> {
        let mut names = BTreeSet::new();
        for name in used.filter_map(named).filter(|name| self.own().iter().all(|ty| ty.ident != **name)) {
            names.insert(ident(name));
            if self.record(name).is_some() {
                names.insert(table(name));
            }
        }
        names.into_iter().collect()
    }

    /// What every generated file imports of the runtime.
    pub(super) fn runtime_import(&self) -> Item {
        let runtime = path(&self.options.runtime);
        parsed(quote!(use #runtime::generated::*;))
    }

    /// What a generated mock imports of the runtime.
    pub(super) fn mock_import(&self) -> Item {
        let runtime = path(&self.options.runtime);
        parsed(quote!(use #runtime::mock::generated::*;))
    }
}

/// A path that the options name, as code.
pub(super) fn path(path: &str) -> TokenStream {
    let steps: Vec<_> = path.split("::").map(|step| ident(step.trim())).collect();
    // A resource may have the name of the crate; only one path leads to the crate for certain.
    let is_near = steps.first().is_none_or(|first| is_near(&first.to_string()));
    let from_root = (!is_near).then(|| quote!(::));
    quote!(#from_root #(#steps)::*)
}

/// The name of the spec's type that stands in a type, if one does.
fn named(ty: &Ty) -> Option<&str> {
    match ty {
        Ty::Enumeration(name) | Ty::Record(name) => Some(name),
        Ty::List(inner) | Ty::Map(inner) => named(inner),
        _ => None,
    }
}
