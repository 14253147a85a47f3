//! The one engine that sends calls: turns, attempts, the pauses between them, and the one deadline over all. Compiled once: it
//! knows operations as data. Which failure may be tried again is decided in `retry`.

use std::future::ready;
use std::ops::ControlFlow;
use std::time::Duration;

use tokio::time::{Instant, sleep};
use tracing::{Instrument, Span};

use super::reply::Reply;
use super::request::Draft;
use super::trace;
use crate::client::core::Core;
use crate::description::spec::OperationSpec;
use crate::outcome::cause::Cause;
use crate::outcome::deviation::Deviations;
use crate::outcome::error::{Error, NotSent, UnknownOutcome, Unreadable};
use crate::outcome::history::{Attempt, History};
use crate::outcome::stage::Stage;
use crate::secrets::mask::Kept;
use crate::sending::hook::{self, Begun, Ended};
use crate::sending::patience::{Patience, after};
use crate::sending::retry::{Outcome, chance};
use crate::sending::retry_after::retry_after;
use crate::sending::transport::{BoxFuture, HttpAnswer, HttpRequest, TransportError};

/// Sends what was drafted, as often as it takes and may be.
pub(crate) fn send(
    core: Core,
    operation: &'static OperationSpec,
    draft: Result<Draft, Error>,
    patience: Patience,
) -> BoxFuture<Result<Reply, Error>> {
    Box::pin(async move {
        // Borrowed, not moved: what moves within a future has its place twice in it.
        let draft = match draft {
            Ok(ref draft) => draft,
            Err(error) => return Err(error),
        };
        let span = trace::call(&core, operation);
        Run::new(&core, operation, &patience, &span).send(draft).instrument(span.clone()).await
    })
}

/// A call on its way.
struct Run<'c> {
    core: &'c Core,
    operation: &'static OperationSpec,
    patience: &'c Patience,
    began: Instant,
    deadline: Instant,
    history: History,
    span: &'c Span,
}

type Tried = Result<HttpAnswer, TransportError>;

