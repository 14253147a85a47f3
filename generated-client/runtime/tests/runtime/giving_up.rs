//! Calls that are given up, or given limits that nobody would think of: the turn is free again, and nothing is done twice.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicIsize, Ordering};
use std::time::Duration;

use ficha_runtime::{BoxFuture, Cause, FleetLock, Held, Retry, Stage};

use crate::reusing::{DONE, Shop, Turn, keep_alive};
use crate::shop::NewArticle;

/// Runs a future until it has had to wait so often, and drops it then.
async fn given_up_after<F: Future>(future: F, mut waits: usize) -> Option<F::Output> {
    let mut future = Box::pin(future);
    std::future::poll_fn(|context| {
        let polled = future.as_mut().poll(context).map(Some);
        if polled.is_pending() && waits == 0 {
            return std::task::Poll::Ready(None);
        }
        waits = waits.saturating_sub(1);
        polled
    })
    .await
}

/// A lock that takes its time, and counts who holds it.
#[derive(Clone, Default)]
struct Lock(Arc<AtomicIsize>);

struct Release(Arc<AtomicIsize>);

impl Drop for Release {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl FleetLock for Lock {
    fn acquire(&self) -> BoxFuture<Result<Held, Cause>> {
        let held = Arc::clone(&self.0);
        Box::pin(async move {
            tokio::task::yield_now().await;
            assert_eq!(held.fetch_add(1, Ordering::SeqCst), 0, "held twice");
            let release = Release(held);
            tokio::task::yield_now().await;
            Ok(Held::until_dropped(release))
        })
    }
}

fn article() -> NewArticle {
    NewArticle::builder().kind("thing").name("once").build().unwrap()
}

#[tokio::test]
async fn a_call_that_is_given_up_wherever_it_waits_frees_its_turn() {
    let shop = Shop::doing((0..).map(|n: u64| match n % 4 {
        0 => Turn::Close,
        _ => Turn::AnswerAndClose(keep_alive(DONE), Duration::from_millis(n % 3)),
    }));
    let lock = Lock::default();
    let client = shop.builder(|builder| builder.fleet_lock(lock.clone()));
    let mut done = 0;
    for waits in (0..12).cycle().take(120) {
        let call = shop.call.fetch_add(1, Ordering::SeqCst) + 1;
        let told = given_up_after(client.articles().create(article()).send(), waits).await;
        assert_eq!(lock.0.load(Ordering::SeqCst), 0, "after {waits} waits");
        done += usize::from(told.is_some());
        // The next call has its turn, though its request may be one that the vendor closes on.
        let next = client.articles().remove(1).timeout(Duration::from_secs(5)).send().await;
        assert!(next.err().is_none_or(|error| error.stage() == Stage::UnknownOutcome), "after {waits} waits");
        assert!(shop.seen.lock().unwrap().get(&call).copied().unwrap_or_default() <= 4, "one create and three removes");
    }
    assert!((1..120).contains(&done), "{done}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tasks_that_are_aborted_at_any_time_hold_up_nobody_and_send_nothing_again() {
    let shop = Shop::doing((0..).map(|_| Turn::Answer(keep_alive(DONE))));
    let client = shop.client();
    for pause in (0..200).map(|n| Duration::from_micros(n * 7)) {
        let call = shop.call.fetch_add(1, Ordering::SeqCst) + 1;
        let task = tokio::spawn(client.articles().create(article()).send());
        tokio::time::sleep(pause).await;
        task.abort();
        let _ = task.await;
        shop.call.fetch_add(1, Ordering::SeqCst);
        client.articles().remove(1).timeout(Duration::from_secs(5)).send().await.unwrap();
        assert!(shop.seen.lock().unwrap().get(&call).copied().unwrap_or_default() <= 1);
    }
}

#[tokio::test]
async fn a_client_that_is_dropped_does_not_take_its_call_with_it() {
    let shop = Shop::doing((0..2).map(|_| Turn::Answer(keep_alive(DONE))));
    let client = shop.client();
    let (call, other) = (client.articles().create(article()).send(), client.articles().create(article()));
    drop(client);
    call.await.unwrap();
    other.send().await.unwrap();
}

#[tokio::test]
async fn limits_without_room_or_without_end_are_kept() {
    const NONE: Duration = Duration::ZERO;
    const ALL: Duration = Duration::MAX;
    let shop = Shop::doing((0..).map(|_| Turn::Answer(keep_alive(DONE))));
    let client = shop.builder(|builder| builder.timeout(ALL).read_timeout(ALL).connect_timeout(ALL));
    let call = || client.articles().create(article());
    call().timeout(ALL).read_timeout(ALL).connect_timeout(ALL).send().await.unwrap();
    call().retry(Retry::default().attempts(0).pauses(ALL, NONE)).send().await.unwrap();
    call().retry(Retry::default().attempts(u32::MAX).pauses(ALL, ALL)).connect_timeout(NONE).send().await.unwrap();
    let error = call().timeout(NONE).send().await.unwrap_err();
    assert_eq!((error.stage(), error.history().unwrap().attempts()), (Stage::NotSent, 1));
    // A clock that counts milliseconds lets an answer pass that is there at once.
    let told = call().read_timeout(NONE).send().await.map(drop);
    assert!(matches!(told.map_err(|error| error.stage()), Ok(()) | Err(Stage::UnknownOutcome)));
    assert!(shop.seen.lock().unwrap()[&0] <= 4);
}

#[test]
fn without_a_runtime_or_its_timers_nothing_leaves_and_nobody_is_held_up() {
    let shop = Shop::doing((0..).map(|_| Turn::Answer(keep_alive(DONE))));
    let client = shop.client();
    let poll = |mut call: ficha_runtime::Sending<()>| {
        let waker = std::task::Waker::noop();
        std::pin::Pin::new(&mut call).poll(&mut std::task::Context::from_waker(waker)).is_ready()
    };
    let told = |panic: Box<dyn std::any::Any + Send>| {
        panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string))
    };
    let call = client.articles().create(article()).send();
    let panic = catch_unwind(AssertUnwindSafe(|| poll(call))).unwrap_err();
    assert!(told(panic).unwrap().contains("Tokio 1.x runtime"));
    let without_timers = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    let call = client.articles().create(article()).send();
    let panic = catch_unwind(AssertUnwindSafe(|| without_timers.block_on(call).is_ok())).unwrap_err();
    assert!(told(panic).unwrap().contains("timers are disabled"));
    assert!(shop.seen.lock().unwrap().is_empty());
    let whole = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    whole.block_on(client.articles().create(article()).send()).unwrap();
}
