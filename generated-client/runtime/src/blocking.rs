//! Calls without async, behind the feature `blocking`: the same calls, carried by the one thread of `carrier`.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::mpsc;

use futures_core::Stream;
use tokio::runtime::Handle;

use crate::calling::call::{Call, Operation, Sending};
use crate::lists::pages::{Pages, Rows};
use crate::lists::watch::Watch;
use crate::outcome::answer::Answer;
use crate::outcome::cause::Cause;
use crate::outcome::error::{Error, NotSent, UnknownOutcome};
use crate::outcome::history::History;
use crate::sending::carrier::{self, CARRIER};

/// What carries a call that is made on this thread, if anything does.
fn carrier(operation: &'static str) -> Result<&'static Handle, Error> {
    let carrier = match CARRIER.as_ref() {
        _ if carrier::is_here() => Err("it was made within another blocking call, whose thread would wait for itself"),
        Ok(carrier) => Ok(carrier),
        Err(why) => Err(why.as_str()),
    };
    carrier.map_err(|why| {
        let (cause, history) = (Cause::text(why), History::default());
        Error::NotSent(Box::new(NotSent { operation, cause, history }))
    })
}

/// Waits for a future on this thread while the other one carries it.
fn wait<T: Send + 'static>(
    carrier: &Handle,
    operation: &'static str,
    future: impl Future<Output = T> + Send + 'static,
) -> Result<T, Error> {
    let (done, waiting) = mpsc::sync_channel(1);
    carrier.spawn(async move { drop(done.send(future.await)) });
    waiting.recv().map_err(|_| {
        let (cause, history) = (Cause::text("it panicked on its way"), History::default());
        Error::UnknownOutcome(Box::new(UnknownOutcome { operation, cause, history }))
    })
}

impl<O: Operation> Call<O> {
    /// Like [`send`](Call::send), but waits for the answer on this thread. Works inside of an async runtime too, where it
    /// keeps a thread of that runtime from its work; but not within another blocking call, for instance in a hook.
    /// An HTTP client that was handed in should serve blocking calls alone, or a runtime that never stands still: it keeps
    /// connections that only the runtime which has opened them can use.
    ///
    /// # Errors
    /// As those of `send`.
    pub fn send_blocking(self) -> Result<Answer<O::Answer>, Error> {
        let carrier = carrier(O::SPEC.name)?;
        let Sending { reply, read } = self.send();
        wait(carrier, O::SPEC.name, reply)?.and_then(read)
    }
}

/// A stream of a list's rows, pages or changes as an iterator, for a `for` loop.
///
/// Within another blocking call, for instance in a hook, it cannot be stepped: there it yields an error and then ends, and stays
/// where it was for who steps it elsewhere.
pub struct Blocking<S> {
    stream: Option<S>,
    operation: &'static str,
    /// Whether the last step was none, because nothing carries calls of that thread.
    was_stuck: bool,
}

impl<S> Blocking<S> {
    /// The stream, for instance to let it go on after an error; `None` where it was lost in a panic.
    pub fn stream(&mut self) -> Option<&mut S> {
        self.stream.as_mut()
    }
}

impl<S, T> Iterator for Blocking<S>
where
    S: Stream<Item = Result<T, Error>> + Unpin + Send + 'static,
    T: Send + 'static,
{
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.stream.as_ref()?;
        let was_stuck = std::mem::take(&mut self.was_stuck);
        let carrier = match carrier(self.operation) {
            Ok(carrier) => carrier,
            Err(_) if was_stuck => return None,
            Err(error) => {
                self.was_stuck = true;
                return Some(Err(error));
            }
        };
        let mut stream = self.stream.take()?;
        let polled = async move {
            let item = poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await;
            (stream, item)
        };
        match wait(carrier, self.operation, polled) {
            Ok((stream, item)) => {
                self.stream = Some(stream);
                item
            }
            Err(error) => Some(Err(error)),
        }
    }
}

impl<S> fmt::Debug for Blocking<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blocking").field("operation", &self.operation).finish_non_exhaustive()
    }
}

/// Gives the streams of a list their blocking form.
macro_rules! blocking_form {
    ($($stream:ident),*) => {$(
        impl<R> $stream<R> {
            /// The same without async. Each step waits on this thread.
            pub fn blocking(self) -> Blocking<Self> {
                Blocking { operation: self.operation().name, stream: Some(self), was_stuck: false }
            }
        }
    )*};
}

blocking_form!(Pages, Rows, Watch);

/// Gives a generated call with optional parameters what [`Call`] has beside async.
#[macro_export]
#[doc(hidden)]
macro_rules! __blocking_call_methods {
    ($call:ident, $operation:ty) => {
        impl $call {
            /// Like `send`, but waits for the answer on this thread.
            ///
            /// # Errors
            /// As those of `send`.
            #[inline]
            pub fn send_blocking(
                self,
            ) -> ::core::result::Result<$crate::Answer<<$operation as $crate::Operation>::Answer>, $crate::Error> {
                self.0.send_blocking()
            }
        }
    };
}
