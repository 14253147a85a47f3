//! How long a call may take and how often it may be tried, for a client and for a single call. What may be tried again at
//! all is decided in `retry`.

use std::time::Duration;

use tokio::time::Instant;

use super::retry::Retry;

/// The limits of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Patience {
    /// For everything: waiting for a turn, all attempts, the pauses between them.
    pub(crate) total: Duration,
    /// For connecting.
    pub(crate) connect: Duration,
    /// For the vendor's silence: before the answer begins, and between two pieces of it.
    pub(crate) read: Duration,
    /// How often.
    pub(crate) retry: Retry,
}

impl Patience {
    pub(crate) const DEFAULT: Patience = Patience {
        total: Duration::from_secs(60),
        connect: Duration::from_secs(10),
        read: Duration::from_secs(20),
        retry: Retry::DEFAULT,
    };

    /// The first limit that leaves no room for a call, by its setting, and what is wrong with it.
    pub(crate) fn flaw(&self) -> Option<(&'static str, &'static str)> {
        let limits = [("timeout", self.total), ("connect_timeout", self.connect), ("read_timeout", self.read)];
        let zero = limits.into_iter().find(|(_, limit)| limit.is_zero()).map(|(setting, _)| (setting, "is zero"));
        zero.or_else(|| self.retry.flaw().map(|why| ("retry", why)))
    }
}

/// So much time after a moment; for more than a clock can count, a moment that nobody lives to see.
pub(crate) fn after(moment: Instant, duration: Duration) -> Instant {
    const A_LIFETIME: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);
    moment + duration.min(A_LIFETIME)
}
