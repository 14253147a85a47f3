//! What a mock vendor serves, as a file: every operation, the samples of the page, and how a client of the mock is built.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{self, Docs};
use super::memo::parsed;
use super::scope::Scope;
use super::{ident, text};
use crate::model::{AnswerSample, Api, Leaves, Operation, Reads, Resource};

pub(super) fn lower(scope: &Scope) -> syn::File {
    let api = scope.api;
    let import = scope.mock_import();
    let marker = ident(&api.ident);
    let operations = api
        .resources
        .iter()
        .flat_map(|resource| resource.operations.iter().map(move |operation| self::operation(resource, operation)));
    let answers = api.answers.iter().map(sample);
    let mock = mock(api);
    let title = docs::escaped(&api.title);
    let vendor_docs = Docs::new(format!("What the mock of {title} serves."));
    let file: syn::File = parsed(quote! {
        #import

        #vendor_docs
        pub static VENDOR: Vendor = Vendor {
            api: <super::#marker as Api>::SPEC,
            operations: &[#(#operations),*],
            answers: &[#(#answers),*],
        };

        #mock
    });
    let docs = Docs::new(format!("{title} to practise on: a server on this machine that knows the documents."));
    syn::File { attrs: docs.inner(), ..file }
}

fn operation(resource: &Resource, operation: &Operation) -> TokenStream {
    let (module, name) = (ident(&resource.ident), ident(&operation.type_ident));
    let doc = text(operation.doc.as_deref().unwrap_or_default());
    let printed = operation.requests.iter().find_map(|sample| sample.body.as_ref());
    let request = match printed {
        Some(body) => {
            let body = text(&body.to_string());
            quote!(Some(#body))
        }
        None => quote!(None),
    };
    let answers = operation.answers.iter().map(sample);
    let leaves = operation.leaves.iter().map(|(field, leaves)| {
        let field = text(field);
        let leaves = match leaves {
            Leaves::Body(name) => {
                let name = text(name);
                quote!(Leaves::Body(#name))
            }
            Leaves::Value(value) => {
                let json = text(&value.to_string());
                quote!(Leaves::Json(#json))
            }
        };
        quote!((#field, #leaves))
    });
    quote! {
        Served {
            spec: <super::#module::#name as Operation>::SPEC,
            doc: #doc,
            request: #request,
            answers: &[#(#answers),*],
            leaves: &[#(#leaves),*],
        }
    }
}

fn sample(sample: &AnswerSample) -> TokenStream {
    let (name, http, json) = (text(&sample.name), Literal::u16_unsuffixed(sample.http), text(&sample.json));
    let reads = match sample.reads {
        Reads::Ok => quote!(Reads::Ok),
        Reads::NoRows => quote!(Reads::NoRows),
        Reads::Refused => quote!(Reads::Refused),
    };
    quote!(Sample { name: #name, http: #http, reads: #reads, json: #json })
}

/// The function that a test begins with.
fn mock(api: &Api) -> TokenStream {
    let title = docs::escaped(&api.title);
    let docs =
        Docs::new(format!("A mock of {title}: awaited, it starts on a free port, with a client configured for it."));
    let setters = api.credentials.iter().enumerate().map(|(n, credential)| {
        let name = ident(&credential.ident);
        let n = super::number(n);
        quote!(.#name(credentials[#n].clone()))
    });
    let credentials = if api.credentials.is_empty() { quote!(_) } else { quote!(credentials) };
    quote! {
        #docs
        pub fn mock() -> Setup<super::Client> {
            Setup::new(&VENDOR, client)
        }

        fn client(base_url: &str, #credentials: &[String]) -> Result<super::Client, BuildError> {
            super::Client::builder().base_url(base_url) #(#setters)* .build()
        }
    }
}
