//! An operation as a value, the call that carries it, and the future that waits for its answer. All thin: every generated
//! operation is compiled through here.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use super::engine;
use super::reply::Reply;
use super::request::Draft;
use crate::client::core::Core;
use crate::description::field::Field;
use crate::description::record::Record;
use crate::description::spec::{Api, OperationSpec};
use crate::outcome::answer::Answer;
use crate::outcome::error::Error;
use crate::sending::patience::Patience;
use crate::sending::retry::Retry;
use crate::sending::transport::{BoxFuture, HttpRequest};

/// Something that can be asked of a vendor: a request as a value. Does no I/O.
pub trait Operation {
    /// Whose operation it is.
    type Api: Api;
    /// What the payload of its answer is read into.
    type Answer;
    /// Method, path, parameters, and what goes in and out.
    const SPEC: &'static OperationSpec;

    /// The values of [`OperationSpec::params`], in that order.
    fn params(&self) -> Box<[&dyn Field]> {
        Box::new([])
    }

    /// The body.
    fn body(&self) -> Option<&dyn Record> {
        None
    }

    /// Reads an answer.
    ///
    /// # Errors
    /// [`Error::Refused`] or [`Error::Unreadable`].
    fn read(reply: Reply) -> Result<Answer<Self::Answer>, Error>;
}

/// An operation and the client that is to carry it. Nothing happens before [`send`](Call::send).
#[derive(Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct Call<O> {
    /// The operation, with all its values.
    pub operation: O,
    pub(crate) terms: Terms,
}

/// On what terms a call is made: by which client, and how long it may take. Knows no operation, so that what it does is
/// compiled once.
#[derive(Clone)]
pub(crate) struct Terms {
    pub(crate) core: Core,
    pub(crate) patience: Patience,
}

impl Core {
    /// A call of this operation, not sent yet.
    pub fn call<O: Operation>(&self, operation: O) -> Call<O> {
        Call { operation, terms: self.terms() }
    }

    fn terms(&self) -> Terms {
        Terms { core: self.clone(), patience: self.patience() }
    }
}

impl Terms {
    /// Drafts a request and sends it, when the future is polled.
    pub(crate) fn send(
        self,
        operation: &'static OperationSpec,
        params: &[&dyn Field],
        body: Option<&dyn Record>,
    ) -> BoxFuture<Result<Reply, Error>> {
        let draft = Draft::of(&self.core, operation, params, body);
        engine::send(self.core, operation, draft, self.patience)
    }

    fn request(
        &self,
        operation: &'static OperationSpec,
        params: &[&dyn Field],
        body: Option<&dyn Record>,
    ) -> Result<HttpRequest, Error> {
        let draft = Draft::of(&self.core, operation, params, body)?;
        Ok(draft.request(&self.core, operation, &self.patience, self.patience.total))
    }
}

impl<O: Operation> Call<O> {
    /// How long this call may take with all its attempts; otherwise the client's setting holds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.terms.patience.total = timeout;
        self
    }

    /// How long the vendor may be silent during this call; otherwise the client's setting holds.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.terms.patience.read = timeout;
        self
    }

    /// How long connecting may take for this call; otherwise the client's setting holds. Without effect on an HTTP client
    /// that was handed in.
    ///
    /// Each limit has connections of its own, of which those for the client's setting and for the four other limits that were
    /// used last are kept: with many different ones nearly every call connects anew.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.terms.patience.connect = timeout;
        self
    }

    /// What is tried again in this call; otherwise the client's setting holds.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.terms.patience.retry = retry;
        self
    }

    /// The request that [`send`](Call::send) sends.
    ///
    /// # Errors
    /// [`Error::Invalid`] where it breaks a rule of the page.
    pub fn to_request(&self) -> Result<HttpRequest, Error> {
        self.terms.request(O::SPEC, &self.operation.params(), self.operation.body())
    }

    /// Sends the request, again where that does no harm, and reads the answer. Nothing leaves before the future is polled;
    /// it must be polled within a Tokio runtime with timers (`enable_time`, which `enable_all` and `#[tokio::main]` imply).
    ///
    /// # Errors
    /// The future yields an [`Error`], which tells how far the call came.
    ///
    /// # Panics
    /// The future panics outside of such a runtime, with the words of Tokio, which does not let anybody ask beforehand. Nothing
    /// has left then, unless by a transport that was handed in: if that needs no timers, the first pause between attempts does.
    // Not inlined: a service that makes many calls in one place would otherwise compile them as one large function.
    #[inline(never)]
    pub fn send(self) -> Sending<O::Answer> {
        let Call { operation, terms } = self;
        Sending { reply: terms.send(O::SPEC, &operation.params(), operation.body()), read: O::read }
    }
}

