//! What a running mock consists of, and what it makes of a request. How requests and answers travel is in `wire`.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use super::answering::{self, Answering};
use super::asked;
use super::made_up::{self, Dice};
use super::performing::perform;
use super::received::Received;
use super::refusal::{Refusal, Why};
use super::routes;
use super::scripted::{Scripted, What};
use super::state::State;
use super::vendor::{Served, Vendor};

/// What all connections share.
pub(super) struct Shared {
    pub(super) base_url: String,
    pub(super) mounts: Vec<Mount>,
    pub(super) received: Mutex<Vec<Received>>,
    scripts: Mutex<VecDeque<Script>>,
    dice: Mutex<Dice>,
    habits: Habits,
    at_once: AtomicUsize,
    pub(super) most_at_once: AtomicUsize,
}

/// How a mock is, whatever it is asked.
#[derive(Clone, Default)]
pub(super) struct Habits {
    /// How many rows each resource starts with, and the seed that they are made from.
    pub(super) made_up: Option<(usize, u64)>,
    /// How long every answer takes.
    pub(super) latency: Duration,
    /// The HTTP status with which some requests are refused, and the share of them.
    pub(super) failing: Option<(u16, f64)>,
    /// Who is told of every request.
    pub(super) watch: Option<Watch>,
}

pub(super) type Watch = Arc<dyn Fn(&Received) + Send + Sync>;

struct Script {
    /// The operation that it waits for; `None`: any.
    operation: Option<&'static str>,
    scripted: Scripted,
}

/// A vendor below a path of the server.
pub(super) struct Mount {
    pub(super) vendor: &'static Vendor,
    pub(super) prefix: String,
    pub(super) credentials: Vec<String>,
    pub(super) state: Mutex<State>,
}

/// What becomes of a request.
pub(super) struct Fate {
    pub(super) answering: Answering,
    pub(super) fault: Option<Fault>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    Reset,
    Truncated,
}

impl Mount {
    pub(super) fn new(
        vendor: &'static Vendor,
        prefix: String,
        credentials: Vec<String>,
        made_up: Option<(usize, u64)>,
    ) -> Mount {
        let mut state = State::of(vendor);
        if let Some((rows, seed)) = made_up {
            made_up::fill(vendor, rows, seed, &mut state);
        }
        Mount { vendor, prefix, credentials, state: Mutex::new(state) }
    }

    fn carry_out(&self, request: &Received) -> Result<Answering, Refusal> {
        let (served, path) = routes::find(self.vendor, &request.method, &request.path)?;
        let asked = asked::read(self.vendor.api, served, &self.credentials, path, request)?;
        let outcome = perform(self.vendor, served, &asked, &mut locked(&self.state))?;
        Ok(answering::done(self.vendor, served, &outcome))
    }
}

impl Shared {
    pub(super) fn new(habits: Habits, mounts: Vec<Mount>, base_url: String) -> Shared {
        Shared {
            base_url,
            mounts,
            received: Mutex::default(),
            scripts: Mutex::default(),
            dice: Mutex::new(Dice::new(habits.made_up.map_or(0, |(_, seed)| seed))),
            habits,
            at_once: AtomicUsize::new(0),
            most_at_once: AtomicUsize::new(0),
        }
    }

    pub(super) fn script(&self, operation: Option<&'static str>, scripted: Scripted) {
        locked(&self.scripts).push_back(Script { operation, scripted });
    }

    /// The vendor that a path is below, and the rest of the path.
    pub(super) fn mount<'p>(&self, path: &'p str) -> Option<(&Mount, &'p str)> {
        self.mounts.iter().find_map(|mount| {
            let below = path.strip_prefix(mount.prefix.as_str())?;
            (below.starts_with('/') || mount.prefix.is_empty()).then_some((mount, below))
        })
    }

    /// Answers a request, whose path is the one below the vendor's, and keeps it.
    pub(super) async fn answer(&self, mount: &Mount, mut request: Received) -> Fate {
        let at_once = self.at_once.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_at_once.fetch_max(at_once, Ordering::SeqCst);
        let served = routes::find(mount.vendor, &request.method, &request.path).ok().map(|(served, _)| served);
        request.operation = served.map(|served| served.spec.name);
        let Scripted { what, delay } = self.next_script(request.operation);
        let fate = self.fate(mount, served, &what, &mut request);
        let delay = self.habits.latency + delay;
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        self.at_once.fetch_sub(1, Ordering::SeqCst);
        request.http = (fate.fault != Some(Fault::Reset)).then_some(fate.answering.http);
        if let Some(watch) = &self.habits.watch {
            watch(&request);
        }
        locked(&self.received).push(request);
        fate
    }

    fn next_script(&self, operation: Option<&'static str>) -> Scripted {
        let mut scripts = locked(&self.scripts);
        let at = scripts.iter().position(|script| script.operation.is_none() || script.operation == operation);
        if let Some(script) = at.and_then(|at| scripts.remove(at)) {
            return script.scripted;
        }
        match self.habits.failing {
            Some((http, share)) if locked(&self.dice).happens(share) => Scripted::status(http),
            _ => Scripted::answer(),
        }
    }

    fn fate(&self, mount: &Mount, served: Option<&'static Served>, what: &What, request: &mut Received) -> Fate {
        let fault = match what {
            What::Reset => Some(Fault::Reset),
            What::Truncated => Some(Fault::Truncated),
            _ => None,
        };
        let refused = |request: &mut Received, refusal: Refusal| {
            let answering = answering::refused(mount.vendor, served, &refusal);
            request.refused = refusal.reasons;
            answering
        };
        let answering = match what {
            What::Body(http, body) => Answering { http: *http, body: body.clone() },
            What::Sample(name) => match mount.sample(served, name) {
                Some(sample) => Answering::verbatim(sample),
                None => Answering { http: 500, body: format!("there is no sample `{name}`") },
            },
            What::Status(http) => {
                refused(request, Refusal::new(Why::Scripted(*http), format!("the mock was told to answer {http}")))
            }
            What::Answer | What::Reset | What::Truncated => match mount.carry_out(request) {
                Ok(answering) => answering,
                Err(refusal) => refused(request, refusal),
            },
        };
        Fate { answering, fault }
    }
}

impl Mount {
    /// A sample by its name: the operation's, or one of the whole API.
    pub(super) fn sample(&self, served: Option<&'static Served>, name: &str) -> Option<&'static super::vendor::Sample> {
        let own = served.map(|served| served.answers).unwrap_or_default();
        own.iter().chain(self.vendor.answers).find(|sample| sample.name == name)
    }
}

/// What a lock guards; a panic elsewhere has not spoilt it.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
