//! Where a caller can listen and add: before every attempt, for signing, and after it, for metrics. What is told to
//! `tracing` is in `trace`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use super::transport::HttpRequest;
use crate::description::spec::OperationSpec;
use crate::outcome::cause::Cause;
use crate::outcome::stage::Stage;

/// Listens to every attempt of every call of a client.
///
/// A hook that panics does not take the call with it: before an attempt that is a reason not to send it, and after it what was
/// answered comes through. Either is told to `tracing` as an error.
///
/// All blocking calls of a process are carried by one thread: what blocks here holds up every one of them.
///
/// `before` and `after` are no pair to count with: a call that is dropped on its way has no `after`, and one whose turn does not
/// come in time no `before`.
pub trait Hook: Send + Sync + 'static {
    /// Called when an attempt's turn has come, before it leaves. May change headers and body, for instance to sign them.
    /// The address is not for it to change: the credentials would go where they do not belong.
    ///
    /// # Errors
    /// Why the request must not leave. The attempt is then told as not sent.
    fn before(&self, attempt: &Begun, request: &mut HttpRequest) -> Result<(), Cause> {
        let _ = (attempt, request);
        Ok(())
    }

    /// Called when an attempt is over. Its turn ends after this, so what is slow here holds up who waits for one.
    fn after(&self, attempt: &Ended) {
        let _ = attempt;
    }
}

/// An attempt that is about to leave.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Begun {
    /// The operation.
    pub operation: &'static OperationSpec,
    /// Which attempt of its call it is, counted from 1.
    pub attempt: u32,
}

/// An attempt that is over.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Ended {
    /// The operation.
    pub operation: &'static OperationSpec,
    /// Which attempt of its call it is, counted from 1.
    pub attempt: u32,
    /// The HTTP status, where an answer came or began.
    pub http: Option<u16>,
    /// How far it came, where there is no whole answer; what the answer says is read later.
    pub stage: Option<Stage>,
    /// How long it took from its turn to its end.
    pub took: Duration,
    /// How long it waited for its turn.
    pub waited: Duration,
    /// The size of the answer's body in bytes.
    pub bytes: usize,
}

/// Asks every hook before an attempt.
pub(crate) fn before(hooks: &[Arc<dyn Hook>], attempt: &Begun, request: &mut HttpRequest) -> Result<(), Cause> {
    hooks.iter().try_for_each(|hook| {
        caught(attempt.operation, || hook.before(attempt, request))
            .unwrap_or_else(|| Err(Cause::text("a hook panicked before it was sent")))
    })
}

/// Tells every hook of an attempt.
pub(crate) fn after(hooks: &[Arc<dyn Hook>], attempt: &Ended) {
    for hook in hooks {
        caught(attempt.operation, || hook.after(attempt));
    }
}

/// Runs what a hook does. A request that it left half changed is not sent, and what else it holds is its own affair.
fn caught<T>(operation: &OperationSpec, run: impl FnOnce() -> T) -> Option<T> {
    let done = catch_unwind(AssertUnwindSafe(run)).ok();
    if done.is_none() {
        tracing::error!(operation = operation.name, "a hook panicked");
    }
    done
}
