//! An operation as a value, the call that carries it, and the future that waits for its answer. All thin: every generated
//! operation is compiled through here.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use super::answer::Answer;
use super::core::Core;
use super::error::Error;
use super::field::Field;
use super::record::Record;
use super::reply::Reply;
use super::request;
use super::spec::{Api, OperationSpec};
use super::transport::{BoxFuture, HttpRequest};

/// Something that can be asked of a vendor: a request as a value. Does no I/O.
pub trait Operation {
    /// Whose operation it is.
    type Api: Api;
    /// What the payload of its answer is read into.
    type Answer;
    /// Method, path, parameters, and what goes in and out.
    const SPEC: &'static OperationSpec;

    /// The values of [`OperationSpec::params`], in that order.
    fn params(&self) -> Vec<&dyn Field> {
        Vec::new()
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
    core: Core,
    timeout: Option<Duration>,
}

impl<O: Operation> Call<O> {
    pub(crate) fn new(operation: O, core: Core) -> Call<O> {
        Call { operation, core, timeout: None }
    }

    /// How long this call may take, from connecting to the last byte; otherwise the client's setting holds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// The request that [`send`](Call::send) sends.
    ///
    /// # Errors
    /// [`Error::Invalid`] where it breaks a rule of the page.
    pub fn to_request(&self) -> Result<HttpRequest, Error> {
        let timeout = self.timeout.unwrap_or_else(|| self.core.timeout());
        request::build(&self.core, O::SPEC, &self.operation.params(), self.operation.body(), timeout)
    }

    /// Sends the request and reads the answer. The request leaves when the future is first polled.
    ///
    /// # Errors
    /// The future yields an [`Error`], which tells how far the call came.
    pub fn send(self) -> Sending<O::Answer> {
        Sending { reply: self.core.send(O::SPEC, self.to_request()), read: O::read }
    }
}

/// Shows which operation it is, not its values.
impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("operation", &O::SPEC.name).field("core", &self.core).finish_non_exhaustive()
    }
}

/// A call on its way.
#[must_use = "nothing is sent before it is awaited"]
pub struct Sending<T> {
    reply: BoxFuture<Result<Reply, Error>>,
    read: fn(Reply) -> Result<Answer<T>, Error>,
}

impl<T> Future for Sending<T> {
    type Output = Result<Answer<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let read = self.read;
        self.reply.as_mut().poll(context).map(|reply| reply.and_then(read))
    }
}

impl<T> fmt::Debug for Sending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").finish_non_exhaustive()
    }
}

/// Gives a generated call with optional parameters, `struct ListCall(Call<List>)`, what every call has.
#[macro_export]
#[doc(hidden)]
macro_rules! __call_methods {
    ($call:ident, $operation:ty) => {
        impl $call {
            /// How long this call may take, from connecting to the last byte; otherwise the client's setting holds.
            pub fn timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// The request that [`send`](Self::send) sends.
            ///
            /// # Errors
            /// `Error::Invalid` where it breaks a rule of the page.
            pub fn to_request(&self) -> ::core::result::Result<$crate::runtime::HttpRequest, $crate::runtime::Error> {
                self.0.to_request()
            }

            /// Sends the request and reads the answer. The request leaves when the future is first polled.
            ///
            /// # Errors
            /// The future yields an `Error`, which tells how far the call came.
            pub fn send(self) -> $crate::runtime::Sending<<$operation as $crate::runtime::Operation>::Answer> {
                self.0.send()
            }
        }

        impl ::core::convert::From<$call> for $crate::runtime::Call<$operation> {
            fn from(call: $call) -> Self {
                call.0
            }
        }

        impl ::core::fmt::Debug for $call {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}
