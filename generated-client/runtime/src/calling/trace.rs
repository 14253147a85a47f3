//! What `tracing` is told: a span per call and an event per attempt, with the names that OpenTelemetry gives to HTTP clients.
//! Deviations are told in `reply`. Nothing here can be a secret: no header, no query, no body, no value in a path.

use tracing::Span;
use tracing::field::Empty;

use crate::client::core::Core;
use crate::description::spec::{Effect, OperationSpec};
use crate::outcome::error::Error;
use crate::sending::hook::Ended;

/// The span of a call.
pub(crate) fn call(core: &Core, operation: &'static OperationSpec) -> Span {
    let method = operation.method.as_str();
    let span = tracing::info_span!(
        "call",
        otel.name = Empty,
        otel.kind = "client",
        http.request.method = method,
        url.template = operation.path,
        server.address = Empty,
        server.port = Empty,
        http.response.status_code = Empty,
        http.request.resend_count = Empty,
        error.type = Empty,
        api = core.api().name,
        operation = operation.name,
        effect = effect(operation.effect),
    );
    if !span.is_disabled() {
        span.record("otel.name", format!("{method} {}", operation.path));
        span.record("server.address", core.base_url().host_str());
        span.record("server.port", core.base_url().port_or_known_default());
    }
    span
}

/// Completes the span of a call with what came of it.
pub(crate) fn outcome(span: &Span, http: Option<u16>, resent: usize, error: Option<&Error>) {
    if span.is_disabled() {
        return;
    }
    span.record("http.response.status_code", http);
    if resent > 0 {
        span.record("http.request.resend_count", resent);
    }
    if let Some(error) = error {
        span.record("error.type", error.stage().as_str());
    }
}

/// The event of an attempt that is over.
pub(crate) fn attempt(ended: &Ended) {
    let is_fine = ended.http.is_some_and(|http| http < 400) && ended.stage.is_none();
    macro_rules! event {
        ($level:expr) => {
            tracing::event!(
                $level,
                operation = ended.operation.name,
                http.request.method = ended.operation.method.as_str(),
                url.template = ended.operation.path,
                http.response.status_code = ended.http,
                http.request.resend_count = ended.attempt - 1,
                http.response.body.size = ended.bytes,
                error.type = ended.stage.map(|stage| stage.as_str()),
                attempt = ended.attempt,
                duration_ms = ended.took.as_secs_f64() * 1_000.0,
                waited_ms = ended.waited.as_secs_f64() * 1_000.0,
                "attempt"
            )
        };
    }
    match is_fine {
        true => event!(tracing::Level::DEBUG),
        false => event!(tracing::Level::INFO),
    }
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Read => "read",
        Effect::Create => "create",
        Effect::Update => "update",
        Effect::Delete => "delete",
        Effect::Action => "action",
    }
}
