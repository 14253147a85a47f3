//! A vendor on a socket of this machine: gives one answer, and keeps what it was asked.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpListener;

/// A running server; it stops with the runtime of its test.
pub struct Vendor {
    base_url: String,
    received: Arc<Mutex<Vec<Received>>>,
}

/// A request as it came over the wire.
#[derive(Debug)]
struct Received {
    method: String,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    body: Bytes,
}

/// What a request has to be.
pub struct Expected<'e> {
    /// The method.
    pub method: &'e str,
    /// The path below the base address, before it is percent-encoded.
    pub path: &'e str,
    /// Names and values of the query, before they are percent-encoded, in any order; there are no others.
    pub query: &'e [(&'e str, &'e str)],
    /// Headers that have to be there, once each.
    pub headers: &'e [(&'e str, &'e str)],
    /// The body as JSON; `None`: there is none.
    pub body: Option<&'e str>,
    /// Whether the page prints the body at all.
    pub body_is_compared: bool,
}

impl Vendor {
    /// Answers every request with this status and body.
    pub async fn answering(status: u16, body: &'static str) -> Vendor {
        let listener = match TcpListener::bind("127.0.0.1:0").await {
            Ok(listener) => listener,
            Err(error) => panic!("no port on the loopback: {error}"),
        };
        let address = listener.local_addr().map_or_else(|error| panic!("{error}"), |address| address.to_string());
        let received = Arc::new(Mutex::new(Vec::new()));
        tokio::spawn(serve(listener, status, body, Arc::clone(&received)));
        Vendor { base_url: format!("http://{address}"), received }
    }

    /// The address to call instead of the vendor's own.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// An HTTP client that no proxy of the environment comes between.
    pub fn http_client() -> reqwest::ClientBuilder {
        reqwest::Client::builder().no_proxy()
    }

    /// Holds the one request that came against what it has to be.
    pub fn received(&self, expected: &Expected<'_>) {
        let all = self.received.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let [request] = all.as_slice() else { panic!("{} requests came instead of one: {all:?}", all.len()) };
        assert_eq!(request.method, expected.method);
        assert_eq!(decoded(&request.path), expected.path);
        let pairs = request.query.split('&').filter_map(|pair| pair.split_once('='));
        let query: BTreeSet<_> = pairs.map(|(key, value)| (decoded(key), decoded(value))).collect();
        let wanted = expected.query.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        assert_eq!(query, wanted.collect());
        for (name, value) in expected.headers {
            let sent = request.headers.iter().filter(|(header, _)| header.eq_ignore_ascii_case(name));
            let sent: Vec<&str> = sent.map(|(_, value)| value.as_str()).collect();
            assert_eq!(sent, [*value], "the header {name}");
        }
        if expected.body_is_compared {
            let body = (!request.body.is_empty()).then(|| json(&String::from_utf8_lossy(&request.body)));
            assert_eq!(body, expected.body.map(json));
        }
    }
}

/// A part of an address as it was before it was percent-encoded.
fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// A value that can be anything, from its text.
pub fn json(text: &str) -> Value {
    text.parse().unwrap_or_else(|error| panic!("{text:?} is not JSON: {error}"))
}

async fn serve(listener: TcpListener, status: u16, body: &'static str, received: Arc<Mutex<Vec<Received>>>) {
    while let Ok((stream, _)) = listener.accept().await {
        let received = Arc::clone(&received);
        let answer = hyper::service::service_fn(move |request: Request<Incoming>| {
            let received = Arc::clone(&received);
            async move {
                let request = read(request).await;
                received.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push(request);
                let text = if status == 204 { "" } else { body };
                let mut response = Response::new(Full::new(Bytes::from_static(text.as_bytes())));
                *response.status_mut() = hyper::StatusCode::from_u16(status).unwrap_or_default();
                Ok::<_, Infallible>(response)
            }
        });
        tokio::spawn(hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), answer));
    }
}

async fn read(request: Request<Incoming>) -> Received {
    let (head, body) = request.into_parts();
    let headers = head.headers.iter();
    let headers =
        headers.map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
    Received {
        method: head.method.to_string(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: headers.collect(),
        body: body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default(),
    }
}
