//! Calls without async: the same operations and the same errors, from any thread.

use std::time::Duration;

use ficha_runtime::{Retry, Stage};

use crate::scripted::Outcome::{Answer, Http, NoAnswer, NotSent, Slow};
use crate::scripted::Scripted;
use crate::shop::NewArticle;
use crate::vendor::{Vendor, ok};

#[test]
fn a_call_can_be_waited_for_without_a_runtime() {
    let script =
        Scripted::playing([Slow(Duration::from_millis(20), Box::new(Http(200))), NotSent, Http(200), NoAnswer]);
    let articles = script.client().articles();
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_works_within_a_runtime_and_over_a_socket() {
    let vendor = Vendor::playing(vec![ok(r#"{"success":true,"result":[{"id":7}]}"#)]).await;
    let client = vendor.builder(|builder| builder.retry(Retry::never()));
    assert_eq!(client.articles().list().send_blocking().unwrap()[0].id, 7);
}
