//! One call at a time: who waits for whom, what ends a turn, and the lock that a fleet shares.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ficha_runtime::{BoxFuture, FleetLock, Held};
use ficha_runtime::{Cause, HttpAnswer, HttpRequest, Retry, Stage, Transport, TransportError};

use crate::scripted::Outcome::{Http, NotSent, Slow};
use crate::scripted::Scripted;
use crate::shop::Client;
use crate::vendor::token_of_its_own;

/// A transport that counts how many are within it at once, and fails by panicking if told so.
#[derive(Clone, Default)]
struct Counting {
    within: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
    order: Arc<Mutex<Vec<String>>>,
    panics: bool,
}

/// Counts down also where the future is dropped.
struct Within(Arc<AtomicUsize>);

impl Drop for Within {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Transport for Counting {
    fn execute(&self, request: HttpRequest) -> BoxFuture<Result<HttpAnswer, TransportError>> {
        let this = self.clone();
        Box::pin(async move {
            let within = this.within.fetch_add(1, Ordering::SeqCst) + 1;
            let _within = Within(Arc::clone(&this.within));
            this.most.fetch_max(within, Ordering::SeqCst);
            this.order.lock().unwrap().push(request.url.query().unwrap_or_default().to_owned());
            tokio::time::sleep(Duration::from_millis(10)).await;
            assert!(!this.panics, "the transport panics");
            Ok(HttpAnswer::new(200, r#"{"success":true,"result":[]}"#))
        })
    }
}

fn client(transport: impl Transport, token: &str) -> Client {
    Client::builder().transport(transport).secret_key("secret").token(token).build().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn all_clients_with_one_token_take_turns_in_all_threads() {
    let (counting, token) = (Counting::default(), token_of_its_own());
    let clients = [client(counting.clone(), &token), client(counting.clone(), &token)];
    let calls: Vec<_> = (0..40).map(|n| tokio::spawn(clients[n % 2].clone().articles().list().send())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(counting.most.load(Ordering::SeqCst), 1);

    let other = Counting::default();
    let clients = [client(other.clone(), &token_of_its_own()), client(other.clone(), &token_of_its_own())];
    let (one, two) = tokio::join!(clients[0].articles().list().send(), clients[1].articles().list().send());
    assert!(one.is_ok() && two.is_ok());
    assert_eq!(other.most.load(Ordering::SeqCst), 2, "other tokens do not wait");
}

#[tokio::test(start_paused = true)]
async fn who_comes_first_is_served_first() {
    let counting = Counting::default();
    let client = client(counting.clone(), &token_of_its_own());
    let articles = client.articles();
    let calls: Vec<_> = (1..=9).map(|n| tokio::spawn(articles.list().limit(n).send())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let expected: Vec<String> = (1..=9).map(|n| format!("limit={n}")).collect();
    assert_eq!(*counting.order.lock().unwrap(), expected);
}

#[tokio::test(start_paused = true)]
async fn a_turn_ends_with_an_error_a_panic_and_a_dropped_future() {
    let token = token_of_its_own();
    let panicking = client(Counting { panics: true, ..Counting::default() }, &token);
    assert!(tokio::spawn(panicking.articles().list().send()).await.unwrap_err().is_panic());

    let failing = client(Scripted::playing([NotSent]), &token);
    failing.articles().list().retry(Retry::never()).send().await.unwrap_err();

    let slow = client(Scripted::playing([Slow(Duration::from_secs(50), Box::new(Http(200)))]), &token);
    let dropped = tokio::time::timeout(Duration::from_secs(1), slow.articles().list().send()).await;
    assert!(dropped.is_err());

    // One that gave up waiting does not stop those behind it.
    let held = client(Scripted::playing([Slow(Duration::from_secs(5), Box::new(Http(200)))]), &token);
    let holding = tokio::spawn(held.articles().list().send());
    tokio::task::yield_now().await;
    let counting = Counting::default();
    let waiting = client(counting.clone(), &token);
    let gave_up = tokio::time::timeout(Duration::from_secs(1), waiting.articles().list().send()).await;
    assert!(gave_up.is_err());
    waiting.articles().list().send().await.unwrap();
    holding.await.unwrap().unwrap();
    assert_eq!(counting.order.lock().unwrap().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn waiting_for_a_turn_counts_and_what_got_none_was_not_sent() {
    let token = token_of_its_own();
    let slow = client(Scripted::playing([Slow(Duration::from_secs(50), Box::new(Http(200)))]), &token);
    let holding = tokio::spawn(slow.articles().list().send());
    tokio::task::yield_now().await;
    let began = tokio::time::Instant::now();
    let counting = Counting::default();
    let call = client(counting.clone(), &token).articles().remove(1).timeout(Duration::from_secs(3));
    let error = call.send().await.unwrap_err();
    assert_eq!((error.stage(), began.elapsed().as_secs()), (Stage::NotSent, 3));
    assert!(counting.order.lock().unwrap().is_empty());
    holding.await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_pause_does_not_hold_up_the_others() {
    let token = token_of_its_own();
    let busy = crate::scripted::Outcome::Answer(503, vec![("retry-after", "20".to_owned())], "{}".to_owned());
    let insisting = Scripted::playing([busy, Http(200)]);
    let retried = tokio::spawn(client(insisting.clone(), &token).articles().list().send());
    tokio::task::yield_now().await;
    let began = tokio::time::Instant::now();
    client(Counting::default(), &token).articles().list().send().await.unwrap();
    assert!(began.elapsed() < Duration::from_secs(1));
    retried.await.unwrap().unwrap();
    assert_eq!(insisting.times().len(), 2);
}

/// A lock as a database would give it.
#[derive(Clone, Default)]
struct Lock {
    log: Arc<Mutex<Vec<&'static str>>>,
    fails: bool,
}

struct Release(Arc<Mutex<Vec<&'static str>>>);

impl Drop for Release {
    fn drop(&mut self) {
        self.0.lock().unwrap().push("released");
    }
}

impl FleetLock for Lock {
    fn acquire(&self) -> BoxFuture<Result<Held, Cause>> {
        let Lock { log, fails } = self.clone();
        Box::pin(async move {
            if fails {
                return Err(Cause::text("the database is away"));
            }
            log.lock().unwrap().push("locked");
            Ok(Held::until_dropped(Release(log)))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_fleet_has_its_lock_around_every_attempt_and_not_around_the_pause() {
    let lock = Lock::default();
    let script = Scripted::playing([Http(503), Http(200)]);
    script.builder(|builder| builder.fleet_lock(lock.clone())).articles().list().send().await.unwrap();
    assert_eq!(*lock.log.lock().unwrap(), ["locked", "released", "locked", "released"]);

    let script = Scripted::playing([]);
    let client = script.builder(|builder| builder.fleet_lock(Lock { fails: true, ..lock }));
    let error = client.articles().remove(1).send().await.unwrap_err();
    assert_eq!((error.stage(), error.history().unwrap().attempts()), (Stage::NotSent, 3));
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the database is away");
}

/// A lock whose release goes wrong.
struct Rusty;

struct Breaks;

impl Drop for Breaks {
    fn drop(&mut self) {
        panic!("the database is gone");
    }
}

impl FleetLock for Rusty {
    fn acquire(&self) -> BoxFuture<Result<Held, Cause>> {
        Box::pin(async { Ok(Held::until_dropped(Breaks)) })
    }
}

#[tokio::test]
async fn a_lock_that_panics_at_its_end_costs_no_answer() {
    let script = Scripted::playing([Http(200), Http(200)]);
    let client = script.builder(|builder| builder.fleet_lock(Rusty));
    client.writes().ring().send().await.unwrap();
    client.writes().ring().send().await.unwrap();
}
