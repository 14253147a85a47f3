//! A vendor in as few words as can be: how it wraps its answers, what is asked of it, and the one answer that it gives.

use std::sync::Arc;

use ficha_runtime::generated::*;
use ficha_runtime::{BoxFuture, HttpAnswer, HttpRequest, Retry, Transport, TransportError};

pub use crate::shop::Server;

/// Declares vendors, each with its envelope.
macro_rules! vendors {
    ($($name:ident: $envelope:expr;)*) => {$(
        #[derive(Clone)]
        struct $name;

        impl Api for $name {
            type Server = $crate::bare::Server;
            const SPEC: &'static ApiSpec = &ApiSpec {
                name: "bare",
                title: "Bare",
                credentials: &[],
                headers: &[],
                envelope: $envelope,
                statuses: &[],
                calls: CallPolicy::NONE,
            };
        }
    )*};
}

/// Declares operations without parameters that can be asked of any vendor: what each answers with, and its effect.
macro_rules! operations {
    ($($name:ident: $answer_type:ty, $answer:expr, $effect:ident;)*) => {$(
        #[derive(Clone)]
        struct $name<A>(std::marker::PhantomData<A>);

        impl<A: Api> Operation for $name<A> {
            type Api = A;
            type Answer = $answer_type;
            const SPEC: &'static OperationSpec = &OperationSpec {
                name: stringify!($name),
                method: Method::Post,
                path: "/things",
                effect: Effect::$effect,
                params: &[],
                path_params: 0,
                paging: None,
                body: None,
                answer: $answer,
            };

            fn read(reply: Reply) -> Result<ficha_runtime::Answer<Self::Answer>, Error> {
                reply.read()
            }
        }
    )*};
}

pub(crate) use {operations, vendors};

/// Always answers the same.
struct Fixed(u16, String);

impl Transport for Fixed {
    fn execute(&self, _: HttpRequest) -> BoxFuture<Result<HttpAnswer, TransportError>> {
        let answer = HttpAnswer::new(self.0, self.1.clone());
        Box::pin(async move { Ok(answer) })
    }
}

/// A call of an operation to a vendor that always answers like this.
pub fn call<O: Operation>(operation: O, strict: bool, http: u16, body: &str) -> Call<O> {
    let mut settings = Settings::<O::Api>::default();
    settings.transport(Arc::new(Fixed(http, body.to_owned())));
    settings.retry(Retry::never());
    settings.strict(strict);
    settings.build().unwrap().call(operation)
}
