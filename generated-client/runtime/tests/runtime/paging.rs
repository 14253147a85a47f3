//! Lists that come page by page: where they end, what is asked, and how they go on after an error.

use std::ops::Range;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ficha_runtime::BoxFuture;
use ficha_runtime::{Error, HttpAnswer, HttpRequest, Retry, Rows, Stage, Transport, TransportError};

use crate::shop::{Article, Client};
use crate::vendor::token_of_its_own;

/// A vendor whose answer is a function of how many requests came before, the size asked for, and the page or offset.
#[derive(Clone)]
pub struct Lister {
    asked: Arc<Mutex<Vec<(i64, i64)>>>,
    answer: Arc<dyn Fn(usize, i64, i64) -> (u16, String) + Send + Sync>,
}

impl Lister {
    pub fn new(answer: impl Fn(usize, i64, i64) -> (u16, String) + Send + Sync + 'static) -> Lister {
        Lister { asked: Arc::default(), answer: Arc::new(answer) }
    }

    /// A list of so many rows, by pages, that ends without a word.
    pub fn by_pages(count: i64) -> Lister {
        Lister::new(move |_, size, page| rows(((page - 1) * size).min(count)..(page * size).min(count), None))
    }

    /// A list of so many rows, by offset, that tells its total.
    pub fn by_offset(count: i64) -> Lister {
        Lister::new(move |_, size, offset| rows(offset.min(count)..(offset + size).min(count), Some(count)))
    }

    pub fn client(&self) -> Client {
        let builder = Client::builder().transport(self.clone()).retry(Retry::never());
        builder.secret_key("secret").token(token_of_its_own()).build().unwrap()
    }

    pub fn asked(&self) -> Vec<(i64, i64)> {
        self.asked.lock().unwrap().clone()
    }
}

impl Transport for Lister {
    fn execute(&self, request: HttpRequest) -> BoxFuture<Result<HttpAnswer, TransportError>> {
        let asked = |name| request.url.query_pairs().find(|(key, _)| key == name)?.1.parse::<i64>().ok();
        let (size, place) = (asked("limit").unwrap(), asked("page").or_else(|| asked("offset")).unwrap());
        let mut all = self.asked.lock().unwrap();
        let (http, body) = (self.answer)(all.len(), size, place);
        all.push((size, place));
        Box::pin(async move {
            tokio::task::yield_now().await;
            Ok(HttpAnswer::new(http, body))
        })
    }
}

pub fn rows(ids: Range<i64>, total: Option<i64>) -> (u16, String) {
    let rows: Vec<_> = ids.map(|id| serde_json::json!({ "id": id })).collect();
    (200, serde_json::json!({ "success": true, "result": rows, "paging": { "total": total } }).to_string())
}

/// The rows up to the end or the first error.
pub async fn read(list: &mut Rows<Article>) -> (Vec<i64>, Option<Error>) {
    let mut ids = Vec::new();
    loop {
        match list.next().await {
            Some(Ok(row)) => ids.push(row.id),
            Some(Err(error)) => return (ids, Some(error)),
            None => return (ids, None),
        }
    }
}

pub async fn all(mut list: Rows<Article>) -> Vec<i64> {
    let (ids, error) = read(&mut list).await;
    assert!(error.is_none(), "{error:?}");
    assert!(list.next().await.is_none(), "it stays at its end");
    ids
}

pub fn numbers(range: Range<i64>) -> Vec<i64> {
    range.collect()
}

