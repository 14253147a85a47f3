//! Connections that are used again, by a vendor that closes them, spoils them or says too much: what a call comes to is what
//! the vendor's ledger says, and nothing is done twice.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ficha_runtime::{Begun, Cause, Error, Hook, HttpRequest, Retry, Stage, Validation};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::shop::{Client, ClientBuilder, NewArticle};
use crate::vendor::{SECRET_KEY, read_request, token_of_its_own};

pub const DONE: &str = r#"{"success":true,"result":null}"#;

/// What the vendor does with one request, of which it has read nothing yet.
#[derive(Clone)]
pub enum Turn {
    /// Reads it, answers with these bytes, and waits for the next one.
    Answer(Vec<u8>),
    /// The same, and so long after the answer it closes the connection.
    AnswerAndClose(Vec<u8>, Duration),
    /// Reads it, and answers after so long with the number of the call as a row, in two halves with the same time between.
    Echo(Duration),
    /// Reads it, and answers with the first and then, as long as anybody takes it, with the second.
    Forever(&'static str, &'static str),
    /// Reads so many bytes of it and closes the connection.
    ReadAndClose(usize),
    /// Reads it and closes the connection.
    Close,
    /// Answers when it has read so many bytes, and resets the connection.
    AnswerEarly(usize, Vec<u8>),
}

pub fn keep_alive(body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len()).into()
}

/// A vendor that does its turns one after the other, and the calls whose requests it has seen, by the number in a header.
pub struct Shop {
    pub base_url: String,
    pub seen: Arc<Mutex<HashMap<usize, usize>>>,
    pub call: Arc<AtomicUsize>,
    /// A thread of its own: it is to race with the client.
    runtime: Option<tokio::runtime::Runtime>,
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.runtime.take().unwrap().shutdown_background();
    }
}

/// Numbers what leaves.
struct Numbering(Arc<AtomicUsize>);

impl Hook for Numbering {
    fn before(&self, _: &Begun, request: &mut HttpRequest) -> Result<(), Cause> {
        request.headers.insert("x-call", self.0.load(Ordering::SeqCst).into());
        Ok(())
    }
}

impl Shop {
    pub fn doing(turns: impl IntoIterator<Item = Turn, IntoIter: Send + 'static>) -> Shop {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let (seen, turns) = (Arc::<Mutex<HashMap<usize, usize>>>::default(), Arc::new(Mutex::new(turns.into_iter())));
        let ledger = Arc::clone(&seen);
        runtime.spawn(async move {
            let listener = TcpListener::from_std(listener).unwrap();
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(connection(stream, Arc::clone(&turns), Arc::clone(&ledger)));
            }
        });
        Shop { base_url, seen, call: Arc::default(), runtime: Some(runtime) }
    }

    pub fn client(&self) -> Client {
        self.builder(|builder| builder)
    }

    pub fn builder(&self, settings: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
        let retry = Retry::default().pauses(Duration::from_millis(1), Duration::from_millis(1));
        let builder = Client::builder().base_url(&self.base_url).hook(Numbering(Arc::clone(&self.call))).retry(retry);
        let http = reqwest::Client::builder().no_proxy();
        let builder = builder.http_client(http).validation(Validation::Off).read_timeout(Duration::from_secs(5));
        settings(builder).secret_key(SECRET_KEY).token(token_of_its_own()).build().unwrap()
    }

    /// Creates an article with so long a name: what came of it, and how often the vendor has seen it.
    pub async fn create(&self, client: &Client, length: usize) -> (Result<(), Error>, usize) {
        let call = self.call.fetch_add(1, Ordering::SeqCst) + 1;
        let body = NewArticle::builder().kind("thing").name("x".repeat(length)).build_unchecked();
        let told = client.articles().create(body).send().await.map(drop);
        (told, self.seen.lock().unwrap().get(&call).copied().unwrap_or_default())
    }
}

