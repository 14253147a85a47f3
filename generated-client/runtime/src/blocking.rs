//! Calls without async, behind the feature `blocking`: the same calls, carried by the one thread of `carrier`.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::mpsc;

use futures_core::Stream;

use super::answer::Answer;
use super::call::{Call, Operation, Sending};
use super::carrier::{self, CARRIER};
use super::cause::Cause;
use super::error::{Error, NotSent, UnknownOutcome};
use super::history::History;
use super::pages::{Pages, Rows};
use super::watch::Watch;

/// Waits for a future on this thread while the other one carries it.
fn wait<T: Send + 'static>(
    operation: &'static str,
    future: impl Future<Output = T> + Send + 'static,
) -> Result<T, Error> {
    let history = History::default();
    let carrier = match CARRIER.as_ref() {
        _ if carrier::is_here() => Err("it was made within another blocking call, whose thread would wait for itself"),
        Ok(carrier) => Ok(carrier),
        Err(why) => Err(why.as_str()),
    };
    let carrier = carrier.map_err(|why| {
        let cause = Cause::text(why);
        Error::NotSent(Box::new(NotSent { operation, cause, history: history.clone() }))
    })?;
    let (done, waiting) = mpsc::sync_channel(1);
    carrier.spawn(async move { drop(done.send(future.await)) });
    waiting.recv().map_err(|_| {
        let cause = Cause::text("it panicked on its way");
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
        let Sending { reply, read } = self.send();
        wait(O::SPEC.name, reply)?.and_then(read)
    }
}

/// A stream of a list's rows, pages or changes as an iterator, for a `for` loop.
pub struct Blocking<S> {
    stream: Option<S>,
    operation: &'static str,
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
        let mut stream = self.stream.take()?;
        let polled = async move {
            let item = poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await;
            (stream, item)
        };
        match wait(self.operation, polled) {
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
                Blocking { operation: self.operation().name, stream: Some(self) }
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
            pub fn send_blocking(
                self,
            ) -> ::core::result::Result<$crate::Answer<<$operation as $crate::Operation>::Answer>, $crate::Error> {
                self.0.send_blocking()
            }
        }
    };
}