#[tokio::test]
async fn a_list_by_pages_ends_on_a_short_page() {
    for (count, asked) in [(7, 3), (2, 1), (0, 1)] {
        let lister = Lister::by_pages(count);
        assert_eq!(all(lister.client().articles().list().limit(3).rows()).await, numbers(0..count));
        assert_eq!(lister.asked(), (1..=asked).map(|page| (3, page)).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_list_by_pages_ends_on_each_way_to_say_that_there_are_no_rows() {
    let nothing = [
        (200, r#"{"success":true,"result":[]}"#),
        (200, r#"{"success":true,"code":201,"result":[]}"#),
        (200, r#"{"success":true,"code":204}"#),
        (204, ""),
    ];
    for (http, body) in nothing {
        let lister = Lister::new(move |_, size, page| match page {
            1 | 2 => rows((page - 1) * size..page * size, None),
            _ => (http, body.to_owned()),
        });
        assert_eq!(all(lister.client().articles().list().limit(2).rows()).await, numbers(0..4), "{http} {body}");
        assert_eq!(lister.asked().len(), 3);
    }
}

#[tokio::test]
async fn a_list_with_a_total_ends_there_and_asks_no_more() {
    for (count, asked) in [(6, 2), (7, 3), (0, 1)] {
        let lister = Lister::by_offset(count);
        assert_eq!(all(lister.client().stock().list().limit(3).rows()).await, numbers(0..count));
        assert_eq!(lister.asked(), (0..asked).map(|page| (3, 3 * page)).collect::<Vec<_>>());
    }
    // Pages that are shorter than asked for do not end it before the total does.
    let lister = Lister::new(|_, _, offset| rows(offset..(offset + 2).min(5), Some(5)));
    assert_eq!(all(lister.client().stock().list().limit(50).rows()).await, numbers(0..5));
    // Without a total, a short page does.
    let lister = Lister::new(|_, size, offset| rows(offset..(offset + size).min(5), None));
    assert_eq!(all(lister.client().stock().list().limit(2).rows()).await, numbers(0..5));
    assert_eq!(lister.asked().len(), 3);
}

#[tokio::test]
async fn it_starts_where_the_call_says_and_asks_for_a_usual_size() {
    let lister = Lister::by_pages(10);
    assert_eq!(all(lister.client().articles().list().limit(2).page(4).rows()).await, numbers(6..10));
    let lister = Lister::by_offset(10);
    assert_eq!(all(lister.client().stock().list().offset(8).rows()).await, numbers(8..10));
    assert_eq!(lister.asked(), [(100, 8)]);
}

#[tokio::test]
async fn nothing_is_asked_before_it_is_needed() {
    let lister = Lister::by_pages(10);
    let mut list = lister.client().articles().list().limit(2).rows();
    assert!(lister.asked().is_empty());
    for (row, asked) in [(0, 1), (1, 1), (2, 2), (3, 2), (4, 3)] {
        assert_eq!(list.next().await.unwrap().unwrap().id, row);
        assert_eq!(lister.asked().len(), asked, "no page ahead");
    }
    let mut pages = lister.client().articles().list().limit(4).pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.unwrap().len());
    }
    assert_eq!(sizes, [4, 4, 2]);
}

#[tokio::test]
async fn a_future_that_is_dropped_loses_nothing() {
    let lister = Lister::by_pages(3);
    let mut list = lister.client().articles().list().limit(2).rows();
    {
        let first = pin!(list.next());
        let polled = futures_poll(first).await;
        assert!(polled.is_none(), "it is on its way");
    }
    assert_eq!(all(list).await, numbers(0..3));
    assert_eq!(lister.asked().len(), 2, "and is not asked for again");
}

/// Polls once.
async fn futures_poll<F: Future>(mut future: std::pin::Pin<&mut F>) -> Option<F::Output> {
    std::future::poll_fn(|context| {
        std::task::Poll::Ready(match future.as_mut().poll(context) {
            std::task::Poll::Ready(output) => Some(output),
            std::task::Poll::Pending => None,
        })
    })
    .await
}

#[tokio::test]
async fn an_error_comes_after_the_rows_before_it_and_the_list_can_go_on() {
    let lister = Lister::new(|before, size, page| match before {
        2 => (401, r#"{"success":false,"message":"who are you?"}"#.to_owned()),
        _ => rows((page - 1) * size..(page * size).min(7), None),
    });
    let mut list = lister.client().articles().list().limit(2).rows();
    let (ids, error) = read(&mut list).await;
    let error = error.unwrap();
    assert_eq!((ids, error.stage(), error.http()), (numbers(0..4), Stage::Refused, Some(401)));
    assert!(list.next().await.is_none(), "who does not look at errors does not loop");
    assert_eq!(list.position(), 3);

    assert!(list.resume());
    assert!(!list.resume());
    assert_eq!(all(list).await, numbers(4..7));
    assert_eq!(lister.asked(), [(2, 1), (2, 2), (2, 3), (2, 3), (2, 4)]);
}

#[tokio::test]
async fn a_row_that_cannot_be_read_does_not_make_a_page_short() {
    let odd = r#"{"success":true,"result":[{"id":0},{"id":null}]}"#;
    let lister = Lister::new(move |_, size, page| match page {
        1 => (200, odd.to_owned()),
        _ => rows((page - 1) * size..(page * size).min(3), None),
    });
    assert_eq!(all(lister.client().articles().list().limit(2).rows()).await, [0, 2]);

    let odd = r#"{"success":true,"result":[{"id":0},{"id":null}],"paging":{"total":4}}"#;
    let lister = Lister::new(move |_, size, offset| match offset {
        0 => (200, odd.to_owned()),
        _ => rows(offset..(offset + size).min(4), Some(4)),
    });
    assert_eq!(all(lister.client().stock().list().limit(2).rows()).await, numbers(0..4));
    let lister = Lister::new(move |_, size, offset| match offset {
        1 => (200, r#"{"success":true,"result":[{"id":null}],"paging":{"total":3}}"#.to_owned()),
        _ => rows(offset..(offset + size).min(3), Some(3)),
    });
    assert_eq!(all(lister.client().stock().list().limit(1).rows()).await, [0, 2]);
}

#[tokio::test(start_paused = true)]
async fn each_page_is_a_call_with_limits_and_retries_of_its_own() {
    let lister = Lister::new(|before, size, page| match before % 2 {
        0 => (503, String::new()),
        _ => rows((page - 1) * size..(page * size).min(5), None),
    });
    let retry = Retry::default().pauses(Duration::from_secs(5), Duration::from_secs(5));
    let call = lister.client().articles().list().limit(2).timeout(Duration::from_secs(10)).retry(retry);
    assert_eq!(all(call.rows()).await, numbers(0..5));
    assert_eq!(lister.asked().len(), 6);
}

#[test]
fn rows_are_streams_that_can_move_between_threads() {
    fn is_a_stream(_: impl futures_core::Stream<Item = Result<Article, Error>> + Send + Unpin + 'static) {}
    is_a_stream(Lister::by_pages(1).client().articles().list().rows());
}
