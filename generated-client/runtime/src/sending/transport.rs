//! How a request travels: plain data in, plain data out, and a trait between. The transport that everybody uses is in
//! `over_reqwest`.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderMap;
use tokio::time::{Instant, timeout_at};

use super::patience::after;
use crate::description::spec::Method;
use crate::outcome::cause::Cause;

/// A future that owns all it needs.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Carries requests. Must not follow redirects: credentials belong to the vendor's own host.
pub trait Transport: Send + Sync + 'static {
    /// Sends one request, once, and waits for the whole answer.
    ///
    /// # Errors
    /// [`TransportError`], which tells how far the request came.
    fn execute(&self, request: HttpRequest) -> BoxFuture<Result<HttpAnswer, TransportError>>;
}

/// A request, ready to be sent.
#[derive(Clone)]
#[non_exhaustive]
pub struct HttpRequest {
    /// The HTTP method.
    pub method: Method,
    /// The whole address.
    pub url: Url,
    /// All headers; those of the credentials are marked as sensitive.
    pub headers: HeaderMap,
    /// The body.
    pub body: Option<Vec<u8>>,
    /// How long the whole exchange may take, from connecting to the last byte. A transport keeps this itself and tells how far
    /// the request came; one that does not is cut off.
    pub timeout: Duration,
    /// How long connecting may take.
    pub connect_timeout: Duration,
    /// How long the vendor may be silent, before the answer begins and between two pieces of it.
    pub read_timeout: Duration,
    /// The most that is read of the answer's body, in bytes, after decompression.
    pub answer_limit: usize,
}

/// Shows no credential, and of the body only its length.
impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("url", &self.url.as_str())
            .field("headers", &self.headers)
            .field("body_bytes", &self.body.as_ref().map(Vec::len))
            .field("timeout", &self.timeout)
            .finish()
    }
}

/// An answer, read to its end.
#[derive(Clone)]
#[non_exhaustive]
pub struct HttpAnswer {
    /// The HTTP status.
    pub http: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl HttpAnswer {
    /// An answer without headers.
    pub fn new(http: u16, body: impl Into<Vec<u8>>) -> HttpAnswer {
        HttpAnswer { http, headers: HeaderMap::new(), body: body.into() }
    }
}

/// Shows only what cannot be secret.
impl fmt::Debug for HttpAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.body.len();
        f.debug_struct("HttpAnswer").field("http", &self.http).field("body_bytes", &bytes).finish_non_exhaustive()
    }
}

/// A transport of the caller's, held to what every transport promises: the limits of time and size.
pub(crate) struct Bounded(pub(crate) Arc<dyn Transport>);

impl Bounded {
    /// How much later than promised a transport may come back before it is cut off. One that keeps the time itself knows more
    /// about how far the request came.
    const GRACE: Duration = Duration::from_millis(200);
}

impl Transport for Bounded {
    fn execute(&self, request: HttpRequest) -> BoxFuture<Result<HttpAnswer, TransportError>> {
        let end = after(Instant::now(), request.timeout.saturating_add(Bounded::GRACE));
        let limit = request.answer_limit;
        let executed = self.0.execute(request);
        Box::pin(async move {
            match timeout_at(end, executed).await {
                Ok(Ok(HttpAnswer { http, body, .. })) if body.len() > limit => {
                    Err(TransportError::BrokenOff { http, body, cause: too_large(limit) })
                }
                Ok(tried) => tried,
                Err(_) => Err(TransportError::NoAnswer(Cause::text("the transport did not keep the limit of time"))),
            }
        })
    }
}

/// Why a body larger than the limit is not read.
pub(crate) fn too_large(limit: usize) -> Cause {
    Cause::text(format!("the body is larger than {limit} bytes"))
}

/// How far a request came that has no whole answer.
#[derive(Debug)]
pub enum TransportError {
    /// It is proved that the request did not leave.
    NotSent(Cause),
    /// The request left, or may have left, and there is no answer.
    NoAnswer(Cause),
    /// An answer began and did not end well.
    BrokenOff {
        /// The HTTP status.
        http: u16,
        /// What came of the body.
        body: Vec<u8>,
        /// What broke it off.
        cause: Cause,
    },
}
