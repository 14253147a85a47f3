//! Calls that get no whole answer: the stage of the error, and what it keeps.

use std::error::Error as _;
use std::time::Duration;

use ficha_runtime::{Error, HttpClient, Retry, Stage};

use crate::shop::NewArticle;
use crate::vendor::{Act, Vendor, ok};

#[tokio::test]
async fn a_refused_connection_was_not_sent() {
    // Bound and never listening: the port is nobody else's as long as the test lasts.
    let deaf = tokio::net::TcpSocket::new_v4().unwrap();
    deaf.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let base_url = format!("http://{}", deaf.local_addr().unwrap());
    let vendor = Vendor::playing(vec![]).await;
    let client = vendor.builder(|builder| builder.base_url(base_url));
    let error = client.articles().remove(1).send().await.unwrap_err();
    assert_eq!(error.stage(), Stage::NotSent, "{error:?}");
    assert!(error.to_string().starts_with("shop.articles.remove was not sent, after 3 attempts in "), "{error}");
    assert!(error.source().is_some());
}

#[tokio::test]
async fn a_host_that_does_not_exist_was_not_sent() {
    let vendor = Vendor::playing(vec![]).await;
    let client = vendor.builder(|builder| builder.base_url("http://nowhere.invalid").allow_plain_http());
    assert_eq!(client.articles().remove(1).send().await.unwrap_err().stage(), Stage::NotSent);
}

#[tokio::test]
async fn what_was_read_and_not_answered_has_an_unknown_outcome() {
    for act in [Act::Close, Act::Silence, Act::Raw(b"HTTP/1.1 2".to_vec()), Act::Raw(b"nonsense\r\n\r\n".to_vec())] {
        let vendor = Vendor::playing(vec![act]).await;
        // Only silence lasts as long; a busy machine takes its time to send.
        let call = vendor.client().articles().remove(1).timeout(Duration::from_secs(2)).retry(Retry::never());
        let error = call.send().await.unwrap_err();
        assert_eq!(error.stage(), Stage::UnknownOutcome, "{error:?}");
        assert_eq!(vendor.asked().len(), 1, "sent once");
    }
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_unreadable_and_what_came_is_kept() {
    let half = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"success\":true,".to_vec();
    let vendor = Vendor::playing(vec![Act::Raw(half)]).await;
    let Err(Error::Unreadable(unreadable)) = vendor.client().articles().list().send().await else { panic!() };
    assert_eq!((unreadable.http, unreadable.body.as_str()), (200, "{\"success\":true,"));
    assert!(unreadable.cause.is_some());
}

#[tokio::test]
async fn no_more_is_read_of_an_answer_than_the_limit_allows() {
    let body = format!(r#"{{"success":true,"message":"{}"}}"#, "x".repeat(1000));
    let chunked =
        format!("HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    for act in [ok(&body), Act::Raw(chunked.into())] {
        for (limit, is_read) in [(body.len(), true), (body.len() - 1, false), (1, false)] {
            let vendor = Vendor::playing(vec![act.clone()]).await;
            let client = vendor.builder(|builder| builder.answer_limit(limit));
            let answer = client.articles().remove(1).send().await;
            assert_eq!(answer.is_ok(), is_read, "{limit}: {answer:?}");
            if let Err(error) = answer {
                assert_eq!((error.stage(), error.http()), (Stage::Unreadable, Some(200)));
                assert!(error.source().unwrap().to_string().contains("larger than"), "{error:?}");
            }
        }
    }
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let elsewhere = Vendor::playing(vec![]).await;
    let target = &elsewhere.base_url;
    let answer = format!("HTTP/1.1 307 X\r\nlocation: {target}\r\ncontent-length: 0\r\n\r\n");
    let vendor = Vendor::playing(vec![Act::Raw(answer.into())]).await;
    let error = vendor.client().articles().remove(1).send().await.unwrap_err();
    assert_eq!((error.stage(), error.http()), (Stage::Unreadable, Some(307)));
    assert!(elsewhere.asked().is_empty());
}

#[tokio::test]
async fn an_http_client_that_sends_again_by_itself_does_not_send_twice() {
    let insisting = || {
        let again = reqwest::retry::for_host("127.0.0.1").no_budget().classify_fn(|sent| sent.retryable());
        reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).retry(again)
    };
    let clients: [HttpClient; 2] = [insisting().into(), insisting().build().unwrap().into()];
    for client in clients {
        let vendor = Vendor::playing(vec![Act::Answer(503, b"{}".to_vec()); 10]).await;
        let client = vendor.builder(|builder| builder.http_client(client).retry(Retry::never()));
        let body = NewArticle::builder().kind("thing").name("once").build().unwrap();
        let error = client.articles().create(body).send().await.unwrap_err();
        assert_eq!((error.http(), vendor.asked().len()), (Some(503), 1));
        client.articles().remove(1).send().await.unwrap_err();
        client.articles().list().send().await.unwrap_err();
        assert_eq!(vendor.asked().len(), 3);
    }
}

#[tokio::test]
async fn nothing_is_sent_before_it_is_awaited() {
    let vendor = Vendor::playing(vec![Act::Close]).await;
    drop(vendor.client().articles().remove(1).send());
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(vendor.asked().is_empty());
}

#[test]
fn calls_and_answers_can_move_between_threads() {
    fn moves<T: Send + 'static>(_: impl FnOnce() -> T) {}
    moves(|| -> ficha_runtime::Sending<std::rc::Rc<()>> { unreachable!() });
    moves(|| -> Error { unreachable!() });
    moves(|| -> crate::shop::Client { unreachable!() });
}