/// Shows which operation it is, not its values.
impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("operation", &O::SPEC.name).field("core", &self.terms.core).finish_non_exhaustive()
    }
}

/// A call on its way.
#[must_use = "nothing is sent before it is awaited"]
pub struct Sending<T> {
    pub(crate) reply: BoxFuture<Result<Reply, Error>>,
    pub(crate) read: fn(Reply) -> Result<Answer<T>, Error>,
}

impl<T> Future for Sending<T> {
    type Output = Result<Answer<T>, Error>;

    // Spelled out: each type that a service asks for is compiled through here, and every closure with it.
    #[inline(never)]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let sending = self.get_mut();
        match sending.reply.as_mut().poll(context) {
            Poll::Ready(Ok(reply)) => Poll::Ready((sending.read)(reply)),
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<T> fmt::Debug for Sending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").finish_non_exhaustive()
    }
}

/// Gives a generated call with optional parameters, `struct ListCall(Call<List>)`, what every call has; and where it is one
/// of a list, `[Sucursal]`, what every such call has.
///
/// All of it is `inline`, so that it is compiled where it is called, and where it is not it costs nothing.
#[macro_export]
#[doc(hidden)]
macro_rules! __call_methods {
    ($call:ident, $operation:ty, [$row:ty]) => {
        $crate::__call_methods!($call, $operation);

        impl $call {
            /// All rows of the list, from the page that the call asks for to the last one, each page asked for when it is
            /// needed.
            #[inline]
            pub fn rows(self) -> $crate::Rows<$row> {
                self.0.rows()
            }

            /// All pages of the list, from the one that the call asks for to the last one.
            #[inline]
            pub fn pages(self) -> $crate::Pages<$row> {
                self.0.pages()
            }

            /// What changes in the list, looked at as often as the vendor allows.
            #[inline]
            pub fn watch(self) -> $crate::Watch<$row> {
                self.0.watch()
            }
        }
    };
    ($call:ident, $operation:ty) => {
        impl $call {
            /// How long this call may take with all its attempts; otherwise the client's setting holds.
            #[inline]
            pub fn timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// How long the vendor may be silent during this call; otherwise the client's setting holds.
            #[inline]
            pub fn read_timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.read_timeout(timeout))
            }

            /// How long connecting may take for this call; otherwise the client's setting holds. Each limit has connections of
            /// its own, of which those for the client's setting and for the four other limits that were used last are kept.
            #[inline]
            pub fn connect_timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.connect_timeout(timeout))
            }

            /// What is tried again in this call; otherwise the client's setting holds.
            #[inline]
            pub fn retry(self, retry: $crate::Retry) -> Self {
                Self(self.0.retry(retry))
            }

            /// The request that [`send`](Self::send) sends.
            ///
            /// # Errors
            /// `Error::Invalid` where it breaks a rule of the page.
            #[inline]
            pub fn to_request(&self) -> ::core::result::Result<$crate::HttpRequest, $crate::Error> {
                self.0.to_request()
            }

            /// Sends the request, again where that does no harm, and reads the answer. Nothing leaves before the future is
            /// polled, within a Tokio runtime with timers.
            ///
            /// # Errors
            /// The future yields an `Error`, which tells how far the call came.
            ///
            /// # Panics
            /// The future panics outside of such a runtime, before anything has left; with a transport that was handed in, at
            /// the first pause between attempts.
            #[inline]
            pub fn send(self) -> $crate::Sending<<$operation as $crate::Operation>::Answer> {
                self.0.send()
            }
        }

        $crate::__blocking_call_methods!($call, $operation);

        impl ::core::convert::From<$call> for $crate::Call<$operation> {
            #[inline]
            fn from(call: $call) -> Self {
                call.0
            }
        }

        impl ::core::fmt::Debug for $call {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}

/// Without the feature `blocking` there is nothing to give.
#[cfg(not(feature = "blocking"))]
#[macro_export]
#[doc(hidden)]
macro_rules! __blocking_call_methods {
    ($call:ident, $operation:ty) => {};
}
