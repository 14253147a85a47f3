//! Looking at a list again and again, with a clock that stands still: what is told, and when the next look comes.

use std::marker::PhantomData;
use std::time::Duration;

use ficha_runtime::generated::*;
use ficha_runtime::{Changes, Retry, Stage, Watch};
use tokio::time::Instant;

use crate::bare::{call, operations, vendors};
use crate::scripted::Outcome::{Answer, NoAnswer};
use crate::scripted::{Outcome, Scripted};
use crate::shop::Article;

/// A look at a list of these rows: their keys and prices.
fn look(rows: &[(i64, f64)]) -> Outcome {
    let rows: Vec<_> = rows.iter().map(|(id, price)| serde_json::json!({ "id": id, "price": price })).collect();
    Answer(200, vec![], serde_json::json!({ "success": true, "result": rows }).to_string())
}

fn watch(script: &Scripted) -> Watch<Article> {
    script.builder(|builder| builder.retry(Retry::never())).articles().list().watch()
}

/// The keys of what was added, changed and gone.
fn keys(changes: &Changes<Article>) -> [Vec<i64>; 3] {
    let ids = |rows: &[Article]| rows.iter().map(|row| row.id).collect();
    let changed = changes.changed.iter().map(|changed| changed.after.id).collect();
    [ids(&changes.added), changed, ids(&changes.gone)]
}

const MINUTES: fn(u64) -> Duration = |minutes| Duration::from_secs(60 * minutes);

#[tokio::test(start_paused = true)]
async fn differences_are_told_by_key_and_only_when_there_are_any() {
    let script = Scripted::playing([
        look(&[(1, 1.0), (2, 2.0)]),
        look(&[(2, 2.0), (1, 1.0)]),
        look(&[(1, 1.5), (2, 2.0), (3, 3.0)]),
        look(&[(3, 3.0)]),
        look(&[]),
    ]);
    let mut watch = watch(&script);
    assert_eq!(keys(&watch.next().await.unwrap()), [vec![1, 2], vec![], vec![]], "at first all are new");
    let second = watch.next().await.unwrap();
    assert_eq!(keys(&second), [vec![3], vec![1], vec![]], "another order is no difference");
    assert_eq!((second.changed[0].before.price, second.changed[0].after.price), (Some(1.0), Some(1.5)));
    assert_eq!(keys(&watch.next().await.unwrap()), [vec![], vec![], vec![1, 2]]);
    assert_eq!(keys(&watch.next().await.unwrap()), [vec![], vec![], vec![3]]);
    let times = script.times();
    assert_eq!(times, [0, 5, 10, 15, 20].map(MINUTES), "as often as the vendor asks for");
}

