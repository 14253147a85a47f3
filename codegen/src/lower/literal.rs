//! A sample's JSON as Rust: the values that a user would write, and the assertions that a reader would make.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::field::Held;
use super::ident;
use super::scope::Scope;
use crate::model::{Field, Record, Resource, Shape, Ty};

/// Where the types are found.
pub(super) struct Values<'s, 'a> {
    pub(super) scope: &'s Scope<'a>,
    pub(super) resource: Option<&'s Resource>,
}

impl Values<'_, '_> {
    /// A parameter's value from its text in an address.
    pub(super) fn param(&self, field: &Field, text: Option<&str>) -> TokenStream {
        let text = text.map_or_else(|| stand_in(field), str::to_owned);
        let value = match &field.ty {
            Ty::Int | Ty::Number | Ty::Bool => serde_json::from_str(&text).unwrap_or(Value::Null),
            _ => Value::from(text),
        };
        self.value(&field.ty, Some(&value))
    }

    /// A field's value; without JSON, the least that its row allows.
    fn field(&self, field: &Field, json: Option<&Value>) -> TokenStream {
        match (json, &field.ty) {
            (None, Ty::Int | Ty::Number | Ty::Bool | Ty::Text | Ty::Enumeration(_)) => self.param(field, None),
            (json, ty) => self.value(ty, json),
        }
    }

