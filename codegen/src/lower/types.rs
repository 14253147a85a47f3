//! What a field holds, in each of the ways that generated code says it: its Rust type, a setter's argument, a row's kind;
//! and where the types of a spec are found. Nothing here makes an item.

use std::collections::{BTreeSet, HashMap};

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{ident, text};
use crate::Options;
use crate::model::{Api, Field, Record, Resource, Shape, Source, Ty, Type, Unset};
use crate::names;

/// The API that is lowered, and the resource where one is.
pub(super) struct Scope<'a> {
    pub(super) api: &'a Api,
    pub(super) options: &'a Options,
    shared: std::rc::Rc<HashMap<&'a str, &'a Type>>,
    own: &'a [Type],
    source: Option<usize>,
}

impl<'a> Scope<'a> {
    pub(super) fn of(api: &'a Api, options: &'a Options) -> Self {
        let shared = api.types.iter().map(|ty| (ty.ident.as_str(), ty)).collect();
        Scope {
            api,
            options,
            shared: std::rc::Rc::new(shared),
            own: &[],
            source: None,
        }
    }

    pub(super) fn within(&self, resource: &'a Resource) -> Self {
        Scope {
            shared: self.shared.clone(),
            own: &resource.types,
            source: resource.source,
            ..*self
        }
    }

    /// The type of this name: the resource's own, or one that resources share.
    pub(super) fn find(&self, name: &str) -> Option<&'a Type> {
        self.own
            .iter()
            .find(|ty| ty.ident == name)
            .or_else(|| self.shared.get(name).copied())
    }

    /// The record of this name.
    pub(super) fn record(&self, name: &str) -> Option<&'a Record> {
        match &self.find(name)?.shape {
            Shape::Record(record) => Some(record),
            Shape::Enumeration(_) => None,
        }
    }

    /// The source at this position, where it is not the one that the whole file is from.
    pub(super) fn other_source(&self, position: Option<usize>) -> Option<&'a Source> {
        position
            .filter(|_| position != self.source)
            .and_then(|n| self.api.sources.get(n))
    }

    /// The names that these types bring in from those that resources share, in order: types, and the tables of records.
    pub(super) fn imports(&self, used: impl Iterator<Item = &'a Ty>) -> Vec<Ident> {
        let mut names = BTreeSet::new();
        for name in used
            .filter_map(named)
            .filter(|name| self.own.iter().all(|ty| ty.ident != **name))
        {
            names.insert(ident(name));
            if self.record(name).is_some() {
                names.insert(table(name));
            }
        }
        names.into_iter().collect()
    }
}

/// The name of the spec's type that stands in a type, if one does.
fn named(ty: &Ty) -> Option<&str> {
    match ty {
        Ty::Enumeration(name) | Ty::Record(name) => Some(name),
        Ty::List(inner) | Ty::Map(inner) => named(inner),
        _ => None,
    }
}

/// The static that holds a record's rows: `NEW_SUCURSAL`.
pub(super) fn table(record: &str) -> Ident {
    ident(&names::shouting(record))
}

/// The module of the names of a record's required fields: `new_sucursal_fields`.
pub(super) fn markers(record: &str) -> Ident {
    format_ident!("{}_fields", names::shouting(record).to_ascii_lowercase())
}