impl<'c> Run<'c> {
    fn new(core: &'c Core, operation: &'static OperationSpec, patience: &'c Patience, span: &'c Span) -> Run<'c> {
        let began = Instant::now();
        let deadline = after(began, patience.total);
        Run { core, operation, patience, began, deadline, history: History::default(), span }
    }

    async fn send(&mut self, draft: &Draft) -> Result<Reply, Error> {
        let mut asked = self.began;
        loop {
            let (tried, ended) = self.attempt(draft, asked).await;
            let pause = match self.after(tried, asked, ended) {
                ControlFlow::Continue(pause) => pause,
                ControlFlow::Break(done) => return done,
            };
            sleep(pause).await;
            asked = Instant::now();
        }
    }

    /// Where a call goes from an attempt: to the next one after a pause, or to its end.
    fn after(&mut self, tried: Tried, asked: Instant, ended: Instant) -> ControlFlow<Result<Reply, Error>, Duration> {
        self.history.took = ended - self.began;
        self.history.retry_after = asked_to_wait(&tried);
        let Some(pause) = self.pause_after(&tried) else {
            return ControlFlow::Break(self.finish(tried));
        };
        let error = self.told_by(tried);
        self.history.earlier.push(attempt_told_by(&error, ended - asked, pause));
        ControlFlow::Continue(pause)
    }

    /// One attempt, when its turn has come, and when it was over. The turn ends with it, after the hooks: to them, too, no two
    /// attempts are made at once.
    async fn attempt(&self, draft: &Draft, asked: Instant) -> (Tried, Instant) {
        let turn = self.core.gate().turn(self.deadline).await;
        let began = Instant::now();
        let tried = self.exchange(turn.as_ref().map_err(Cause::clone).and_then(|_| self.prepared(draft, began))).await;
        let ended = Instant::now();
        self.tell(&tried, began - asked, ended - began);
        (tried, ended)
    }

    /// Not `async` itself: the request need not be kept while the transport has it.
    fn exchange(&self, request: Result<HttpRequest, Cause>) -> BoxFuture<Tried> {
        match request {
            Ok(request) => self.core.transport().execute(request),
            Err(cause) => Box::pin(ready(Err(TransportError::NotSent(cause)))),
        }
    }

    /// The request of one attempt, or why there is none.
    fn prepared(&self, draft: &Draft, began: Instant) -> Result<HttpRequest, Cause> {
        let timeout = self.deadline.saturating_duration_since(began);
        if timeout.is_zero() {
            return Err(Cause::text("no time was left"));
        }
        let mut request = draft.request(self.core, self.operation, self.patience, timeout);
        self.ask_hooks(&mut request)?;
        match request.timeout.is_zero() {
            true => Err(Cause::text("no time was left after the hooks")),
            false => Ok(request),
        }
    }

    /// Lets the hooks have a look, and keeps the request on its way to its own host.
    fn ask_hooks(&self, request: &mut HttpRequest) -> Result<(), Cause> {
        if self.core.hooks().is_empty() {
            return Ok(());
        }
        let origin = request.url.origin();
        let begun = Begun { operation: self.operation, attempt: self.attempts() };
        hook::before(self.core.hooks(), &begun, request)?;
        request.timeout = request.timeout.min(self.deadline.saturating_duration_since(Instant::now()));
        match request.url.origin() == origin {
            true => Ok(()),
            false => Err(Cause::text("a hook has turned it to another host")),
        }
    }

    /// Which attempt this is, counted from 1.
    fn attempts(&self) -> u32 {
        u32::try_from(self.history.attempts()).unwrap_or(u32::MAX)
    }

    fn tell(&self, tried: &Tried, waited: Duration, took: Duration) {
        let (http, stage, bytes) = match tried {
            Ok(answer) => (Some(answer.http), None, answer.body.len()),
            Err(TransportError::NotSent(_)) => (None, Some(Stage::NotSent), 0),
            Err(TransportError::NoAnswer(_)) => (None, Some(Stage::UnknownOutcome), 0),
            Err(TransportError::BrokenOff { http, body, .. }) => (Some(*http), Some(Stage::Unreadable), body.len()),
        };
        let (operation, attempt) = (self.operation, self.attempts());
        let ended = Ended { operation, attempt, http, stage, took, waited, bytes };
        trace::attempt(&ended);
        hook::after(self.core.hooks(), &ended);
    }

    /// How long to wait before the next attempt; `None` where there must be none, or where it would come too late.
    fn pause_after(&self, tried: &Tried) -> Option<Duration> {
        let outcome = match tried {
            Ok(answer) => Outcome::Answered(answer.http),
            Err(TransportError::NotSent(_)) => Outcome::NotSent,
            Err(TransportError::NoAnswer(_)) => Outcome::NoAnswer,
            Err(TransportError::BrokenOff { http, .. }) => Outcome::Answered(*http),
        };
        let retry = &self.patience.retry;
        if !retry.allows(self.attempts(), self.operation.effect, outcome) {
            return None;
        }
        let asked = self.history.retry_after.unwrap_or_default();
        let pause = asked.saturating_add(retry.pause(self.attempts(), chance()));
        (pause < self.deadline.saturating_duration_since(Instant::now())).then_some(pause)
    }

    fn finish(&self, tried: Tried) -> Result<Reply, Error> {
        match tried {
            Ok(answer) => Ok(self.reply(answer)),
            Err(error) => {
                let error = self.without_answer(error);
                trace::outcome(self.span, error.http(), self.history.earlier.len(), Some(&error));
                Err(error)
            }
        }
    }

    /// What a failed attempt would be told as, were it the last one.
    fn told_by(&self, tried: Tried) -> Error {
        match tried {
            Ok(answer) => self.reply(answer).into_error(),
            Err(error) => self.without_answer(error),
        }
    }

    fn reply(&self, answer: HttpAnswer) -> Reply {
        let HttpAnswer { http, body, .. } = answer;
        let (core, history, span) = (self.core.clone(), self.history.clone(), self.span.clone());
        Reply { operation: self.operation, http, body, core, history, span }
    }

    fn without_answer(&self, error: TransportError) -> Error {
        let (operation, mask, history) = (self.operation, self.core.mask(), self.history.clone());
        match error {
            // The last attempt did not leave, but what an earlier one did to the vendor's data is not known.
            TransportError::NotSent(cause) if !history.may_have_left() => {
                Error::NotSent(Box::new(NotSent { operation: operation.name, cause: cause.masked(mask), history }))
            }
            TransportError::NotSent(cause) | TransportError::NoAnswer(cause) => {
                let cause = cause.masked(mask);
                Error::UnknownOutcome(Box::new(UnknownOutcome { operation: operation.name, cause, history }))
            }
            TransportError::BrokenOff { http, body, cause } => Error::Unreadable(Box::new(Unreadable {
                operation: operation.name,
                http,
                why: "it broke off".to_owned(),
                deviations: Deviations::default(),
                // What is kept of it may echo what comes far behind.
                body: Kept::new(&body, &mask.with_values_of(&String::from_utf8_lossy(&body))),
                cause: Some(cause.masked(mask)),
                history,
            })),
        }
    }
}

fn asked_to_wait(tried: &Tried) -> Option<Duration> {
    tried.as_ref().ok().filter(|answer| answer.http >= 400).and_then(|answer| retry_after(&answer.headers))
}

/// What an attempt failed with, for those who see a later one fail.
fn attempt_told_by(error: &Error, took: Duration, pause: Duration) -> Attempt {
    let cause = std::error::Error::source(error);
    let why = cause.map_or_else(|| error.to_string(), |cause| cause.to_string());
    Attempt { stage: error.stage(), http: error.http(), why, took, pause }
}
