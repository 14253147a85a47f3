//! What happened before a call failed for good: the attempts that came first, and how long it all took.

use std::fmt;
use std::time::Duration;

use super::stage::Stage;

/// The story of a call that failed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    pub(crate) earlier: Vec<Attempt>,
    pub(crate) took: Duration,
    pub(crate) retry_after: Option<Duration>,
}

/// An attempt that failed and was followed by another one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// How far it came.
    pub stage: Stage,
    /// The HTTP status of its answer, where there was one.
    pub http: Option<u16>,
    /// What went wrong, without secrets.
    pub why: String,
    /// How long it took; waiting for its turn, where only one call at a time is allowed, is part of it.
    pub took: Duration,
    /// The pause after it.
    pub pause: Duration,
}

impl History {
    /// The attempts before the last one. The last one is what the error itself tells.
    pub fn earlier(&self) -> &[Attempt] {
        &self.earlier
    }

    /// How many attempts there were, the last one included.
    pub fn attempts(&self) -> usize {
        self.earlier.len() + 1
    }

    /// How long the call took, from `send` to the error, pauses included.
    pub fn took(&self) -> Duration {
        self.took
    }

    /// How long the vendor asks to wait before the next attempt, where its last answer says so with `Retry-After`.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Whether an attempt before the last one may have reached the vendor.
    pub(crate) fn may_have_left(&self) -> bool {
        self.earlier.iter().any(|attempt| attempt.stage != Stage::NotSent)
    }
}

/// Says nothing where there was one attempt: the error has said it all.
impl fmt::Display for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.earlier.len() {
            0 => Ok(()),
            _ => write!(f, ", after {} attempts in {:.1?}", self.attempts(), self.took),
        }
    }
}

impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} after {:.1?}, then a pause of {:.1?}", self.why, self.took, self.pause)
    }
}
