//! One call at a time: the queue that all clients of this process with the same token stand in, and the lock that a fleet of
//! processes may share. Which credential allows one call at a time is the spec's to say.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock, Mutex, PoisonError, Weak};

use secrecy::{ExposeSecret, SecretString};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout_at};

use super::transport::BoxFuture;
use crate::description::spec::ApiSpec;
use crate::outcome::cause::Cause;

/// A lock that several processes share, because they call a vendor with the same token and the vendor allows one call at a
/// time. Handed to the builder of the client with that token; which lock belongs to which token, the caller decides.
pub trait FleetLock: Send + Sync + 'static {
    /// Waits for the lock. It is held until the [`Held`] is dropped; when the future is dropped before, it must not stay
    /// locked. Asked for before every attempt, after the turn in this process has come; not held during the pauses between
    /// attempts. The wait counts as part of the call's `timeout`.
    ///
    /// # Errors
    /// Why the lock cannot be had. The call is then told as not sent, and tried again as such.
    fn acquire(&self) -> BoxFuture<Result<Held, Cause>>;
}

/// A lock that is held, released when this is dropped. Should that panic, `tracing` is told of an error, and what the vendor
/// answered comes through.
pub struct Held(Option<Box<dyn Send>>);

impl Held {
    /// Holds the lock as long as this value lives.
    pub fn until_dropped(guard: impl Send + 'static) -> Held {
        Held(Some(Box::new(guard)))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let guard = self.0.take();
        if catch_unwind(AssertUnwindSafe(|| drop(guard))).is_err() {
            tracing::error!("the lock of a fleet panicked when it was released");
        }
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Held")
    }
}

/// What the calls of a client have to pass.
#[derive(Clone, Default)]
pub(crate) struct Gate {
    queue: Option<Arc<Semaphore>>,
    fleet: Option<Arc<dyn FleetLock>>,
}

/// A turn that has come; the next one comes when this is dropped. The fleet's lock is released first: whoever is next here
/// then finds it free.
#[derive(Debug, Default)]
pub(crate) struct Turn {
    _fleet: Option<Held>,
    _queue: Option<OwnedSemaphorePermit>,
}

impl Gate {
    /// The gate for an API's calls with these credentials.
    pub(crate) fn new(api: &ApiSpec, credentials: &[SecretString], fleet: Option<Arc<dyn FleetLock>>) -> Gate {
        let token = api.calls.one_at_a_time_per.and_then(|position| credentials.get(position));
        Gate { queue: token.map(|token| QUEUES.of(api.name, token)), fleet }
    }

    /// Waits for a turn, first come, first served.
    pub(crate) async fn turn(&self, deadline: Instant) -> Result<Turn, Cause> {
        if self.fleet.is_none() {
            match self.queue.as_ref().map(|queue| Arc::clone(queue).try_acquire_owned()) {
                None => return Ok(Turn::default()),
                // Nobody waits: whoever does is given what becomes free before anybody can take it.
                Some(Ok(turn)) => return Ok(Turn { _fleet: None, _queue: Some(turn) }),
                Some(Err(_)) => {}
            }
        }
        let late = |_| Cause::text("its turn did not come before the `timeout` was over");
        // In a box: most calls need not wait, and those need not have room for it.
        Box::pin(timeout_at(deadline, self.all_turns())).await.map_err(late)?
    }

    async fn all_turns(&self) -> Result<Turn, Cause> {
        let queue = match &self.queue {
            Some(queue) => Some(Arc::clone(queue).acquire_owned().await.map_err(|error| Cause::new(&error))?),
            None => None,
        };
        let fleet = match &self.fleet {
            Some(fleet) => Some(fleet.acquire().await?),
            None => None,
        };
        Ok(Turn { _fleet: fleet, _queue: queue })
    }
}

/// The queues of this process. A token is known here by a number that is derived from it with keys that no other process has;
/// should two tokens share a number, they take turns without need, and no harm is done.
static QUEUES: LazyLock<Queues> = LazyLock::new(Queues::default);

#[derive(Default)]
struct Queues {
    keys: RandomState,
    queues: Mutex<Vec<(u64, Weak<Semaphore>)>>,
}

impl Queues {
    /// The queue of a token. Queues that no client needs any more are forgotten.
    fn of(&self, api: &str, token: &SecretString) -> Arc<Semaphore> {
        let number = self.keys.hash_one((api, token.expose_secret()));
        let mut queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
        queues.retain(|(_, queue)| queue.strong_count() > 0);
        let known = queues.iter().find(|(known, _)| *known == number);
        if let Some(queue) = known.and_then(|(_, queue)| queue.upgrade()) {
            return queue;
        }
        let queue = Arc::new(Semaphore::new(1));
        queues.push((number, Arc::downgrade(&queue)));
        queue
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::Arc;

    use super::Queues;

    #[test]
    fn a_panic_within_the_lock_does_not_close_it_for_all() {
        let queues = Queues::default();
        let first = queues.of("serpi", &"one".into());
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            let _held = queues.queues.lock();
            std::panic::resume_unwind(Box::new("as if a clock had failed"));
        }));
        assert!(panicked.is_err() && queues.queues.is_poisoned());
        assert!(Arc::ptr_eq(&first, &queues.of("serpi", &"one".into())));
    }

    #[test]
    fn a_token_has_one_queue_as_long_as_somebody_needs_it() {
        let queues = Queues::default();
        let known = || queues.queues.lock().map_or(0, |queues| queues.len());
        let (first, again) = (queues.of("serpi", &"one".into()), queues.of("serpi", &"one".into()));
        assert!(Arc::ptr_eq(&first, &again));
        assert!(!Arc::ptr_eq(&first, &queues.of("serpi", &"two".into())));
        assert!(!Arc::ptr_eq(&first, &queues.of("persat", &"one".into())));
        drop((first, again));
        let _three = queues.of("serpi", &"three".into());
        assert_eq!(known(), 1, "what nobody needs is forgotten");
        let most = (0..10_000).map(|n| {
            let _queue = queues.of("serpi", &format!("token-{n}").into());
            known()
        });
        assert_eq!(most.max(), Some(2), "however many tokens come and go");
    }
}