/// `String`, `Vec<Contacto>`.
pub(super) fn rust_type(ty: &Ty) -> TokenStream {
    match ty {
        Ty::Text => quote!(String),
        Ty::Int => quote!(i64),
        Ty::Number => quote!(f64),
        Ty::Bool => quote!(bool),
        Ty::Json => quote!(Value),
        Ty::Enumeration(name) | Ty::Record(name) => {
            let name = ident(name);
            quote!(#name)
        }
        Ty::List(item) => {
            let item = rust_type(item);
            quote!(Vec<#item>)
        }
        Ty::Map(value) => {
            let value = rust_type(value);
            quote!(BTreeMap<String, #value>)
        }
    }
}

/// What a setter or a method takes, and the expression that makes the field's value of it.
pub(super) fn argument(ty: &Ty, name: &Ident) -> (TokenStream, TokenStream) {
    let rust = rust_type(ty);
    match ty {
        Ty::Text | Ty::Enumeration(_) => (quote!(impl Into<#rust>), quote!(#name.into())),
        _ => (rust, quote!(#name)),
    }
}

/// The type of a field of a record, and what makes it of the plain value.
pub(super) struct Held {
    pub(super) optional: bool,
    pub(super) boxed: bool,
}

impl Held {
    /// A record that is read holds nothing but its key for certain; one that is only sent, whatever is required. A record
    /// within itself is never certain: it would have no end.
    pub(super) fn by(record: &Record, field: &Field) -> Self {
        let certain = match (record.read, record.sent) {
            (true, true) => field.key && field.required,
            (true, false) => field.key,
            (false, _) => field.required,
        };
        Held {
            optional: !certain || field.boxed,
            boxed: field.boxed,
        }
    }

    pub(super) fn rust_type(&self, ty: &Ty) -> TokenStream {
        let mut rust = rust_type(ty);
        if self.boxed {
            rust = quote!(Box<#rust>);
        }
        if self.optional {
            rust = quote!(Option<#rust>);
        }
        rust
    }

    pub(super) fn value(&self, plain: TokenStream) -> TokenStream {
        match (self.optional, self.boxed) {
            (true, true) => quote!(Some(Box::new(#plain))),
            (true, false) => quote!(Some(#plain)),
            (false, _) => plain,
        }
    }
}

/// A documented row, as data: `Row::text("codigo").required().length(50)`.
pub(super) fn row(field: &Field) -> TokenStream {
    let wire = text(&field.wire);
    let mut row = match &field.ty {
        Ty::Text => quote!(Row::text(#wire)),
        Ty::Int => quote!(Row::int(#wire)),
        Ty::Number => quote!(Row::number(#wire)),
        Ty::Bool => quote!(Row::bool(#wire)),
        Ty::Json => quote!(Row::json(#wire)),
        Ty::Enumeration(name) => {
            let name = ident(name);
            quote!(Row::open(#wire, #name::NAMES))
        }
        Ty::Record(name) => {
            let table = table(name);
            quote!(Row::record(#wire, &#table))
        }
        Ty::List(item) => {
            let item = kind(item);
            quote!(Row::list(#wire, &#item))
        }
        Ty::Map(value) => {
            let value = kind(value);
            quote!(Row::map(#wire, &#value))
        }
    };
    let mut modify = |modifier: TokenStream| row.extend(modifier);
    if field.key {
        modify(quote!(.key()));
    }
    if field.required {
        modify(quote!(.required()));
    }
    if let Some(length) = field.length.map(proc_macro2::Literal::u32_unsuffixed) {
        modify(quote!(.length(#length)));
    }
    if let Some(min) = field.min.map(int) {
        modify(quote!(.min(#min)));
    }
    if let Some(max) = field.max.map(int) {
        modify(quote!(.max(#max)));
    }
    if let Some(items) = field.items.map(proc_macro2::Literal::u32_unsuffixed) {
        modify(quote!(.items(#items)));
    }
    if !field.quoted && field.ty == Ty::Text {
        modify(quote!(.unquoted()));
    }
    if field.unset == Unset::Null {
        modify(quote!(.unset_null()));
    }
    row
}

/// The kind of an item of a list or a map, or of an answer.
pub(super) fn kind(ty: &Ty) -> TokenStream {
    match ty {
        Ty::Text => quote!(Kind::Text),
        Ty::Int => quote!(Kind::Int),
        Ty::Number => quote!(Kind::Number),
        Ty::Bool => quote!(Kind::Bool),
        Ty::Json => quote!(Kind::Json),
        Ty::Enumeration(name) => {
            let name = ident(name);
            quote!(Kind::Open(#name::NAMES))
        }
        Ty::Record(name) => {
            let table = table(name);
            quote!(Kind::Record(&#table))
        }
        Ty::List(item) => {
            let item = kind(item);
            quote!(Kind::List(&#item))
        }
        Ty::Map(value) => {
            let value = kind(value);
            quote!(Kind::Map(&#value))
        }
    }
}

/// A whole number, `-1` too, as an expression.
pub(super) fn int(value: i64) -> TokenStream {
    let digits = proc_macro2::Literal::u64_unsuffixed(value.unsigned_abs());
    if value < 0 { quote!(-#digits) } else { quote!(#digits) }
}
