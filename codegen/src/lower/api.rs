//! One vendor as a file: its marker, how every answer is read, its servers, and the types that resources share.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use serde_json::Value;
use syn::File;

use super::docs::{self, Docs};
use super::memo::parsed;
use super::scope::Scope;
use super::types;
use super::{client, ident, number, resource, text};
use crate::model::{Api, Envelope, KeyPath, Reads, Server, Status};

pub(super) fn lower(scope: &Scope) -> File {
    let api = scope.api;
    let import = scope.runtime_import();
    let modules = api.resources.iter().map(|resource| {
        let name = ident(&resource.ident);
        let inception = (resource.ident == api.name).then(|| quote!(#[allow(clippy::module_inception)]));
        quote!(#inception pub mod #name;)
    });
    let exports = api.resources.iter().filter(|resource| !resource.types.is_empty()).map(|resource| {
        let module = ident(&resource.ident);
        let mut names: Vec<_> = resource.types.iter().map(|ty| ident(&ty.ident)).collect();
        names.sort();
        quote!(pub use #module::{#(#names),*};)
    });
    let mock = scope.options.mock.then(|| {
        quote! {
            #[cfg(feature = "mock")]
            pub mod mock;
            #[cfg(feature = "mock")]
            pub use mock::mock;
        }
    });
    let marker = marker(api);
    let servers = servers(api);
    let client = client::lower(api);
    let types = api.types.iter().flat_map(|ty| resource::type_items(scope, ty));

    let front: File = parsed(quote! {
        #(#modules)*

        #(#exports)*

        #mock

        #import

        #marker
        #servers
        #client
    });
    File { attrs: api_docs(scope).inner(), items: front.items.into_iter().chain(types).collect(), ..front }
}

fn api_docs(scope: &Scope) -> Docs {
    let api = scope.api;
    let docs = Docs::new(docs::sentence(&docs::escaped(&api.title)));
    let docs = match &api.doc {
        Some(doc) => docs.paragraph_of(doc),
        None => docs,
    };
    let docs = api.sources.iter().fold(docs, |docs, source| docs.paragraph(docs::from(source)));
    let docs = docs.notes(&api.notes).notes(&api.envelope.notes);
    match api.statuses.is_empty() {
        true => docs,
        false => {
            api.statuses.iter().fold(docs.paragraph("# HTTP statuses"), |docs, status| status_docs(scope, docs, status))
        }
    }
}

/// A documented status in words.
fn status_docs(scope: &Scope, docs: Docs, status: &Status) -> Docs {
    let code = status.code.as_deref().map(|code| format!(" ({})", docs::code(code))).unwrap_or_default();
    let reads = match status.reads {
        Reads::Ok => "a success, if the body does not say otherwise",
        Reads::NoRows => "no rows, where a list is expected",
        Reads::Refused => "refused",
    };
    let from = scope.other_source(status.source).map(docs::from).unwrap_or_default();
    let docs = docs.paragraph(format!("**{}**{code}: {reads}.", status.http));
    let docs = match &status.doc {
        Some(doc) => docs.sentence(docs::prose_of(doc)),
        None => docs,
    };
    docs.sentence(from).notes(&status.notes)
}

/// The marker type, and what holds for every call.
fn marker(api: &Api) -> TokenStream {
    let name = ident(&api.ident);
    let docs = Docs::new(format!("Marks what belongs to {}.", docs::escaped(&api.title)));
    let spec_name = text(&api.name);
    let title = text(&api.title);
    let credentials = api.credentials.iter().map(|credential| {
        let name = text(&credential.ident);
        let header = text(&credential.header);
        let scheme = credential.scheme.as_deref().map(text).map(|scheme| quote!(.scheme(#scheme)));
        quote!(CredentialSpec::new(#name, #header) #scheme)
    });
    let headers = api.headers.iter().map(|(name, value)| {
        let (name, value) = (text(name), text(value));
        quote!((#name, #value))
    });
    let envelope = envelope(&api.envelope);
    let statuses = api.statuses.iter().map(status);
    let calls = calls(api);

    quote! {
        #docs
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum #name {}

        impl Api for #name {
            type Server = Server;
            const SPEC: &'static ApiSpec = &ApiSpec {
                name: #spec_name,
                title: #title,
                credentials: &[#(#credentials),*],
                headers: &[#(#headers),*],
                envelope: #envelope,
                statuses: &[#(#statuses),*],
                calls: #calls,
            };
        }
    }
}

/// How every answer is read.
fn envelope(envelope: &Envelope) -> TokenStream {
    let forms = |forms: &[crate::model::Form]| {
        let forms = forms.iter().map(|form| {
            let pairs = form.iter().map(|(path, value)| {
                let (path, value) = (key_path(path), literal(value));
                quote!((#path, #value))
            });
            quote!(&[#(#pairs),*])
        });
        quote!(&[#(#forms),*])
    };
    let ok = forms(&envelope.ok);
    let no_rows = forms(&envelope.no_rows);
    let message = envelope.message.iter().map(key_path);
    let secret = envelope.secret.iter().map(|key| text(key));
    let [payload, errors, code, status, offset, limit, result, total] = [
        &envelope.payload,
        &envelope.errors,
        &envelope.code,
        &envelope.status,
        &envelope.paging.offset,
        &envelope.paging.limit,
        &envelope.paging.result,
        &envelope.paging.total,
    ]
    .map(|path| option(path.as_ref().map(key_path)));
    let paging = match envelope.paging == Default::default() {
        true => quote!(PagingKeys::NONE),
        false => quote!(PagingKeys { offset: #offset, limit: #limit, result: #result, total: #total }),
    };
    quote! {
        EnvelopeSpec {
            ok: #ok,
            no_rows: #no_rows,
            payload: #payload,
            message: &[#(#message),*],
            errors: #errors,
            code: #code,
            status: #status,
            secret: &[#(#secret),*],
            paging: #paging,
        }
    }
}

fn key_path(path: &KeyPath) -> TokenStream {
    let steps = path.iter().map(|step| text(step));
    quote!(&[#(#steps),*])
}

/// A value that an envelope's form asks for.
fn literal(value: &Value) -> TokenStream {
    match value {
        Value::Null => quote!(Literal::Null),
        Value::Bool(value) => quote!(Literal::Bool(#value)),
        Value::Number(number) if number.is_i64() => {
            let value = types::int(number.as_i64().unwrap_or_default());
            quote!(Literal::Int(#value))
        }
        Value::String(value) => quote!(Literal::Text(#value)),
        Value::Array(_) => quote!(Literal::EmptyList),
        Value::Number(_) | Value::Object(_) => {
            let printed = value.to_string();
            quote!(Literal::Text(#printed))
        }
    }
}

fn status(status: &Status) -> TokenStream {
    let http = Literal::u16_unsuffixed(status.http);
    let reads = match status.reads {
        Reads::Ok => quote!(ok),
        Reads::NoRows => quote!(no_rows),
        Reads::Refused => quote!(refused),
    };
    let code = status.code.as_deref().map(text).map(|code| quote!(.code(#code)));
    quote!(StatusSpec::#reads(#http) #code)
}

fn calls(api: &Api) -> TokenStream {
    if api.calls == Default::default() {
        return quote!(CallPolicy::NONE);
    }
    let one_at_a_time_per = option(api.calls.one_at_a_time_per.map(number));
    let poll_every = option(api.calls.poll_every.map(Literal::u64_unsuffixed));
    quote!(CallPolicy { one_at_a_time_per: #one_at_a_time_per, poll_every: #poll_every })
}

fn servers(api: &Api) -> TokenStream {
    let docs = Docs::new(format!("Where {} is called.", docs::escaped(&api.title)));
    let variants = api.servers.iter().enumerate().map(|(n, server)| {
        let Server { ident: name, url, source, .. } = server;
        let from = source.and_then(|n| api.sources.get(n)).map(docs::from).unwrap_or_default();
        let (docs, name) = (Docs::new(format!("{}.", docs::code(url))).sentence(from), ident(name));
        let first = (n == 0).then(|| quote!(#[default]));
        quote!(#docs #first #name,)
    });
    let addresses = api.servers.iter().map(|server| {
        let (name, url) = (ident(&server.ident), text(&server.url));
        quote!(Self::#name => #url,)
    });
    quote! {
        #docs
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Server {
            #(#variants)*
        }

        impl BaseUrl for Server {
            fn base_url(&self) -> &'static str {
                match self {
                    #(#addresses)*
                }
            }
        }
    }
}

/// `Some(…)` or `None`.
pub(super) fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}
