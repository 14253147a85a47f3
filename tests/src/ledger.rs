//! A vendor that keeps a ledger of what it was asked to create, and misbehaves at the socket in one request of twenty.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A running server; it stops with the runtime of its test.
pub struct Ledger {
    base_url: String,
    books: Arc<Books>,
}

/// What the server knows.
#[derive(Default)]
struct Books {
    requests: AtomicUsize,
    faults: AtomicUsize,
    within: AtomicUsize,
    most_within: AtomicUsize,
    created: Mutex<BTreeMap<String, usize>>,
}

/// How a request is treated. The faults that follow an entry into the ledger are the ones that tempt a client to do harm.
#[derive(Clone, Copy)]
enum Treatment {
    Good,
    /// Nothing is entered, the connection is reset.
    ResetBefore,
    /// Entered, then the connection is reset.
    ResetAfter,
    /// Entered, then closed within the answer.
    CloseWithin,
    /// Entered, then silence.
    Silence,
    /// Nothing is entered; a proxy's page says so.
    BadGateway,
    /// Nothing is entered; the vendor is busy.
    Busy,
    /// Entered, and the answer is no JSON.
    Garbled,
}

impl Treatment {
    /// Good but for one in twenty; which one, the number decides, so that every run meets the same faults.
    fn of(number: usize) -> Treatment {
        use Treatment::{BadGateway, Busy, CloseWithin, Garbled, Good, ResetAfter, ResetBefore, Silence};
        const FAULTS: [Treatment; 7] = [ResetBefore, ResetAfter, CloseWithin, Silence, BadGateway, Busy, Garbled];
        // Spread, so that no kind of call meets more faults than another.
        let spread = number.wrapping_mul(48_271) % 2_147_483_647;
        match spread % 20 {
            13 => FAULTS.get(spread / 20 % FAULTS.len()).copied().unwrap_or(Good),
            _ => Good,
        }
    }

    fn is_entered(self) -> bool {
        !matches!(self, Treatment::ResetBefore | Treatment::BadGateway | Treatment::Busy)
    }
}

impl Ledger {
    /// Opens the ledger on a port of this machine.
    pub async fn open() -> std::io::Result<Ledger> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let books = Arc::new(Books::default());
        let server = Arc::clone(&books);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&server)));
            }
        });
        Ok(Ledger { base_url, books })
    }

    /// The address to call instead of the vendor's own.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// How many requests came, and how many of them were treated badly.
    pub fn requests(&self) -> (usize, usize) {
        (self.books.requests.load(Ordering::SeqCst), self.books.faults.load(Ordering::SeqCst))
    }

    /// The most requests that it has worked on at once.
    pub fn most_at_once(&self) -> usize {
        self.books.most_within.load(Ordering::SeqCst)
    }

    /// How often each code was created.
    pub fn created(&self) -> BTreeMap<String, usize> {
        self.books.created.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Books {
    /// Works on a request: enters what is to be entered.
    async fn work(&self, method: &str, body: &[u8]) -> Treatment {
        let within = self.within.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_within.fetch_max(within, Ordering::SeqCst);
        tokio::task::yield_now().await;
        let treatment = Treatment::of(self.requests.fetch_add(1, Ordering::SeqCst));
        if !matches!(treatment, Treatment::Good) {
            self.faults.fetch_add(1, Ordering::SeqCst);
        }
        if method == "POST" && treatment.is_entered() {
            let code = serde_json::from_slice::<Value>(body).map(|body| body["codigo"].to_string()).unwrap_or_default();
            *self.created.lock().unwrap_or_else(PoisonError::into_inner).entry(code).or_default() += 1;
        }
        self.within.fetch_sub(1, Ordering::SeqCst);
        treatment
    }
}

/// Answers the requests of one connection until one is treated in a way that ends it.
async fn serve(mut stream: TcpStream, books: Arc<Books>) {
    let mut bytes = Vec::new();
    while let Some((method, body)) = request(&mut stream, &mut bytes).await {
        let treatment = books.work(&method, &body).await;
        let result = if method == "GET" { "[]" } else { "null" };
        let good = format!(r#"{{"success":true,"code":200,"message":"done","result":{result},"errors":null}}"#);
        let answered = match treatment {
            Treatment::Good => answer(&mut stream, 200, &good).await,
            Treatment::BadGateway => answer(&mut stream, 502, "<html>Bad gateway</html>").await,
            Treatment::Busy => answer(&mut stream, 503, r#"{"success":false,"message":"busy"}"#).await,
            Treatment::Garbled => answer(&mut stream, 200, "<html>Welcome</html>").await,
            Treatment::ResetBefore | Treatment::ResetAfter => {
                let _ = stream.set_zero_linger();
                return;
            }
            Treatment::CloseWithin => {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"success\":true,").await;
                return;
            }
            Treatment::Silence => {
                tokio::time::sleep(Duration::from_secs(60)).await;
                return;
            }
        };
        if answered.is_err() {
            return;
        }
    }
}

async fn answer(stream: &mut TcpStream, status: u16, body: &str) -> std::io::Result<()> {
    let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n\r\n", body.len());
    stream.write_all(&[head.as_bytes(), body.as_bytes()].concat()).await
}

/// The method and the body of the next request on a connection; what was read beyond it stays.
async fn request(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<(String, Vec<u8>)> {
    loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
            let whole = end + 4 + length.unwrap_or(0_usize);
            if bytes.len() >= whole {
                let method = head.split(' ').next().unwrap_or_default().to_ascii_uppercase();
                let body = bytes[end + 4..whole].to_vec();
                bytes.drain(..whole);
                return Some((method, body));
            }
        }
        if stream.read_buf(bytes).await.ok()? == 0 {
            return None;
        }
    }
}
