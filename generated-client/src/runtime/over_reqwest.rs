//! The transport over `reqwest`: one exchange, no redirects, and a judgement of how far a failed request came.

use std::time::Duration;

use reqwest::redirect::Policy;

use super::error::Cause;
use super::spec::Method;
use super::transport::{BoxFuture, HttpAnswer, HttpRequest, Transport, TransportError};

/// The most that is read of an answer's body, in bytes.
const LARGEST_BODY: usize = 32 * 1024 * 1024;

/// An HTTP client to use instead of the default one.
#[derive(Debug)]
pub enum HttpClient {
    /// One that is ready. It must not follow redirects.
    Ready(reqwest::Client),
    /// One to be built; redirects are switched off before it is.
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
}

impl OverReqwest {
    pub(crate) fn new(client: HttpClient) -> Result<OverReqwest, String> {
        let client = match client {
            HttpClient::Ready(client) if follows_redirects(&client) => {
                return Err("follows redirects, which would carry the credentials to other hosts: build it with \
                            `.redirect(reqwest::redirect::Policy::none())`, or hand in its builder"
                    .to_owned());
            }
            HttpClient::Ready(client) => client,
            HttpClient::Builder(builder) => builder
                .redirect(Policy::none())
                .referer(false)
                .build()
                .map_err(|error| format!("cannot be built: {error}"))?,
        };
        Ok(OverReqwest { client })
    }

    /// The client that is used where none is handed in.
    pub(crate) fn builder(connect_timeout: Duration) -> reqwest::ClientBuilder {
        let agent = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
        reqwest::Client::builder().connect_timeout(connect_timeout).user_agent(agent)
    }
}

/// Whether a client may follow redirects. `reqwest` tells its policy in no other way than its `Debug` text, which names it
/// unless it is the default one; what is not surely "none" counts as following.
fn follows_redirects(client: &reqwest::Client) -> bool {
    !format!("{client:?}").contains("redirect_policy: \"Policy(None)\"")
}

impl Transport for OverReqwest {
    fn execute(&self, request: HttpRequest) -> BoxFuture<Result<HttpAnswer, TransportError>> {
        Box::pin(exchange(self.client.clone(), request))
    }
}

async fn exchange(client: reqwest::Client, request: HttpRequest) -> Result<HttpAnswer, TransportError> {
    let mut outgoing = reqwest::Request::new(method(request.method), request.url);
    *outgoing.headers_mut() = request.headers;
    *outgoing.body_mut() = request.body.map(reqwest::Body::from);
    *outgoing.timeout_mut() = Some(request.timeout);

    let mut response = client.execute(outgoing).await.map_err(without_answer)?;
    let http = response.status().as_u16();
    let headers = std::mem::take(response.headers_mut());
    let mut body = Vec::new();
    loop {
        let cause = match response.chunk().await {
            Ok(None) => return Ok(HttpAnswer { http, headers, body }),
            Ok(Some(chunk)) if body.len() + chunk.len() <= LARGEST_BODY => {
                body.extend_from_slice(&chunk);
                continue;
            }
            Ok(Some(_)) => Cause::text(format!("the body is larger than {LARGEST_BODY} bytes")),
            Err(error) => Cause::new(&error.without_url()),
        };
        return Err(TransportError::BrokenOff { http, body, cause });
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
    use reqwest::redirect::Policy;

    use super::{HttpClient, OverReqwest};

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
