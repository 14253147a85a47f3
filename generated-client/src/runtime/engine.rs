//! The one engine that sends calls: attempts, the pauses between them, and the one deadline over all. Compiled once: it knows
//! operations as data. Which failure may be tried again is decided in `retry`.

use std::time::Duration;

use tokio::time::{Instant, sleep_until, timeout_at};

use super::core::Core;
use super::deviation::Deviations;
use super::error::{Cause, Error, NotSent, UnknownOutcome, Unreadable};
use super::history::{Attempt, History};
use super::patience::{Patience, after};
use super::redaction::Kept;
use super::reply::Reply;
use super::retry::{Outcome, chance};
use super::retry_after::retry_after;
use super::spec::OperationSpec;
use super::transport::{BoxFuture, HttpAnswer, HttpRequest, TransportError};

/// How much later than promised a transport may come back before it is cut off. A transport that keeps the time itself
/// knows more about how far the request came.
const GRACE: Duration = Duration::from_millis(200);

/// Sends a request, if there is one, as often as it takes and may be.
pub(crate) fn send(
    core: Core,
    operation: &'static OperationSpec,
    request: Result<HttpRequest, Error>,
    patience: Patience,
) -> BoxFuture<Result<Reply, Error>> {
    Box::pin(async move { Run::new(core, operation, patience).send(request?).await })
}

/// A call on its way.
struct Run {
    core: Core,
    operation: &'static OperationSpec,
    patience: Patience,
    began: Instant,
    deadline: Instant,
    history: History,
}

type Tried = Result<HttpAnswer, TransportError>;

impl Run {
    fn new(core: Core, operation: &'static OperationSpec, patience: Patience) -> Run {
        let (began, deadline) = (Instant::now(), after(patience.total));
        Run { core, operation, patience, began, deadline, history: History::default() }
    }

    async fn send(mut self, request: HttpRequest) -> Result<Reply, Error> {
        loop {
            let began = Instant::now();
            let tried = self.attempt(&request).await;
            self.history.retry_after = asked_to_wait(&tried);
            let Some(pause) = self.pause_after(&tried) else {
                return self.finish(tried);
            };
            let error = self.told_by(tried);
            self.history.earlier.push(Attempt::of(&error, began.elapsed(), pause));
            sleep_until(Instant::now() + pause).await;
        }
    }

    async fn attempt(&self, request: &HttpRequest) -> Tried {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(TransportError::NotSent(Cause::text("no time was left")));
        }
        let request = HttpRequest { timeout: left, ..request.clone() };
        match timeout_at(self.deadline + GRACE, self.core.transport().execute(request)).await {
            Ok(tried) => tried,
            Err(_) => Err(TransportError::NoAnswer(Cause::text("the transport did not keep the limit of time"))),
        }
    }

    /// How long to wait before the next attempt; `None` where there must be none, or where it would come too late.
    fn pause_after(&self, tried: &Tried) -> Option<Duration> {
        let outcome = match tried {
            Ok(answer) => Outcome::Answered(answer.http),
            Err(TransportError::NotSent(_)) => Outcome::NotSent,
            Err(TransportError::NoAnswer(_)) => Outcome::NoAnswer,
            Err(TransportError::BrokenOff { http, .. }) => Outcome::Answered(*http),
        };
        let attempts = u32::try_from(self.history.attempts()).unwrap_or(u32::MAX);
        let retry = &self.patience.retry;
        if !retry.allows(attempts, self.operation.effect, outcome) {
            return None;
        }
        let asked = self.history.retry_after.unwrap_or_default();
        let pause = asked.saturating_add(retry.pause(attempts, chance()));
        (pause < self.deadline.saturating_duration_since(Instant::now())).then_some(pause)
    }

    fn finish(mut self, tried: Tried) -> Result<Reply, Error> {
        self.history.took = self.began.elapsed();
        match tried {
            Ok(answer) => Ok(self.reply(answer)),
            Err(error) => Err(self.without_answer(error)),
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
        tracing::debug!(operation = self.operation.name, http = answer.http, bytes = answer.body.len(), "answered");
        let (core, history) = (self.core.clone(), self.history.clone());
        Reply { operation: self.operation, http: answer.http, body: answer.body, core, history }
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
                body: Kept::new(&body, mask),
                cause: Some(cause.masked(mask)),
                history,
            })),
        }
    }
}

fn asked_to_wait(tried: &Tried) -> Option<Duration> {
    tried.as_ref().ok().filter(|answer| answer.http >= 400).and_then(|answer| retry_after(&answer.headers))
}
