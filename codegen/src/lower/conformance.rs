//! The conformance tests of one API, from its spec's own samples: every request is built through the public API and held
//! against what the page prints, every answer is served and held against what the spec says that it means.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::api::option;
use super::docs::{Docs, escaped};
use super::ident;
use super::literal::{Values, stand_in};
use super::outcome::{judged, payload};
use super::scope::{Scope, path};
use crate::model::{AnswerSample, Api, Field, Operation, Reads, RequestSample, Resource, Ty};
use crate::names;

/// All tests of an API as one file.
pub(super) fn lower(scope: &Scope) -> syn::File {
    let api = scope.api;
    let module = ident(&api.name);
    let resources = api.resources.iter().map(|resource| of_resource(&scope.within(resource), resource));
    let shared = api.answers.iter().map(|sample| of_shared_answer(scope, sample));
    let expecting = match api.answers.is_empty() {
        true => quote!(),
        false => quote!(
            use ::ficha_tests::expecting::Expecting;
        ),
    };
    let client = client(api);
    let apis = path(&scope.options.client);
    let docs = Docs::new(format!("{}: what its page prints, and what this client makes of it.", escaped(&api.title)));
    let file: syn::File = super::memo::parsed(quote! {
        use #apis::#module as api;
        #expecting
        use ::ficha_tests::vendor::{Expected, Vendor};

        #client
        #(#resources)*
        #(#shared)*
    });
    syn::File { attrs: docs.inner(), ..file }
}

/// A client of the local vendor, with the credentials that the sample prints.
fn client(api: &Api) -> TokenStream {
    let names: Vec<_> = api.credentials.iter().map(|credential| ident(&credential.ident)).collect();
    quote! {
        fn client(vendor: &Vendor #(, #names: &str)*) -> api::Client {
            let builder = api::Client::builder().base_url(vendor.base_url()).http_client(Vendor::http_client());
            builder #(.#names(#names.to_owned()))* .build().expect("a client")
        }
    }
}

