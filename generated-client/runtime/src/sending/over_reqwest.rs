//! The transport over `reqwest`: one exchange, no redirects, and a judgement of how far a failed request came.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

use reqwest::redirect::Policy;
use tokio::time::{Instant, timeout_at};

use super::carrier;
use super::patience::after;
use super::transport::{BoxFuture, HttpAnswer, HttpRequest, Transport, TransportError, too_large};
use crate::description::spec::Method;
use crate::outcome::cause::Cause;

/// An HTTP client to use instead of the default one. What it would send again by itself is sent once all the same: what may be
/// tried again is the business of [`Retry`](crate::Retry).
#[derive(Debug)]
pub enum HttpClient {
    /// One that is ready. It must not follow redirects.
    Ready(reqwest::Client),
    /// One to be built; redirects and repetitions are switched off before it is.
    Builder(Box<reqwest::ClientBuilder>),
}

impl From<reqwest::Client> for HttpClient {
    fn from(client: reqwest::Client) -> Self {
        HttpClient::Ready(client)
    }
}

impl From<reqwest::ClientBuilder> for HttpClient {
    fn from(builder: reqwest::ClientBuilder) -> Self {
        HttpClient::Builder(Box::new(builder))
    }
}

/// Sends requests with a `reqwest::Client`.
#[derive(Debug, Clone)]
pub(crate) struct OverReqwest {
    client: reqwest::Client,
    /// Whether the client may have been told to send again what is not answered; whether it was, it does not tell.
    may_repeat: bool,
    /// What this library's other clients are made of; `None` for a client that was handed in.
    own: Option<Arc<Own>>,
}

/// The clients that this library has made itself. `reqwest` knows a limit for connecting only for a whole client; and blocking
/// calls have connections of their own, because one that a runtime has opened which then stands still would never answer.
#[derive(Debug)]
struct Own {
    connect_timeout: Duration,
    /// Whether a proxy that the environment names may come between.
    proxy: bool,
    /// The one that was used last comes last.
    others: Mutex<Vec<(Use, reqwest::Client)>>,
}

/// What a client is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Use {
    connect_timeout: Duration,
    is_blocking: bool,
}

/// How much room is made for a body before any of it has come, in bytes.
const MOST_RESERVED: usize = 1024 * 1024;

/// How many clients are kept beside the first one. Each has connections of its own.
const MOST_OTHERS: usize = 4;

impl OverReqwest {
    /// Over a client that is handed in.
    pub(crate) fn new(client: HttpClient) -> Result<OverReqwest, String> {
        let (client, may_repeat) = match client {
            HttpClient::Ready(client) if follows_redirects(&client) => {
                return Err("follows redirects, which would carry the credentials to other hosts: build it with \
                            `.redirect(reqwest::redirect::Policy::none())`, or hand in its builder"
                    .to_owned());
            }
            HttpClient::Ready(client) => (client, true),
            HttpClient::Builder(builder) => (built(*builder)?, false),
        };
        Ok(OverReqwest { client, may_repeat, own: None })
    }

    /// Over a client of its own.
    pub(crate) fn with_connect_timeout(connect_timeout: Duration, proxy: bool) -> Result<OverReqwest, String> {
        let client = built(own_builder(connect_timeout, proxy))?;
        let own = Own { connect_timeout, proxy, others: Mutex::default() };
        Ok(OverReqwest { client, may_repeat: false, own: Some(Arc::new(own)) })
    }

    /// The client that keeps this limit for connecting, on this thread.
    fn client(&self, connect_timeout: Duration) -> Result<reqwest::Client, String> {
        let wanted = Use { connect_timeout, is_blocking: carrier::is_here() };
        let usual = |own: &Own| Use { connect_timeout: own.connect_timeout, is_blocking: false };
        let Some(own) = self.own.as_ref().filter(|own| usual(own) != wanted) else {
            return Ok(self.client.clone());
        };
        let mut others = own.others.lock().unwrap_or_else(PoisonError::into_inner);
        let client = match others.iter().position(|(known, _)| *known == wanted) {
            Some(position) => others.remove(position).1,
            None => built(own_builder(connect_timeout, own.proxy))?,
        };
        if others.len() == MOST_OTHERS {
            others.remove(0);
        }
        others.push((wanted, client.clone()));
        Ok(client)
    }
}

fn own_builder(connect_timeout: Duration, proxy: bool) -> reqwest::ClientBuilder {
    let agent = concat!("ficha-client/", env!("CARGO_PKG_VERSION"));
    let builder = reqwest::Client::builder().connect_timeout(connect_timeout).user_agent(agent);
    if proxy { builder } else { builder.no_proxy() }
}

fn built(builder: reqwest::ClientBuilder) -> Result<reqwest::Client, String> {
    // With none allowed, `reqwest` does not even keep a copy of the request for another one.
    let once = reqwest::retry::never().max_retries_per_request(0);
    let builder = builder.redirect(Policy::none()).retry(once).referer(false);
    builder.build().map_err(|error| format!("cannot be built: {error}"))
}

/// Whether a client may follow redirects. `reqwest` tells its policy in no other way than its `Debug` text, which names it
/// unless it is the default one; what is not surely "none" counts as following.
fn follows_redirects(client: &reqwest::Client) -> bool {
    !format!("{client:?}").contains("redirect_policy: \"Policy(None)\"")
}