#[tokio::test(start_paused = true)]
async fn of_rows_with_the_same_key_the_last_one_counts() {
    let script = Scripted::playing([
        look(&[(1, 1.0), (2, 2.0), (1, 1.5)]),
        look(&[(1, 9.0), (2, 2.0), (1, 1.5)]),
        look(&[(1, 1.5), (2, 2.0)]),
        look(&[(2, 2.0), (2, 2.0)]),
    ]);
    let mut watch = watch(&script);
    assert_eq!(keys(&watch.next().await.unwrap()), [vec![2, 1], vec![], vec![]]);
    assert_eq!(keys(&watch.next().await.unwrap()), [vec![], vec![], vec![1]], "told once, and not as changed before");
    assert_eq!(script.times().len(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_row_that_cannot_be_read_is_not_gone() {
    let odd = r#"{"success":true,"result":[{"id":1,"price":1.0},{"id":"no number"}]}"#;
    let script = Scripted::playing([
        look(&[(1, 1.0), (2, 2.0)]),
        Answer(200, vec![], odd.to_owned()),
        look(&[(1, 1.0), (2, 2.5)]),
        look(&[(1, 1.0)]),
    ]);
    let mut watch = watch(&script);
    assert_eq!(keys(&watch.next().await.unwrap()), [vec![1, 2], vec![], vec![]]);
    assert_eq!(keys(&watch.next().await.unwrap()), [vec![], vec![2], vec![]], "known all the while");
    assert_eq!(keys(&watch.next().await.unwrap()), [vec![], vec![], vec![2]]);
}

#[tokio::test(start_paused = true)]
async fn an_empty_list_is_a_first_look_too() {
    let script = Scripted::playing([look(&[]), look(&[(1, 1.0)])]);
    let mut watch = watch(&script);
    assert!(watch.next().await.unwrap().is_empty());
    assert_eq!(keys(&watch.next().await.unwrap()), [vec![1], vec![], vec![]]);
}

#[tokio::test(start_paused = true)]
async fn errors_do_not_bring_the_next_look_nearer_and_change_nothing() {
    let script = Scripted::playing([look(&[(1, 1.0)]), NoAnswer, NoAnswer, look(&[(1, 2.0)])]);
    let mut watch = watch(&script);
    watch.next().await.unwrap();
    for _ in 0..2 {
        assert_eq!(watch.next().await.unwrap_err().stage(), Stage::UnknownOutcome);
    }
    assert_eq!(keys(&watch.next().await.unwrap()), [vec![], vec![1], vec![]]);
    assert_eq!(script.times(), [0, 5, 10, 15].map(MINUTES));
}

#[tokio::test(start_paused = true)]
async fn the_interval_can_be_longer_but_not_shorter_than_the_vendor_asks_for() {
    for (asked, minutes) in [(MINUTES(10), 10), (Duration::from_secs(1), 5), (Duration::ZERO, 5)] {
        let script = Scripted::playing([look(&[]), look(&[(1, 1.0)])]);
        let mut watch = watch(&script).every(asked);
        watch.next().await.unwrap();
        watch.next().await.unwrap();
        assert_eq!(script.times()[1], MINUTES(minutes));
    }
}

#[tokio::test(start_paused = true)]
async fn it_can_go_on_from_rows_that_are_known() {
    let script = Scripted::playing([look(&[(1, 1.0), (2, 2.0)]), look(&[(1, 1.0), (2, 2.0)]), look(&[(2, 2.5)])]);
    let client = script.client();
    let articles = client.articles();
    let known = articles.list().rows().collect().await.unwrap();
    let mut watch = articles.list().watch().since(known);
    assert_eq!(keys(&watch.next().await.unwrap()), [vec![], vec![2], vec![1]]);
}

#[tokio::test(start_paused = true)]
async fn a_future_that_is_dropped_loses_nothing_and_hurries_nothing() {
    let script = Scripted::playing([look(&[(1, 1.0)]), look(&[])]);
    let mut watch = watch(&script);
    watch.next().await.unwrap();
    for _ in 0..4 {
        assert!(tokio::time::timeout(MINUTES(1), watch.next()).await.is_err());
    }
    assert_eq!(keys(&watch.next().await.unwrap()), [vec![], vec![], vec![1]]);
    assert_eq!(script.times()[1], MINUTES(5));

    // Who comes back late looks at once, and then keeps the interval from there.
    let script = Scripted::playing([look(&[]), look(&[(1, 1.0)]), look(&[])]);
    let mut watch = self::watch(&script);
    watch.next().await.unwrap();
    tokio::time::sleep(MINUTES(60)).await;
    let back = Instant::now();
    watch.next().await.unwrap();
    assert_eq!(back.elapsed(), Duration::ZERO);
    watch.next().await.unwrap();
    assert_eq!(back.elapsed(), MINUTES(5));
}

vendors! {
    AtOnce: EnvelopeSpec::PLAIN;
}

operations! {
    List: Vec<Value>, Some(&Kind::List(&Kind::Json)), Read;
}

#[tokio::test(start_paused = true)]
async fn a_list_that_is_answered_at_once_and_watched_without_a_pause_lets_others_have_a_turn() {
    let mut watch = call(List::<AtOnce>(PhantomData), false, 200, "[7]").watch().every(Duration::ZERO);
    assert_eq!(watch.next().await.unwrap().added, [7]);
    assert!(tokio::time::timeout(MINUTES(1), watch.next()).await.is_err());
}