    /// A value as a setter takes it; without JSON, the least that the type allows.
    fn value(&self, ty: &Ty, json: Option<&Value>) -> TokenStream {
        match ty {
            Ty::Text | Ty::Enumeration(_) => {
                let text = text(json);
                quote!(#text)
            }
            Ty::Int => number(json.and_then(Value::as_i64).unwrap_or(1)),
            Ty::Number => float(json.and_then(Value::as_f64).unwrap_or(1.0)),
            Ty::Bool => {
                let flag = json.and_then(Value::as_bool).unwrap_or_default();
                quote!(#flag)
            }
            Ty::Json => {
                let text = json.unwrap_or(&Value::Null).to_string();
                quote!(ficha_tests::vendor::json(#text))
            }
            Ty::Record(name) => self.record(name, json),
            Ty::List(item) => {
                let items = json.and_then(Value::as_array).into_iter().flatten();
                let items = items.map(|json| self.item(item, json));
                quote!(Vec::from([#(#items),*]))
            }
            Ty::Map(value) => {
                let entries = json.and_then(Value::as_object).into_iter().flatten();
                let entries = entries.map(|(key, json)| {
                    let value = self.item(value, json);
                    quote!((String::from(#key), #value))
                });
                quote!(std::collections::BTreeMap::from([#(#entries),*]))
            }
        }
    }

    /// A value inside a list or a map, where nothing converts it.
    fn item(&self, ty: &Ty, json: &Value) -> TokenStream {
        let value = self.value(ty, Some(json));
        match ty {
            Ty::Text => quote!(String::from(#value)),
            Ty::Enumeration(name) => {
                let name = ident(name);
                quote!(api::#name::from(#value))
            }
            _ => value,
        }
    }

    /// A record through its builder; without JSON, with the least of what is required.
    pub(super) fn record(&self, name: &str, json: Option<&Value>) -> TokenStream {
        let Some(record) = self.find(name) else { return quote!(()) };
        let setters = record.fields.iter().filter_map(|field| {
            let given = json.and_then(|json| json.get(&field.wire)).filter(|value| !value.is_null());
            (given.is_some() || (json.is_none() && field.required)).then(|| {
                let (setter, value) = (ident(&field.ident), self.field(field, given));
                quote!(.#setter(#value))
            })
        });
        let name = ident(name);
        quote!(api::#name::builder() #(#setters)* .build().expect("a valid body"))
    }

    fn find(&self, name: &str) -> Option<&Record> {
        let own = self.resource.into_iter().flat_map(|resource| &resource.types);
        own.chain(&self.scope.api.types).find(|ty| ty.ident == name).and_then(|ty| match &ty.shape {
            Shape::Record(record) => Some(record),
            Shape::Enumeration(_) => None,
        })
    }

    /// The assertions that what stands at a place is what the JSON says.
    pub(super) fn asserts(&self, access: &TokenStream, ty: &Ty, json: &Value) -> TokenStream {
        match ty {
            Ty::Bool if json.as_bool() == Some(true) => quote!(assert!(#access);),
            Ty::Bool => quote!(assert!(!#access);),
            Ty::List(item) => {
                let items = json.as_array().map(Vec::as_slice).unwrap_or_default();
                let count = Literal::usize_unsuffixed(items.len());
                let each = items.iter().enumerate().map(|(n, json)| {
                    let n = Literal::usize_unsuffixed(n);
                    self.asserts(&quote!(#access[#n]), item, json)
                });
                quote!(assert_eq!(#access.len(), #count); #(#each)*)
            }
            Ty::Map(value) => {
                let entries = json.as_object().into_iter().flatten();
                let count = Literal::usize_unsuffixed(json.as_object().map_or(0, serde_json::Map::len));
                let each = entries.map(|(key, json)| self.asserts(&quote!(#access[#key]), value, json));
                quote!(assert_eq!(#access.len(), #count); #(#each)*)
            }
            Ty::Record(name) => {
                let Some(record) = self.find(name) else { return quote!() };
                let each = record.fields.iter().map(|field| self.assert_field(access, record, field, json));
                quote!(#(#each)*)
            }
            Ty::Text | Ty::Enumeration(_) | Ty::Int | Ty::Number | Ty::Json => {
                let value = self.scalar(ty, json);
                quote!(assert_eq!(#access, #value);)
            }
        }
    }

    fn assert_field(&self, access: &TokenStream, record: &Record, field: &Field, json: &Value) -> TokenStream {
        let name = ident(&field.ident);
        let given = json.get(&field.wire).filter(|value| !value.is_null());
        match (Held::by(record, field), given, &field.ty) {
            (Held::Certain, Some(json), ty) => self.asserts(&quote!(#access.#name), ty, json),
            (Held::Certain, None, _) => quote!(),
            (_, None, _) => quote!(assert_eq!(#access.#name, None);),
            (_, Some(json), Ty::List(_) | Ty::Map(_) | Ty::Record(_)) => {
                let missing = format!("`{}` is there", field.wire);
                let asserts = self.asserts(&quote!(#name), &field.ty, json);
                quote!({
                    let #name = #access.#name.as_ref().expect(#missing);
                    #asserts
                })
            }
            (_, Some(json), Ty::Text) => {
                let text = text(Some(json));
                quote!(assert_eq!(#access.#name.as_deref(), Some(#text));)
            }
            (_, Some(json), ty) => {
                let value = self.scalar(ty, json);
                quote!(assert_eq!(#access.#name, Some(#value));)
            }
        }
    }

    /// What a field without an inside holds, to be compared with it.
    fn scalar(&self, ty: &Ty, json: &Value) -> TokenStream {
        let value = self.value(ty, Some(json));
        match ty {
            Ty::Enumeration(name) => {
                let name = ident(name);
                quote!(api::#name::from(#value))
            }
            _ => value,
        }
    }
}

/// What a parameter or a field is where no sample says it: the least that its row allows, as a text.
pub(super) fn stand_in(field: &Field) -> String {
    match field.ty {
        Ty::Int | Ty::Number => 1.min(field.max.unwrap_or(1)).max(field.min.unwrap_or(i64::MIN)).to_string(),
        Ty::Bool => "true".to_owned(),
        _ => "x".to_owned(),
    }
}

fn text(json: Option<&Value>) -> String {
    match json {
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => "x".to_owned(),
    }
}

fn number(value: i64) -> TokenStream {
    let number = Literal::u64_unsuffixed(value.unsigned_abs());
    signed(value < 0, &quote!(#number))
}

fn float(value: f64) -> TokenStream {
    let number = Literal::f64_unsuffixed(value.abs());
    signed(value.is_sign_negative(), &quote!(#number))
}

/// A literal has no sign of its own.
fn signed(is_negative: bool, number: &TokenStream) -> TokenStream {
    if is_negative { quote!(-#number) } else { number.clone() }
}
