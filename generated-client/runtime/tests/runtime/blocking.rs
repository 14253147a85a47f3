//! Calls without async: the same operations and the same errors, from any thread.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use ficha_runtime::{Begun, Blocking, Cause, Hook, HttpRequest, Retry, Rows, Stage};

use crate::reusing::{DONE, Shop, Turn, keep_alive};
use crate::scripted::Outcome::{Answer, Http, NoAnswer, NotSent, Slow};
use crate::scripted::Scripted;
use crate::shop::{Article, Client, NewArticle};
use crate::vendor::{Vendor, ok, token_of_its_own};

#[test]
fn a_call_can_be_waited_for_without_a_runtime() {
    let script =
        Scripted::playing([Slow(Duration::from_millis(20), Box::new(Http(200))), NotSent, Http(200), NoAnswer]);
    let client = script.client();
    let articles = client.articles();
    assert!(articles.list().send_blocking().unwrap().is_empty());
    articles.remove(1).send_blocking().unwrap();
    let body = NewArticle::builder().kind("thing").name("ñandú").build().unwrap();
    let error = articles.create(body).send_blocking().unwrap_err();
    assert_eq!((error.stage(), script.times().len()), (Stage::UnknownOutcome, 4));
}

#[test]
fn a_call_that_panics_is_an_error_and_the_next_one_is_carried() {
    let script = Scripted::playing([]);
    let error = script.client().articles().remove(1).send_blocking().unwrap_err();
    assert_eq!(error.stage(), Stage::UnknownOutcome);
    let script = Scripted::playing([Http(200)]);
    script.client().articles().remove(1).send_blocking().unwrap();
}

#[test]
fn rows_come_in_a_for_loop() {
    let page = |rows: &str| Answer(200, vec![], format!(r#"{{"success":true,"result":[{rows}]}}"#));
    let script = Scripted::playing([page(r#"{"id":1},{"id":2}"#), Http(401), page(r#"{"id":3}"#)]);
    let mut rows = script.client().articles().list().limit(2).rows().blocking();
    let told: Vec<Result<i64, Stage>> = rows.by_ref().map(|row| row.map(|row| row.id).map_err(|e| e.stage())).collect();
    assert_eq!(told, [Ok(1), Ok(2), Err(Stage::Refused)]);
    assert!(rows.stream().unwrap().resume());
    assert_eq!(rows.map(|row| row.unwrap().id).collect::<Vec<_>>(), [3]);
}

/// Steps a list before every attempt, and keeps what that brings.
#[derive(Clone)]
struct Stepping {
    rows: Arc<Mutex<Blocking<Rows<Article>>>>,
    brought: Arc<Mutex<Vec<Option<Stage>>>>,
}

impl Hook for Stepping {
    fn before(&self, _: &Begun, _: &mut HttpRequest) -> Result<(), Cause> {
        let mut rows = self.rows.lock().unwrap();
        let steps = rows.by_ref().take(3).map(|row| row.err().map(|error| error.stage()));
        self.brought.lock().unwrap().extend(steps);
        Ok(())
    }
}

#[test]
fn a_list_that_cannot_be_stepped_within_a_blocking_call_stays_where_it_was() {
    let page = |rows: &str| Answer(200, vec![], format!(r#"{{"success":true,"result":[{rows}]}}"#));
    let listing = Scripted::playing([page(r#"{"id":1},{"id":2}"#), page(r#"{"id":3}"#)]);
    let mut rows = listing.client().articles().list().limit(2).rows().blocking();
    assert_eq!(rows.next().unwrap().unwrap().id, 1);

    let stepping = Stepping { rows: Arc::new(Mutex::new(rows)), brought: Arc::default() };
    let script = Scripted::playing([Http(200), Http(200)]);
    let client = script.builder(|builder| builder.hook(stepping.clone()));
    client.articles().remove(1).send_blocking().unwrap();
    client.articles().remove(1).send_blocking().unwrap();
    // Once for each loop, so that one that passes over errors ends.
    assert_eq!(*stepping.brought.lock().unwrap(), [Some(Stage::NotSent), Some(Stage::NotSent)]);

    let mut rows = stepping.rows.lock().unwrap();
    assert_eq!(rows.by_ref().map(|row| row.unwrap().id).collect::<Vec<_>>(), [2, 3]);
    assert!(rows.stream().is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_works_within_a_runtime_and_over_a_socket() {
    let vendor = Vendor::playing(vec![ok(r#"{"success":true,"result":[{"id":7}]}"#)]).await;
    let client = vendor.builder(|builder| builder.retry(Retry::never()));
    assert_eq!(client.articles().list().send_blocking().unwrap()[0].id, 7);
}

/// Asks another client before every attempt, as one might for a signature.
struct Asking(Client);

impl Hook for Asking {
    fn before(&self, _: &Begun, _: &mut HttpRequest) -> Result<(), Cause> {
        self.0.articles().list().send_blocking().map(drop).map_err(|error| Cause::new(&error))
    }
}

#[test]
fn a_blocking_call_within_a_blocking_call_is_an_error_and_does_not_wait_for_itself() {
    let (inner, outer) = (Scripted::playing([]), Scripted::playing([]));
    let client = outer.builder(|builder| builder.hook(Asking(inner.client())).retry(Retry::never()));
    let (done, waiting) = std::sync::mpsc::channel();
    std::thread::spawn(move || done.send(client.articles().remove(1).send_blocking().unwrap_err()));
    let error = waiting.recv_timeout(Duration::from_secs(10)).expect("it waits for itself");
    assert_eq!((error.stage(), inner.times().len(), outer.times().len()), (Stage::NotSent, 0, 0));
    let told = std::iter::successors(std::error::Error::source(&error), |error| error.source());
    assert!(told.map(ToString::to_string).any(|told| told.contains("would wait for itself")), "{error:?}");
    let script = Scripted::playing([Http(200)]);
    script.client().articles().remove(1).send_blocking().unwrap();
}

#[tokio::test]
async fn who_blocks_the_only_thread_waits_for_its_turn_no_longer_than_allowed() {
    let token = token_of_its_own();
    let script = Scripted::playing([Slow(Duration::from_millis(10), Box::new(Http(200)))]);
    let client = Client::builder().transport(script.clone()).secret_key("secret").token(&*token).build().unwrap();
    let mut held = Box::pin(client.articles().list().send());
    let first = std::future::poll_fn(|context| std::task::Poll::Ready(held.as_mut().poll(context).is_pending())).await;
    assert!(first);
    let error = client.articles().remove(1).timeout(Duration::from_millis(200)).send_blocking().unwrap_err();
    assert_eq!(error.stage(), Stage::NotSent);
    held.await.unwrap();
    assert_eq!(script.times().len(), 1);
}

#[test]
fn a_runtime_that_stands_still_keeps_no_connection_that_a_blocking_call_needs() {
    let shop = Shop::doing((0..).map(|_| Turn::Answer(keep_alive(DONE))));
    let client = Client::builder().base_url(&shop.base_url).read_timeout(Duration::from_secs(3));
    let client = client.secret_key("secret").token(token_of_its_own()).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let article = || NewArticle::builder().kind("thing").name("once").build().unwrap();
    runtime.block_on(client.articles().create(article()).send()).unwrap();
    client.articles().create(article()).send_blocking().unwrap();
    runtime.block_on(client.articles().create(article()).send()).unwrap();
    client.articles().create(article()).connect_timeout(Duration::from_secs(7)).send_blocking().unwrap();
}
