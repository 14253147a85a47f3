//! Where a caller can listen and add: before every attempt, for signing, and after it, for metrics. What is told to
//! `tracing` is in `trace`.

use std::time::Duration;

use super::cause::Cause;
use super::spec::OperationSpec;
use super::stage::Stage;
use super::transport::HttpRequest;

/// Listens to every attempt of every call of a client.
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

    /// Called when an attempt is over.
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
