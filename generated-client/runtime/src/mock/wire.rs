//! Requests and answers on a socket, faults included. What is answered is decided in `server`.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http_body_util::BodyExt;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::answering::Answering;
use super::index;
use super::received::Received;
use super::server::{Fate, Fault, Shared};

/// Serves until it is dropped, and all connections with it.
pub(super) async fn serve(shared: Arc<Shared>, listener: TcpListener) {
    let mut connections = JoinSet::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                connections.spawn(connection(Arc::clone(&shared), stream));
            }
            // Out of sockets, or a caller that went away at once: neither is the end.
            Err(_) => tokio::task::yield_now().await,
        }
        while connections.try_join_next().is_some() {}
    }
}

async fn connection(shared: Arc<Shared>, stream: TcpStream) {
    let service = service_fn(move |request| {
        let shared = Arc::clone(&shared);
        Box::pin(async move { respond(&shared, request).await })
    });
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    if std::future::poll_fn(|context| connection.poll_without_shutdown(context)).await.is_err() {
        // Dropped without a farewell: the caller sees a reset, not an end.
        let _ = connection.into_parts().io.into_inner().set_zero_linger();
    }
}

async fn respond(shared: &Shared, request: Request<Incoming>) -> io::Result<Response<Sent>> {
    let (received, path) = read(request).await?;
    let Some((mount, below)) = shared.mount(&path) else {
        return Ok(page(shared, &received, &path));
    };
    if below == "/" && mount.prefix.is_empty() && received.method == "GET" {
        return Ok(page(shared, &received, &path));
    }
    let Fate { answering, fault } = shared.answer(mount, Received { path: below.to_owned(), ..received }).await;
    match fault {
        Some(Fault::Reset) => Err(io::Error::other("the script resets the connection")),
        fault => Ok(response(answering, "application/json", fault.is_some())),
    }
}

/// What a person finds: the index, or the way to it.
fn page(shared: &Shared, received: &Received, path: &str) -> Response<Sent> {
    match (received.method.as_str(), path) {
        ("GET", "/") => response(Answering { http: 200, body: index::html(shared) }, "text/html; charset=utf-8", false),
        _ => {
            let body = format!("No vendor is served at {path}. {}/ lists what is.\n", shared.base_url);
            response(Answering { http: 404, body }, "text/plain; charset=utf-8", false)
        }
    }
}

async fn read(request: Request<Incoming>) -> io::Result<(Received, String)> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let received = Received {
        operation: None,
        method: head.method.to_string(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: head.headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect(),
        body: text(&body),
        http: None,
        refused: Vec::new(),
    };
    Ok((received, head.uri.path().to_owned()))
}

fn response(answering: Answering, content_type: &'static str, truncated: bool) -> Response<Sent> {
    let bytes = Bytes::from(answering.body);
    let whole = bytes.len();
    let sent = if truncated { bytes.slice(..whole / 2) } else { bytes };
    let mut response =
        Response::new(Sent { data: Some(sent), rest: if truncated { Rest::ToFlush } else { Rest::None } });
    *response.status_mut() = StatusCode::from_u16(answering.http).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if whole > 0 {
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    if truncated {
        response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(whole));
    }
    response
}

/// The body of an answer, or half of one.
pub(super) struct Sent {
    data: Option<Bytes>,
    rest: Rest,
}

/// What follows the data.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    None,
    /// A pause in which what was sent gets out, then the fault.
    ToFlush,
    Fault,
}

impl Body for Sent {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let this = self.get_mut();
        match (this.data.take(), this.rest) {
            (Some(data), _) if !data.is_empty() => Poll::Ready(Some(Ok(Frame::data(data)))),
            (_, Rest::None) => Poll::Ready(None),
            (_, Rest::ToFlush) => {
                this.rest = Rest::Fault;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            (_, Rest::Fault) => {
                this.rest = Rest::None;
                Poll::Ready(Some(Err(io::Error::other("the script ends the answer here"))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.rest == Rest::None && self.data.as_ref().is_none_or(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        match self.rest {
            Rest::None => SizeHint::with_exact(self.data.as_ref().map_or(0, Bytes::len) as u64),
            _ => SizeHint::default(),
        }
    }
}