async fn connection<T: Iterator<Item = Turn>>(
    mut stream: TcpStream,
    turns: Arc<Mutex<T>>,
    seen: Arc<Mutex<HashMap<usize, usize>>>,
) {
    loop {
        // A turn is for a request, not for a connection: one that is closed unused takes none.
        if !matches!(stream.peek(&mut [0]).await, Ok(1)) {
            return;
        }
        let Some(turn) = turns.lock().unwrap().next() else { return };
        let see = |head: &str| {
            let number = head.split("x-call: ").nth(1).and_then(|rest| rest.split('\r').next()?.parse().ok());
            number.map(|number: usize| *seen.lock().unwrap().entry(number).or_default() += 1)
        };
        match turn {
            Turn::ReadAndClose(bytes) | Turn::AnswerEarly(bytes, _) => {
                let mut head = vec![0; bytes];
                let read = stream.read_exact(&mut head).await.map_or(0, |read| read);
                see(&String::from_utf8_lossy(&head[..read]));
                if let Turn::AnswerEarly(_, answer) = turn {
                    let _ = stream.write_all(&answer).await;
                    let _ = stream.set_zero_linger();
                }
                return;
            }
            Turn::Answer(answer) | Turn::AnswerAndClose(answer, _) if answer.is_empty() => return,
            Turn::Answer(ref answer) | Turn::AnswerAndClose(ref answer, _) => {
                let asked = read_request(&mut stream).await;
                see(&format!("x-call: {}\r", asked.header("x-call").concat()));
                if stream.write_all(answer).await.is_err() {
                    return;
                }
                if let Turn::AnswerAndClose(_, pause) = turn {
                    tokio::time::sleep(pause).await;
                    return;
                }
            }
            Turn::Echo(pause) => {
                let call = read_request(&mut stream).await.header("x-call").concat();
                let answer = keep_alive(&format!(r#"{{"success":true,"result":[{{"id":{call}}}]}}"#));
                for half in answer.chunks(answer.len().div_ceil(2)) {
                    tokio::time::sleep(pause).await;
                    let _ = stream.write_all(half).await;
                }
            }
            Turn::Forever(start, again) => {
                read_request(&mut stream).await;
                let _ = stream.write_all(start.as_bytes()).await;
                let again = again.repeat(1_000);
                while stream.write_all(again.as_bytes()).await.is_ok() {}
                return;
            }
            Turn::Close => {
                let asked = read_request(&mut stream).await;
                see(&format!("x-call: {}\r", asked.header("x-call").concat()));
                return;
            }
        }
    }
}

/// Holds what a create was told as against what the vendor has seen of it.
fn assert_told_as_it_is(told: &Result<(), Error>, seen: usize) {
    let stage = told.as_ref().err().map(Error::stage);
    match stage {
        None | Some(Stage::Unreadable | Stage::Refused) => assert_eq!(seen, 1, "{told:?}"),
        Some(Stage::UnknownOutcome) => assert!(seen <= 1, "{seen}: {told:?}"),
        Some(stage) => assert_eq!((stage, seen), (Stage::NotSent, 0), "{told:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vendor_that_closes_what_is_idle_gets_no_create_twice() {
    let pauses = (0..).map(|n: u64| Duration::from_micros(n * 37 % 900));
    let shop = Shop::doing(pauses.map(|pause| Turn::AnswerAndClose(keep_alive(DONE), pause)));
    let client = shop.client();
    let mut done = 0;
    for call in 0..400_u64 {
        tokio::time::sleep(Duration::from_micros(call * 53 % 700)).await;
        let (told, seen) = shop.create(&client, 10).await;
        assert_told_as_it_is(&told, seen);
        done += usize::from(told.is_ok());
    }
    assert!(done > 100, "{done}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_that_ends_in_the_middle_of_a_create_leaves_it_unknown() {
    for size in [10, 1_000_000] {
        let ends = (0..).flat_map(|n: usize| {
            let end = if n.is_multiple_of(3) { Turn::Close } else { Turn::ReadAndClose(1 + n * 41 % 200) };
            [Turn::Answer(keep_alive(DONE)), end]
        });
        let shop = Shop::doing(ends);
        let client = shop.client();
        for _ in 0..40 {
            let (told, seen) = shop.create(&client, 10).await;
            assert_eq!((told.map_err(|error| error.stage()), seen), (Ok(()), 1));
            let (told, seen) = shop.create(&client, size).await;
            assert_eq!(told.as_ref().unwrap_err().stage(), Stage::UnknownOutcome, "{told:?}");
            assert!(seen <= 1, "{seen}");
        }
    }
}

#[tokio::test]
async fn a_read_on_a_connection_that_ends_is_made_again() {
    let row = keep_alive(r#"{"success":true,"result":[{"id":7}]}"#);
    let shop = Shop::doing([Turn::Answer(row.clone()), Turn::Close, Turn::ReadAndClose(3), Turn::Answer(row)]);
    let client = shop.client();
    client.articles().list().send().await.unwrap();
    assert_eq!(client.articles().list().send().await.unwrap()[0].id, 7);
    assert_eq!(shop.seen.lock().unwrap()[&0], 3);
}

#[tokio::test]
async fn what_a_vendor_says_beyond_its_answer_answers_no_other_call() {
    let rows = |id: u32| keep_alive(&format!(r#"{{"success":true,"result":[{{"id":{id}}}]}}"#));
    for extra in [rows(666), b"x".to_vec(), b"\r\n\r\n".to_vec(), b"HTTP/1.1 408 Request Timeout\r\n\r\n".to_vec()] {
        let shop = Shop::doing((0..20).map(move |n| Turn::Answer([rows(n), extra.clone()].concat())));
        let client = shop.client();
        for call in 0..20 {
            assert_eq!(client.articles().list().send().await.unwrap()[0].id, call);
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_comes_before_the_request_is_read_is_that_answer_or_none() {
    let refusal = b"HTTP/1.1 413 Too Large\r\ncontent-length: 33\r\nconnection: close\r\n\r\n{\"success\":false,\"message\":\"no\"}\n";
    let shop = Shop::doing((0..).map(|_| Turn::AnswerEarly(600, refusal.to_vec())));
    let client = shop.client();
    for size in [1_000, 100_000, 3_000_000] {
        for _ in 0..8 {
            let (told, seen) = shop.create(&client, size).await;
            let stage = told.unwrap_err().stage();
            assert!(matches!(stage, Stage::Refused | Stage::Unreadable | Stage::UnknownOutcome), "{stage:?}");
            assert_eq!(seen, 1);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_comes_too_late_answers_no_other_call() {
    let shop = Shop::doing((0..).map(|n: u64| Turn::Echo(Duration::from_millis(n % 2 * 20))));
    let client = shop.client();
    for call in 0..60 {
        // Given up before the answer, within it, or about when it ends.
        let patience = Duration::from_millis([5, 19, 21, 30, 39, 41][call % 6]);
        shop.call.store(call, Ordering::SeqCst);
        let list = client.articles().list().retry(Retry::never());
        let answer = match call % 4 {
            0 => list.read_timeout(patience).send().await.ok(),
            1 => tokio::time::timeout(patience, list.send()).await.ok().map(Result::unwrap),
            _ => Some(list.send().await.unwrap()),
        };
        assert!(answer.is_none_or(|answer| usize::try_from(answer[0].id) == Ok(call)), "{call}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vendor_that_does_not_stop_is_stopped_listening_to() {
    const CHUNKED: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let shop = Shop::doing((0..).map(|_| Turn::Forever(CHUNKED, "1\r\n \r\n")));
    // Only the time can end it.
    let client = shop.builder(|builder| builder.answer_limit(usize::MAX));
    let article = NewArticle::builder().kind("thing").name("once").build().unwrap();
    let error = client.articles().create(article).timeout(Duration::from_millis(800)).send().await.unwrap_err();
    assert_eq!(error.stage(), Stage::Unreadable, "{error:?}");
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(cause.contains("`timeout`"), "{cause}");
}
