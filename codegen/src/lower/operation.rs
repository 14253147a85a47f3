//! One call as a value: what it carries, what the runtime has to know about it, and the method that starts it.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::builder::setter_name;
use super::docs::{self, Docs};
use super::types::{self, Scope};
use super::{ident, number, option, record, text, unraw};
use crate::model::{Effect, Field, Method, Operation, Paging, Resource, Walk};

/// What every started call can do; a parameter of such a name gets a trailing underscore.
const CALL_METHODS: &[&str] = &["send", "timeout", "to_request"];

/// The operation's type, and the type of the call where that has optional parameters to set.
pub(super) fn lower(scope: &Scope, resource: &Resource, operation: &Operation) -> TokenStream {
    let name = ident(&operation.type_ident);
    let api = ident(&scope.api.ident);
    let docs = Docs::new(format!(
        "The call that [`{}::{}`] makes.",
        resource.type_ident, operation.ident
    ));
    let spec = spec(scope, resource, operation);

    let names: Vec<_> = operation.params.iter().map(|param| ident(&param.ident)).collect();
    let fields = operation.params.iter().zip(&names).map(|(param, name)| {
        let docs = param_docs(scope, operation, param).notes(&param.notes);
        let rust = types::rust_type(&param.ty);
        let rust = if param.required { rust } else { quote!(Option<#rust>) };
        quote!(#docs pub #name: #rust,)
    });
    let body_name = body_name(operation);
    let body_field = operation.body.as_deref().map(ident).map(|body| {
        quote! {
            /// The body.
            pub #body_name: #body,
        }
    });
    let params = (!names.is_empty()).then(|| {
        quote! {
            fn params(&self) -> Vec<&dyn Field> {
                vec![#(&self.#names),*]
            }
        }
    });
    let body = operation.body.is_some().then(|| {
        quote! {
            fn body(&self) -> Option<&dyn Record> {
                Some(&self.#body_name)
            }
        }
    });
    let default = starts_blank(operation).then(|| quote!(Default,));
    let answer = operation.answer.as_ref().map_or_else(|| quote!(()), types::rust_type);
    let call = call(scope, resource, operation);

    quote! {
        #docs
        #[derive(Debug, Clone, #default PartialEq)]
        pub struct #name {
            #(#fields)*
            #body_field
        }

        impl Operation for #name {
            type Api = super::#api;
            type Answer = #answer;
            const SPEC: &'static OperationSpec = #spec;
            #params
            #body
            fn read(reply: Reply) -> Result<Answer<Self::Answer>, Error> {
                reply.read()
            }
        }

        #call
    }
}

/// The method of the accessor: what has to be given is an argument, what can be given is set on the call.
pub(super) fn method(scope: &Scope, operation: &Operation) -> TokenStream {
    let name = ident(&operation.ident);
    let operation_type = ident(&operation.type_ident);
    let docs = method_docs(scope, operation);

    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for param in &operation.params {
        let name = ident(&param.ident);
        if param.required {
            let (argument, value) = types::argument(&param.ty, &name);
            arguments.push(quote!(#name: #argument));
            values.push(if value.to_string() == param.ident {
                quote!(#name)
            } else {
                quote!(#name: #value)
            });
        } else {
            values.push(quote!(#name: None));
        }
    }
    if let Some(body) = operation.body.as_deref().map(ident) {
        let body_name = body_name(operation);
        arguments.push(quote!(#body_name: #body));
        values.push(quote!(#body_name));
    }
    let value = match starts_blank(operation) {
        true => quote!(#operation_type::default()),
        false => quote!(#operation_type { #(#values),* }),
    };
    let many = (arguments.len() > 6).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    match has_options(operation) {
        true => {
            let call = call_type(operation);
            quote! {
                #docs
                #many
                pub fn #name(&self #(, #arguments)*) -> #call {
                    #call(self.core.call(#value))
                }
            }
        }
        false => quote! {
            #docs
            #many
            pub fn #name(&self #(, #arguments)*) -> Call<#operation_type> {
                self.core.call(#value)
            }
        },
    }
}

/// The started call, with a setter for each optional parameter.
fn call(scope: &Scope, resource: &Resource, operation: &Operation) -> Option<TokenStream> {
    if !has_options(operation) {
        return None;
    }
    let name = ident(&operation.type_ident);
    let call = call_type(operation);
    let docs = Docs::new(format!(
        "What [`{}::{}`] starts; sent by `send`.",
        resource.type_ident, operation.ident
    ));
    let setters = operation.params.iter().filter(|param| !param.required).map(|param| {
        let docs = param_docs(scope, operation, param).notes(&param.notes);
        let field = ident(&param.ident);
        let method = setter_name(&param.ident, CALL_METHODS);
        let (argument, value) = types::argument(&param.ty, &field);
        quote! {
            #docs
            pub fn #method(mut self, #field: #argument) -> Self {
                self.0.operation.#field = Some(#value);
                self
            }
        }
    });
    Some(quote! {
        #docs
        #[must_use]
        pub struct #call(Call<#name>);

        impl #call {
            #(#setters)*
        }

        call_methods!(#call, #name);
    })
}

/// What the runtime has to know about the call.
fn spec(scope: &Scope, resource: &Resource, operation: &Operation) -> TokenStream {
    let name = text(&format!(
        "{}.{}.{}",
        scope.api.name,
        unraw(&resource.ident),
        operation.name
    ));
    let method = match operation.method {
        Method::Get => quote!(Get),
        Method::Post => quote!(Post),
        Method::Put => quote!(Put),
        Method::Patch => quote!(Patch),
        Method::Delete => quote!(Delete),
    };
    let path = text(&operation.path);
    let effect = match operation.effect {
        Effect::Read => quote!(Read),
        Effect::Create => quote!(Create),
        Effect::Update => quote!(Update),
        Effect::Delete => quote!(Delete),
        Effect::Action => quote!(Action),
    };
    let params = operation.params.iter().map(types::row);
    let path_params = number(operation.path_params);
    let paging = option(operation.paging.map(paging));
    let body = option(operation.body.as_deref().map(types::table).map(|table| quote!(&#table)));
    let answer = option(operation.answer.as_ref().map(types::kind).map(|kind| quote!(&#kind)));
    quote! {
        &OperationSpec {
            name: #name,
            method: Method::#method,
            path: #path,
            effect: Effect::#effect,
            params: &[#(#params),*],
            path_params: #path_params,
            paging: #paging,
            body: #body,
            answer: #answer,
        }
    }
}

fn paging(paging: Paging) -> TokenStream {
    let size = number(paging.size);
    match paging.walk {
        Walk::Page(page) => {
            let page = number(page);
            quote!(PagingSpec::pages(#size, #page))
        }
        Walk::Offset(offset) => {
            let offset = number(offset);
            quote!(PagingSpec::offsets(#size, #offset))
        }
    }
}

fn method_docs(scope: &Scope, operation: &Operation) -> Docs {
    let method = format!("{:?}", operation.method).to_ascii_uppercase();
    let effect = match operation.effect {
        Effect::Read => "read only",
        Effect::Create => "creates: sent twice makes two",
        Effect::Update => "updates: sent twice is as good as once",
        Effect::Delete => "deletes: sent twice is as good as once",
        Effect::Action => "acts: what it does twice, the page does not say",
    };
    let from = scope.other_source(operation.source).map(docs::from).unwrap_or_default();
    Docs::of(operation.doc.as_deref(), || {
        format!("Calls {}.", docs::code(&operation.name))
    })
    .sentence(format!(
        "{}, {effect}.",
        docs::code(&format!("{method} {}", operation.path))
    ))
    .sentence(from)
    .notes(&operation.notes)
}

fn param_docs(scope: &Scope, operation: &Operation, param: &Field) -> Docs {
    let source = param.source.filter(|_| param.source != operation.source);
    let from = scope.other_source(source).map(docs::from).unwrap_or_default();
    Docs::of(param.doc.as_deref(), || {
        format!("The page's {}.", docs::code(&param.wire))
    })
    .sentence(docs::constraints(param, record::is_text(&param.ty)))
    .sentence(from)
}

/// Whether there is nothing that a caller has to give.
fn starts_blank(operation: &Operation) -> bool {
    operation.body.is_none() && operation.params.iter().all(|param| !param.required)
}

fn has_options(operation: &Operation) -> bool {
    operation.params.iter().any(|param| !param.required)
}

/// The name of the body beside the parameters.
fn body_name(operation: &Operation) -> Ident {
    let taken = operation.params.iter().any(|param| param.ident == "body");
    ident(if taken { "request_body" } else { "body" })
}

/// The type of the started call: `ListCall`.
fn call_type(operation: &Operation) -> Ident {
    format_ident!("{}Call", operation.type_ident)
}