/// A module per resource and, in it, per operation: no two tests have one path.
fn of_resource(scope: &Scope, resource: &Resource) -> Option<TokenStream> {
    let operations: Vec<_> = (resource.operations.iter())
        .filter(|operation| !operation.requests.is_empty() || !operation.answers.is_empty())
        .map(|operation| {
            let requests = operation.requests.iter().map(|sample| of_request(scope, resource, operation, sample));
            let answers = operation.answers.iter().map(|sample| of_answer(scope, resource, operation, sample));
            let name = ident(&operation.ident);
            quote! {
                mod #name {
                    use super::super::*;

                    #(#requests)*
                    #(#answers)*
                }
            }
        })
        .collect();
    let name = ident(&resource.ident);
    (!operations.is_empty()).then(|| quote!(mod #name { #(#operations)* }))
}

fn test_name(sample: &str, what: &str) -> Ident {
    ident(&names::snake(&format!("{sample}_{what}")).unwrap_or_else(|_| what.into()))
}

/// The call of an operation, with these values for its parameters and its body: as a variable `call`.
fn call(scope: &Scope, resource: &Resource, operation: &Operation, sample: Option<&RequestSample>) -> TokenStream {
    let values = Values { scope, resource: Some(resource) };
    let given = |at: usize| sample.and_then(|sample| sample.params.iter().find(|(n, _)| *n == at));
    let param = |field: &Field, at: usize| values.param(field, given(at).map(|(_, text)| text.as_str()));
    let (accessor, method) = (ident(&resource.ident), ident(&operation.ident));
    let params = operation.params.iter().enumerate();
    let required = params.clone().filter(|(_, field)| field.required).map(|(at, field)| param(field, at));
    let optional = params.filter(|(at, field)| !field.required && given(*at).is_some()).map(|(at, field)| {
        let (setter, value) = (ident(&field.ident), param(field, at));
        quote!(.#setter(#value))
    });
    let body =
        operation.body.as_deref().map(|body| values.record(body, sample.and_then(|sample| sample.body.as_ref())));
    let arguments = required.chain(body.as_ref().map(|_| quote!(body)));
    let body = body.map(|body| quote!(let body = #body;));
    quote! {
        #body
        let call = client.#accessor().#method(#(#arguments),*) #(#optional)*;
    }
}

fn of_request(scope: &Scope, resource: &Resource, operation: &Operation, sample: &RequestSample) -> TokenStream {
    let name = test_name(&sample.name, "is_sent_as_printed");
    let call = call(scope, resource, operation, Some(sample));
    let client = client_call(scope.api, Some(sample));
    let method = operation.method.to_string();
    let path = address(operation, sample);
    let query = sample.params.iter().filter(|(at, _)| *at >= operation.path_params).filter_map(|(at, value)| {
        let name = &operation.params.get(*at)?.wire;
        Some(quote!((#name, #value)))
    });
    let headers = headers(scope.api, sample).into_iter().map(|(name, value)| quote!((#name, #value)));
    let body = option(sample.body.as_ref().map(Value::to_string));
    let body_is_compared = sample.body.is_some() || operation.body.is_none();
    quote! {
        #[tokio::test]
        async fn #name() {
            let vendor = Vendor::answering(200, "{}").await;
            let client = #client;
            #call
            // What the vendor makes of it is of no interest here.
            let _ = call.send().await;
            let expected = Expected {
                method: #method,
                path: #path,
                query: &[#(#query),*],
                headers: &[#(#headers),*],
                body: #body,
                body_is_compared: #body_is_compared,
            };
            vendor.received(&expected);
        }
    }
}

/// `client(&vendor, "Tu API key", …)`: the credentials that a sample prints, or some where it prints none.
fn client_call(api: &Api, sample: Option<&RequestSample>) -> TokenStream {
    let values = api.credentials.iter().map(|credential| {
        let printed = sample.and_then(|sample| {
            sample.headers.iter().find(|(header, _)| header.eq_ignore_ascii_case(&credential.header))
        });
        match (printed, &credential.scheme) {
            (Some((_, value)), Some(scheme)) => value.strip_prefix(scheme).unwrap_or(value).trim().to_owned(),
            (Some((_, value)), None) => value.clone(),
            (None, _) => format!("the {}", credential.ident),
        }
    });
    quote!(client(&vendor #(, #values)*))
}

/// Every header that must arrive: the credentials, the constants, and what the sample prints.
fn headers(api: &Api, sample: &RequestSample) -> Vec<(String, String)> {
    let printed = |header: &str| sample.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(header));
    let credentials = api.credentials.iter().map(|credential| {
        let value = match (printed(&credential.header), &credential.scheme) {
            (Some((_, value)), _) => value.clone(),
            (None, Some(scheme)) => format!("{scheme} the {}", credential.ident),
            (None, None) => format!("the {}", credential.ident),
        };
        (credential.header.clone(), value)
    });
    credentials.chain(api.headers.iter().cloned()).collect()
}

/// The path with the sample's values, or with those that stand in for them.
fn address(operation: &Operation, sample: &RequestSample) -> String {
    let mut path = operation.path.clone();
    for (at, field) in operation.params.iter().enumerate().take(operation.path_params) {
        let given = sample.params.iter().find(|(n, _)| *n == at).map(|(_, text)| text.clone());
        path = path.replace(&format!("{{{}}}", field.wire), &given.unwrap_or_else(|| stand_in(field)));
    }
    path
}

fn of_answer(scope: &Scope, resource: &Resource, operation: &Operation, sample: &AnswerSample) -> TokenStream {
    let with_body = operation.requests.iter().find(|request| request.body.is_some() || operation.body.is_none());
    let call = call(scope, resource, operation, with_body);
    answered(scope, Some(resource), &call, sample, operation.answer.as_ref())
}

/// A sample served to a call that expects this payload.
fn answered(
    scope: &Scope,
    resource: Option<&Resource>,
    call: &TokenStream,
    sample: &AnswerSample,
    answer: Option<&Ty>,
) -> TokenStream {
    let name = test_name(&sample.name, "is_read_as_meant");
    let client = client_call(scope.api, None);
    let judged = judged(scope, resource, answer, sample);
    let (http, body) = (Literal::u16_unsuffixed(sample.http), &sample.json);
    quote! {
        #[tokio::test]
        async fn #name() {
            let vendor = Vendor::answering(#http, #body).await;
            let client = #client;
            #call
            let outcome = call.send().await;
            #judged
        }
    }
}

/// An answer that belongs to no operation of the page: one that expects just what the sample carries reads it.
fn of_shared_answer(scope: &Scope, sample: &AnswerSample) -> TokenStream {
    let body: Value = serde_json::from_str(&sample.json).unwrap_or_default();
    let carries = payload(scope, &body).filter(|payload| !payload.is_null());
    let (answer, expected) = match (sample.reads, carries) {
        (Reads::NoRows, _) | (Reads::Ok, Some(Value::Array(_))) => {
            (Some(Ty::List(Box::new(Ty::Json))), quote!(Vec<serde_json::Value>))
        }
        (Reads::Ok, Some(_)) => (Some(Ty::Json), quote!(serde_json::Value)),
        (Reads::Ok, None) | (Reads::Refused, _) => (None, quote!(())),
    };
    let call = quote!(let call = client.call(Expecting::<_, #expected>::new()););
    answered(scope, None, &call, sample, answer.as_ref())
}