impl Transport for OverReqwest {
    fn execute(&self, request: HttpRequest) -> BoxFuture<Result<HttpAnswer, TransportError>> {
        let client = match self.client(request.connect_timeout) {
            Ok(client) => client,
            Err(why) => return Box::pin(std::future::ready(Err(TransportError::NotSent(Cause::text(why))))),
        };
        let mut outgoing = reqwest::Request::new(method(request.method), request.url);
        *outgoing.headers_mut() = request.headers;
        *outgoing.body_mut() = match self.may_repeat {
            true => Some(only_once(request.body)),
            false => request.body.map(reqwest::Body::from),
        };
        let clock = Clock::new(request.timeout, request.read_timeout);
        exchange(client.execute(outgoing), clock, request.answer_limit)
    }
}

/// A body that `reqwest` cannot copy, so that it sends the request once: a policy for retries that a client was given would
/// send what is not answered as it likes, a create too.
fn only_once(body: Option<Vec<u8>>) -> reqwest::Body {
    reqwest::Body::wrap(reqwest::Body::from(body.unwrap_or_default()))
}

/// Waits for an answer and reads it. No `async fn`: what such a one is given has its place twice in the future.
fn exchange(
    head: impl Future<Output = reqwest::Result<reqwest::Response>> + Send + 'static,
    clock: Clock,
    limit: usize,
) -> BoxFuture<Result<HttpAnswer, TransportError>> {
    Box::pin(async move {
        let until = clock.silence_ends(clock.began);
        let head = timeout_at(until, head).await.map_err(|_| TransportError::NoAnswer(clock.late(until)))?;
        let mut response = head.map_err(without_answer)?;
        let http = response.status().as_u16();
        // What a header promises is believed up to here; more is only believed when it comes.
        let promised = response.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
        let mut body = Vec::with_capacity(promised.min(limit).min(MOST_RESERVED));
        loop {
            let piece = clock.limit(pin!(response.chunk())).await;
            let cause = match piece {
                Ok(Ok(None)) => {
                    return Ok(HttpAnswer { http, headers: std::mem::take(response.headers_mut()), body });
                }
                Ok(Ok(Some(chunk))) if chunk.len() <= limit - body.len() => {
                    body.extend_from_slice(&chunk);
                    continue;
                }
                Ok(Ok(Some(_))) => too_large(limit),
                Ok(Err(error)) => Cause::new(&error.without_url()),
                Err(late) => late,
            };
            return Err(TransportError::BrokenOff { http, body, cause });
        }
    })
}

/// The time of one exchange, from now on.
struct Clock {
    began: Instant,
    end: Instant,
    total: Duration,
    silence: Duration,
}

impl Clock {
    fn new(total: Duration, silence: Duration) -> Clock {
        let began = Instant::now();
        Clock { began, end: after(began, total), total, silence }
    }

    /// Until when a vendor may be silent that has been so since then: no longer than both limits allow.
    fn silence_ends(&self, since: Instant) -> Instant {
        after(since, self.silence).min(self.end)
    }

    /// Waits for what may be there already; only if it is not, the clock is looked at.
    async fn limit<T>(&self, mut waiting: Pin<&mut impl Future<Output = T>>) -> Result<T, Cause> {
        if let Poll::Ready(done) = poll_fn(|context| Poll::Ready(waiting.as_mut().poll(context))).await {
            return Ok(done);
        }
        let until = self.silence_ends(Instant::now());
        timeout_at(until, waiting).await.map_err(|_| self.late(until))
    }

    /// What is told when the vendor was silent up to this moment: which of the settings it was.
    fn late(&self, until: Instant) -> Cause {
        let (setting, limit) = match until < self.end {
            true => ("read_timeout", self.silence),
            false => ("timeout", self.total),
        };
        Cause::text(format!("the vendor was silent when the `{setting}` of {limit:.1?} was over"))
    }
}

fn without_answer(error: reqwest::Error) -> TransportError {
    let never_left = error.is_connect() || error.is_builder();
    let cause = Cause::new(&error.without_url());
    if never_left { TransportError::NotSent(cause) } else { TransportError::NoAnswer(cause) }
}

fn method(method: Method) -> reqwest::Method {
    match method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
        Method::Patch => reqwest::Method::PATCH,
        Method::Delete => reqwest::Method::DELETE,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use reqwest::redirect::Policy;

    use super::{HttpClient, MOST_OTHERS, OverReqwest};

    #[test]
    fn the_clients_that_were_used_last_are_kept() -> Result<(), String> {
        let transport = OverReqwest::with_connect_timeout(Duration::from_secs(10), false)?;
        for limit in [10, 1, 2, 3, 4, 1, 10, 5] {
            transport.client(Duration::from_secs(limit))?;
        }
        let own = transport.own.ok_or("none of its own")?;
        let kept = own.others.lock().map_err(|error| error.to_string())?;
        let kept: Vec<_> = kept.iter().map(|(used, _)| used.connect_timeout.as_secs()).collect();
        assert_eq!((kept.len(), kept), (MOST_OTHERS, vec![3, 4, 1, 5]));
        Ok(())
    }

    #[test]
    fn a_client_that_follows_redirects_is_not_taken() -> Result<(), reqwest::Error> {
        let client = |policy| reqwest::Client::builder().redirect(policy).build();
        for policy in [Policy::default(), Policy::limited(1), Policy::custom(|attempt| attempt.follow())] {
            let client = client(policy)?;
            assert!(OverReqwest::new(HttpClient::Ready(client)).is_err());
        }
        assert!(OverReqwest::new(HttpClient::Ready(client(Policy::none())?)).is_ok());
        assert!(OverReqwest::new(HttpClient::from(reqwest::Client::builder())).is_ok());
        Ok(())
    }
}
