//! A vendor on a socket of this machine: plays a list of acts, one connection each, and keeps what it was asked.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::shop::{Client, ClientBuilder};

pub const SECRET_KEY: &str = "canary-key/7\"x";
pub const TOKEN: &str = "canary-token-8";

/// A token that nobody else has: calls with the same one take turns, in other tests too.
pub fn token_of_its_own() -> String {
    static GIVEN: AtomicUsize = AtomicUsize::new(0);
    format!("{TOKEN}-{}", GIVEN.fetch_add(1, Ordering::Relaxed))
}

/// What the vendor does with one connection.
#[derive(Debug, Clone)]
pub enum Act {
    /// Answers with this status and body.
    Answer(u16, Vec<u8>),
    /// Answers with exactly these bytes.
    Raw(Vec<u8>),
    /// Reads the request and closes.
    Close,
    /// Reads the request and says nothing.
    Silence,
    /// Begins to answer with these bytes and says nothing more.
    Stall(Vec<u8>),
    /// Resets the connection when a request has come, without reading it.
    ResetUnread,
    /// Reads the request and resets the connection.
    Reset,
}

/// Status 200 and a body.
pub fn ok(body: &str) -> Act {
    Act::Answer(200, body.into())
}

/// A request as it came over the wire.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub line: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Asked {
    pub fn header(&self, name: &str) -> Vec<&str> {
        let same = self.headers.iter().filter(|(header, _)| header.eq_ignore_ascii_case(name));
        same.map(|(_, value)| value.as_str()).collect()
    }
}

pub struct Vendor {
    pub base_url: String,
    connections: Arc<AtomicUsize>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Vendor {
    pub async fn playing(acts: Vec<Act>) -> Vendor {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}/v1", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let ledger = Arc::clone(&asked);
        let connections = Arc::new(AtomicUsize::new(0));
        let accepted = Arc::clone(&connections);
        tokio::spawn(async move {
            for act in acts {
                let (stream, _) = listener.accept().await.unwrap();
                accepted.fetch_add(1, Ordering::SeqCst);
                serve(stream, act, &ledger).await;
            }
        });
        Vendor { base_url, connections, asked }
    }

    /// How many connections it has taken.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    pub fn client(&self) -> Client {
        self.builder(|builder| builder)
    }

    pub fn builder(&self, settings: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
        let builder = Client::builder().base_url(&self.base_url).http_client(reqwest_client());
        settings(builder).secret_key(SECRET_KEY).token(token_of_its_own()).build().unwrap()
    }
}

/// A client that no proxy of the environment comes between.
fn reqwest_client() -> reqwest::ClientBuilder {
    reqwest::Client::builder().no_proxy()
}

async fn serve(mut stream: TcpStream, act: Act, ledger: &Mutex<Vec<Asked>>) {
    if let Act::ResetUnread = act {
        stream.peek(&mut [0]).await.unwrap();
        return stream.set_zero_linger().unwrap();
    }
    let asked = read_request(&mut stream).await;
    ledger.lock().unwrap().push(asked);
    match act {
        Act::Answer(status, body) => {
            let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
            let body = if status == 204 { Vec::new() } else { body };
            let _ = stream.write_all(&[head.as_bytes(), &body].concat()).await;
        }
        Act::Raw(bytes) => {
            let _ = stream.write_all(&bytes).await;
        }
        Act::Close | Act::ResetUnread => {}
        Act::Reset => stream.set_zero_linger().unwrap(),
        Act::Silence => stay_silent(stream),
        Act::Stall(bytes) => {
            let _ = stream.write_all(&bytes).await;
            stay_silent(stream);
        }
    }
}

fn stay_silent(mut stream: TcpStream) {
    tokio::spawn(async move {
        let _ = stream.read(&mut [0]).await;
    });
}

/// The next request on a connection; an empty one where the caller is gone.
pub async fn read_request(stream: &mut TcpStream) -> Asked {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk).await.unwrap_or_default() {
            0 => return Asked::default(),
            length => bytes.extend_from_slice(&chunk[..length]),
        }
    };
    let head = String::from_utf8(bytes[..head_end].to_vec()).unwrap();
    let mut lines = head.split("\r\n");
    let line = lines.next().unwrap().to_owned();
    let headers: Vec<(String, String)> =
        lines.map(|line| line.split_once(": ").unwrap()).map(|(name, value)| (name.into(), value.into())).collect();
    let mut asked = Asked { line, headers, body: bytes[head_end + 4..].to_vec() };
    let length = asked.header("content-length").first().map_or(0, |length| length.parse().unwrap());
    while asked.body.len() < length {
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk).await.unwrap_or_default() {
            0 => break,
            read => asked.body.extend_from_slice(&chunk[..read]),
        }
    }
    asked
}
