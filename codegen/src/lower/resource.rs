//! One resource as a file: its accessor, its operations and its types.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{self, Docs};
use super::types::Scope;
use super::{api, enumeration, ident, operation, record};
use crate::model::{Resource, Shape, Ty, Type};

pub(super) fn lower(scope: &Scope, resource: &Resource) -> TokenStream {
    let page = resource
        .source
        .and_then(|n| scope.api.sources.get(n))
        .map(docs::from)
        .unwrap_or_default();
    let described = || {
        Docs::of(resource.doc.as_deref(), || {
            format!("{}: {}.", scope.api.name, resource.ident)
        })
    };
    let docs = described().sentence(page).inner();
    let imports = imports(scope, resource);
    let runtime = api::runtime(scope);

    let accessor = ident(&resource.type_ident);
    let accessor_docs = described().sentence("Each method starts a call.");
    let methods = resource
        .operations
        .iter()
        .map(|operation| operation::method(scope, operation));
    let operations = resource
        .operations
        .iter()
        .map(|operation| operation::lower(scope, resource, operation));
    let types = resource.types.iter().map(|ty| type_items(scope, ty));

    quote! {
        #docs

        #imports
        use #runtime::generated::*;

        #accessor_docs
        #[derive(Debug, Clone)]
        pub struct #accessor {
            pub(super) core: Core,
        }

        impl #accessor {
            #(#methods)*
        }

        #(#operations)*
        #(#types)*
    }
}

/// The items of one type.
pub(super) fn type_items(scope: &Scope, ty: &Type) -> TokenStream {
    match &ty.shape {
        Shape::Record(record) => record::lower(scope, ty, record),
        Shape::Enumeration(variants) => enumeration::lower(scope, ty, variants),
    }
}

/// What the resource uses of the types that resources share.
fn imports(scope: &Scope, resource: &Resource) -> Option<TokenStream> {
    let bodies: Vec<_> = resource
        .operations
        .iter()
        .filter_map(|operation| operation.body.clone())
        .map(Ty::Record)
        .collect();
    let operations = resource.operations.iter();
    let used = operations.flat_map(|operation| operation.answer.iter().chain(operation.params.iter().map(|p| &p.ty)));
    let fields = resource.types.iter().flat_map(|ty| match &ty.shape {
        Shape::Record(record) => record.fields.as_slice(),
        Shape::Enumeration(_) => &[],
    });
    let names = scope.imports(used.chain(fields.map(|field| &field.ty)).chain(&bodies));
    (!names.is_empty()).then(|| quote!(use super::{#(#names),*};))
}
