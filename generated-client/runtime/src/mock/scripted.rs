//! What the mock is told to answer instead of what it would.

use std::time::Duration;

/// One answer or fault that waits for its request.
#[derive(Debug, Clone)]
pub struct Scripted {
    pub(super) what: What,
    pub(super) delay: Duration,
}

#[derive(Debug, Clone)]
pub(super) enum What {
    /// What the mock would answer.
    Answer,
    /// A refusal with this HTTP status.
    Status(u16),
    /// A sample of the page.
    Sample(String),
    /// Anything.
    Body(u16, String),
    /// No answer.
    Reset,
    /// Half an answer.
    Truncated,
}

impl Scripted {
    /// What the mock would answer; for [`after`](Self::after).
    pub fn answer() -> Scripted {
        What::Answer.into()
    }

    /// A refusal in the vendor's own envelope, with this HTTP status. Nothing is done.
    pub fn status(http: u16) -> Scripted {
        What::Status(http).into()
    }

    /// A documented answer by its name in the spec: one of the operation's or of the whole API's. Nothing is done.
    pub fn sample(name: impl Into<String>) -> Scripted {
        What::Sample(name.into()).into()
    }

    /// Any status and body. Nothing is done.
    pub fn body(http: u16, body: impl Into<String>) -> Scripted {
        What::Body(http, body.into()).into()
    }

    /// The request is carried out, and the connection reset before the answer: what a caller knows as an unknown outcome.
    pub fn reset() -> Scripted {
        What::Reset.into()
    }

    /// The request is carried out, and the connection ends in the middle of the answer's body.
    pub fn truncated() -> Scripted {
        What::Truncated.into()
    }

    /// Waits before the answer, or before the fault.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Scripted {
        self.delay = delay;
        self
    }
}

impl From<What> for Scripted {
    fn from(what: What) -> Self {
        Scripted { what, delay: Duration::ZERO }
    }
}
