//! What all calls of one client share, and the one engine that sends them. Compiled once: it knows operations as data.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderMap;

use super::call::{Call, Operation};
use super::deviation::Deviations;
use super::error::{Error, NotSent, UnknownOutcome};
use super::redaction::Mask;
use super::reply::{Reply, unreadable};
use super::settings::Validation;
use super::spec::{ApiSpec, OperationSpec};
use super::transport::{BoxFuture, HttpRequest, Transport, TransportError};

/// The inside of every client of one API. Cheap to clone: clones share connections and settings.
#[derive(Clone)]
pub struct Core {
    parts: Arc<Parts>,
}

pub(crate) struct Parts {
    pub(crate) api: &'static ApiSpec,
    pub(crate) base_url: String,
    pub(crate) headers: HeaderMap,
    pub(crate) mask: Mask,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) validation: Validation,
    pub(crate) strict: bool,
    pub(crate) timeout: Duration,
}

impl Core {
    pub(crate) fn new(parts: Parts) -> Core {
        Core { parts: Arc::new(parts) }
    }

    /// A call of this operation, not sent yet.
    pub fn call<O: Operation>(&self, operation: O) -> Call<O> {
        Call::new(operation, self.clone())
    }

    pub(crate) fn api(&self) -> &'static ApiSpec {
        self.parts.api
    }

    pub(crate) fn mask(&self) -> &Mask {
        &self.parts.mask
    }

    pub(crate) fn base_url(&self) -> &str {
        &self.parts.base_url
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    pub(crate) fn validation(&self) -> Validation {
        self.parts.validation
    }

    pub(crate) fn is_strict(&self) -> bool {
        self.parts.strict
    }

    pub(crate) fn timeout(&self) -> Duration {
        self.parts.timeout
    }

    /// Sends a request, if there is one, and waits for the answer.
    pub(crate) fn send(
        &self,
        operation: &'static OperationSpec,
        request: Result<HttpRequest, Error>,
    ) -> BoxFuture<Result<Reply, Error>> {
        Box::pin(exchange(self.clone(), operation, request))
    }
}

async fn exchange(
    core: Core,
    operation: &'static OperationSpec,
    request: Result<HttpRequest, Error>,
) -> Result<Reply, Error> {
    let answer = core.parts.transport.execute(request?).await;
    let mask = core.mask();
    let answer = answer.map_err(|error| match error {
        TransportError::NotSent(cause) => {
            Error::NotSent(Box::new(NotSent { operation: operation.name, cause: cause.masked(mask) }))
        }
        TransportError::NoAnswer(cause) => {
            Error::UnknownOutcome(Box::new(UnknownOutcome { operation: operation.name, cause: cause.masked(mask) }))
        }
        TransportError::BrokenOff { http, body, cause } => {
            let why = "it broke off".to_owned();
            unreadable(operation, http, why, Deviations::default(), &body, mask, Some(cause.masked(mask)))
        }
    })?;
    tracing::debug!(operation = operation.name, http = answer.http, bytes = answer.body.len(), "answered");
    Ok(Reply { operation, http: answer.http, body: answer.body, core })
}

/// Shows where it calls, and no credential.
impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Parts { api, base_url, .. } = &*self.parts;
        f.debug_struct("Core").field("api", &api.name).field("base_url", base_url).finish_non_exhaustive()
    }
}
