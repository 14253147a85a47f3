//! What a caller starts from: the client of an API, with an accessor per resource, and its builder.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{self, Docs};
use super::{builder, ident, number};
use crate::model::{Api, Credential};

/// The client, and its builder.
pub(super) fn lower(api: &Api) -> TokenStream {
    let (client, builder) = (client(api), client_builder(api));
    quote! {
        #client
        #builder
    }
}

fn client(api: &Api) -> TokenStream {
    let marker = ident(&api.ident);
    let title = docs::escaped(&api.title);
    let docs =
        calls_docs(api, Docs::new(format!("Calls {title}. Cheap to clone: the clones share their connections.")));
    let accessors = api.resources.iter().map(|resource| {
        let docs = Docs::of(resource.doc.as_deref(), || format!("The calls of `{}`.", resource.ident));
        let (name, accessor) = (ident(&resource.ident), ident(&resource.type_ident));
        quote! {
            #docs
            pub fn #name(&self) -> #name::#accessor<'_> {
                #name::#accessor { core: &self.core }
            }
        }
    });
    quote! {
        #docs
        #[derive(Debug, Clone)]
        pub struct Client {
            core: Core,
        }

        impl Client {
            /// Starts a client with nothing set; it needs every credential.
            pub fn builder() -> ClientBuilder {
                ClientBuilder { settings: Settings::default(), state: PhantomData }
            }

            /// Starts a call from the operation's value.
            pub fn call<O: Operation<Api = #marker>>(&self, operation: O) -> Call<O> {
                self.core.call(operation)
            }

            #(#accessors)*
        }
    }
}

/// How the vendor wants to be called, in words.
fn calls_docs(api: &Api, docs: Docs) -> Docs {
    let credential = api.calls.one_at_a_time_per.and_then(|n| api.credentials.get(n));
    let docs = match credential {
        Some(credential) => docs.paragraph(format!("The vendor allows one call at a time per `{}`.", credential.ident)),
        None => docs,
    };
    match api.calls.poll_every {
        Some(seconds) => {
            let duration = in_words(seconds);
            docs.paragraph(format!("The vendor advises {duration} between two looks at a list."))
        }
        None => docs,
    }
}

/// `5 minutes`
fn in_words(seconds: u64) -> String {
    let (count, unit) = match seconds {
        _ if seconds.is_multiple_of(3600) => (seconds / 3600, "hour"),
        _ if seconds.is_multiple_of(60) => (seconds / 60, "minute"),
        _ => (seconds, "second"),
    };
    format!("{count} {unit}{}", docs::plural(count))
}

/// The client's builder: a setter per credential, all required, and the settings that every client has.
fn client_builder(api: &Api) -> TokenStream {
    let marker = ident(&api.ident);
    let names: Vec<_> = api.credentials.iter().map(|credential| ident(&credential.ident)).collect();
    let markers = ident("credential_fields");
    let blank = builder::blank(names.len());
    let given = builder::complete(names.len(), &markers);
    let complete = (!given.is_empty()).then(|| quote!(where S: #(#given)+*));
    let setters = api.credentials.iter().enumerate().map(|(n, credential)| credential_setter(api, n, credential));
    let marker_module = builder::marker_module(names.iter().cloned(), &markers, "credentials");
    let docs = Docs::new("Builds a [`Client`]. [`build`](Self::build) compiles once every credential is set.");
    quote! {
        #docs
        #[derive(Debug)]
        #[must_use]
        pub struct ClientBuilder<S = #blank> {
            settings: Settings<#marker>,
            state: PhantomData<S>,
        }

        client_settings!(ClientBuilder, Server);

        impl<S> ClientBuilder<S> {
            #(#setters)*

            /// Checks every setting; sends nothing.
            ///
            /// # Errors
            ///
            /// [`BuildError`] names the setting that cannot be used.
            pub fn build(self) -> Result<Client, BuildError> #complete {
                Ok(Client { core: self.settings.build()? })
            }
        }

        #marker_module
    }
}

fn credential_setter(api: &Api, n: usize, credential: &Credential) -> TokenStream {
    let name = ident(&credential.ident);
    let (chunk, place) = builder::place(n);
    let position = number(n);
    let scheme =
        credential.scheme.as_deref().map(|scheme| format!(" after {}", docs::code(scheme))).unwrap_or_default();
    let docs = Docs::of(credential.doc.as_deref(), || format!("The credential `{}`.", credential.ident))
        .sentence(format!("Sent as the header {}{scheme}; shown nowhere.", docs::code(&credential.header)))
        .sentence(credential.source.and_then(|n| api.sources.get(n)).map(docs::from).unwrap_or_default())
        .notes(&credential.notes);
    quote! {
        #docs
        pub fn #name(mut self, #name: impl Into<SecretString>) -> ClientBuilder<S::Then>
        where
            S: Unset<#chunk, #place>,
        {
            self.settings.credential(#position, #name.into());
            ClientBuilder { settings: self.settings, state: PhantomData }
        }
    }
}
