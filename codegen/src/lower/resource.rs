//! One resource as a file: its accessor, its operations and its types.

use quote::quote;
use syn::{File, Item};

use super::docs::{self, Docs};
use super::memo::{memo, parsed};
use super::scope::Scope;
use super::{enumeration, ident, operation, record};
use crate::model::{Resource, Shape, Ty, Type};

pub(super) fn lower(scope: &Scope, resource: &Resource) -> File {
    let page = resource.source.and_then(|n| scope.api.sources.get(n)).map(docs::from).unwrap_or_default();
    let described = || Docs::of(resource.doc.as_deref(), || format!("{}: {}.", scope.api.name, resource.ident));
    let methods: Vec<_> = resource.operations.iter().map(|operation| operation::method(scope, operation)).collect();
    let operations = resource.operations.iter().flat_map(|operation| operation::lower(scope, resource, operation));
    let types = resource.types.iter().flat_map(|ty| type_items(scope, ty));

    let imports = imports(scope, resource).into_iter().chain([scope.runtime_import()]);
    let docs = described().sentence("Each method starts a call.");
    let accessor = memo! { File [DOCS = docs, ACCESSOR = ident(&resource.type_ident), METHODS = methods]
        #[DOCS]
        #[derive(Debug, Clone, Copy)]
        pub struct ACCESSOR<'c> {
            pub(super) core: &'c Core,
        }

        impl ACCESSOR<'_> {
            METHODS!();
        }
    };
    let items = imports.chain(accessor.items).chain(operations).chain(types).collect();
    File { shebang: None, frontmatter: None, attrs: described().sentence(page).inner(), items }
}

/// The items of one type.
pub(super) fn type_items(scope: &Scope, ty: &Type) -> Vec<Item> {
    match &ty.shape {
        Shape::Record(record) => record::lower(scope, ty, record),
        Shape::Enumeration(variants) => enumeration::lower(scope, ty, variants),
    }
}

/// What the resource uses of the types that resources share.
fn imports(scope: &Scope, resource: &Resource) -> Option<Item> {
    let bodies: Vec<_> =
        resource.operations.iter().filter_map(|operation| operation.body.clone()).map(Ty::Record).collect();
    let operations = resource.operations.iter();
    let used = operations.flat_map(|operation| operation.answer.iter().chain(operation.params.iter().map(|p| &p.ty)));
    let fields = resource.types.iter().flat_map(|ty| match &ty.shape {
        Shape::Record(record) => record.fields.as_slice(),
        Shape::Enumeration(_) => &[],
    });
    let names = scope.imports(used.chain(fields.map(|field| &field.ty)).chain(&bodies));
    (!names.is_empty()).then(|| parsed(quote!(use super::{#(#names),*};)))
}
