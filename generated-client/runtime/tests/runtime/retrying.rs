//! What is sent again, after which pause, how long it may take in all, and what the error tells about it.

use std::time::Duration;

use ficha_runtime::{Error, Retry, Stage};

use crate::scripted::Outcome::{Answer, BrokenOff, Http, NoAnswer, NotSent, Silence, Slow};
use crate::scripted::{Outcome, Scripted};
use crate::shop::NewArticle;
use crate::vendor::{Act, Vendor, ok};

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn article() -> NewArticle {
    NewArticle::builder().kind("thing").name("ñandú").build().unwrap()
}

fn busy(retry_after: &str) -> Outcome {
    Answer(503, vec![("retry-after", retry_after.to_owned())], "{}".to_owned())
}

#[tokio::test(start_paused = true)]
async fn reads_and_repeatable_writes_are_sent_again_and_creates_only_when_they_did_not_leave() {
    let failures =
        [NotSent, NoAnswer, Http(408), Http(429), Http(500), Http(502), Http(503), Http(504), BrokenOff(503)];
    for failure in failures {
        let script = || Scripted::playing([failure.clone(), Http(200)]);
        let read = script();
        read.client().articles().list().send().await.unwrap();
        assert_eq!(read.times().len(), 2, "{failure:?}");

        let delete = script();
        delete.client().articles().remove(1).send().await.unwrap();
        assert_eq!(delete.times().len(), 2, "{failure:?}");

        let create = script();
        let created = create.client().articles().create(article()).send().await;
        let may_repeat = matches!(failure, NotSent);
        assert_eq!(
            (created.is_ok(), create.times().len()),
            (may_repeat, if may_repeat { 2 } else { 1 }),
            "{failure:?}"
        );

        let opted_in = script();
        let retry = Retry::default().even_creates();
        opted_in.client().articles().create(article()).retry(retry).send().await.unwrap();
        assert_eq!(opted_in.times().len(), 2, "{failure:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_another_attempt_cannot_mend_is_sent_once() {
    for failure in [Http(400), Http(401), Http(404), Http(409), Http(501), Http(307), BrokenOff(200)] {
        let script = Scripted::playing([failure.clone()]);
        let error = script.client().articles().list().send().await.unwrap_err();
        assert_eq!((script.times().len(), error.history().unwrap().attempts()), (1, 1), "{failure:?}");
    }
    let script = Scripted::playing([Answer(200, vec![], r#"{"success":false}"#.to_owned())]);
    assert_eq!(script.client().articles().list().send().await.unwrap_err().stage(), Stage::Refused);
}

#[tokio::test(start_paused = true)]
async fn attempts_are_counted_and_every_one_is_told() {
    let script = Scripted::playing([Http(503), NoAnswer, Slow(seconds(2), Box::new(Http(500)))]);
    let error = script.client().articles().list().send().await.unwrap_err();
    let Error::Refused(refused) = &error else { panic!("{error:?}") };
    assert_eq!(refused.http, 500);

    let history = error.history().unwrap();
    assert_eq!(history.attempts(), 3);
    let earlier: Vec<(Stage, Option<u16>)> = history.earlier().iter().map(|past| (past.stage, past.http)).collect();
    assert_eq!(earlier, [(Stage::Refused, Some(503)), (Stage::UnknownOutcome, None)]);
    assert_eq!(history.earlier()[1].why, "as the script says");
    let pauses: Duration = history.earlier().iter().map(|past| past.pause).sum();
    assert!(history.took() >= seconds(2) + pauses, "{history:?}");
    assert!(history.earlier()[0].pause <= Duration::from_millis(250));
    assert!(history.earlier()[1].pause <= Duration::from_millis(500));
    assert!(error.to_string().contains(", after 3 attempts in 2."), "{error}");
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_did_not_leave_does_not_hide_one_that_did() {
    let script = Scripted::playing([NoAnswer, NotSent, NotSent]);
    let error = script.client().articles().remove(1).send().await.unwrap_err();
    assert_eq!(error.stage(), Stage::UnknownOutcome, "the first attempt may have removed it");

    let script = Scripted::playing([NotSent, NotSent, NotSent]);
    let error = script.client().articles().create(article()).send().await.unwrap_err();
    assert_eq!(error.stage(), Stage::NotSent, "{error:?}");

    let script = Scripted::playing([NotSent, NoAnswer]);
    let error = script.client().articles().create(article()).send().await.unwrap_err();
    assert_eq!((error.stage(), error.history().unwrap().attempts()), (Stage::UnknownOutcome, 2));
}

#[tokio::test(start_paused = true)]
async fn what_the_vendor_asks_to_wait_is_waited() {
    let date = |time: &str| format!("Sun, 06 Nov 1994 {time} GMT");
    let by_date = Answer(429, vec![("retry-after", date("08:50:00")), ("date", date("08:49:50"))], "{}".to_owned());
    for (asked, least) in [(busy("7"), 7), (by_date, 10), (busy("soon"), 0), (busy("0"), 0)] {
        let script = Scripted::playing([asked.clone(), Http(200)]);
        script.client().articles().list().send().await.unwrap();
        let waited = script.times()[1];
        assert!(
            waited >= seconds(least) && waited <= seconds(least) + Duration::from_millis(300),
            "{asked:?} {waited:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn no_pause_outlasts_the_deadline() {
    let script = Scripted::playing([busy("30"), busy("30")]);
    let error = script.client().articles().list().timeout(seconds(40)).send().await.unwrap_err();
    let history = error.history().unwrap();
    assert_eq!((history.attempts(), history.retry_after()), (2, Some(seconds(30))));
    assert!(history.took() < seconds(31), "it ends where it must not go on: {history:?}");

    let script = Scripted::playing([busy("999999999999999")]);
    let error = script.client().articles().list().send().await.unwrap_err();
    assert_eq!(error.history().unwrap().took(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn the_deadline_is_one_for_all_attempts() {
    let slow = || Slow(seconds(4), Box::new(NoAnswer));
    let script = Scripted::playing([slow(), slow(), Silence]);
    let began = tokio::time::Instant::now();
    let error = script.client().articles().list().timeout(seconds(10)).send().await.unwrap_err();
    assert_eq!(error.stage(), Stage::UnknownOutcome);
    assert!(began.elapsed() >= seconds(10) && began.elapsed() < Duration::from_millis(10_300), "{:?}", began.elapsed());
    let left: Vec<Duration> = script.requests().iter().map(|request| request.timeout).collect();
    assert_eq!(left[0], seconds(10));
    assert!(left[1] <= seconds(6) && left[2] <= seconds(2), "each attempt has what the others left: {left:?}");
}

#[tokio::test(start_paused = true)]
async fn limits_can_be_set_for_client_and_call() {
    let script = Scripted::playing([Http(200), Http(200), NotSent]);
    let client =
        script.builder(|builder| builder.timeout(seconds(9)).read_timeout(seconds(8)).connect_timeout(seconds(7)));
    client.articles().list().send().await.unwrap();
    let call = client.articles().list().timeout(seconds(6)).read_timeout(seconds(5)).connect_timeout(seconds(4));
    call.send().await.unwrap();
    client.articles().list().retry(Retry::never()).send().await.unwrap_err();
    let limits: Vec<[Duration; 3]> =
        script.requests().iter().map(|asked| [asked.timeout, asked.read_timeout, asked.connect_timeout]).collect();
    let client_limits = [9, 8, 7].map(seconds);
    assert_eq!(limits, [client_limits, [6, 5, 4].map(seconds), client_limits]);
}

#[tokio::test]
async fn a_vendor_that_recovers_is_not_noticed() {
    let fleeting =
        Act::Raw(b"HTTP/1.1 503 X\r\nretry-after: 1\r\nconnection: close\r\ncontent-length: 0\r\n\r\n".to_vec());
    let vendor = Vendor::playing(vec![Act::Close, fleeting, ok(r#"{"success":true,"result":[]}"#)]).await;
    let began = std::time::Instant::now();
    vendor.client().articles().list().send().await.unwrap();
    assert_eq!(vendor.asked().len(), 3);
    assert!(began.elapsed() >= seconds(1));
}

#[tokio::test]
async fn silence_is_broken_off_by_the_limit_that_is_named() {
    let half = b"HTTP/1.1 200 X\r\ncontent-length: 100\r\n\r\n{\"success\"".to_vec();
    let limit = Duration::from_millis(150);
    for (act, stage) in [(Act::Silence, Stage::UnknownOutcome), (Act::Stall(half), Stage::Unreadable)] {
        for setting in ["read_timeout", "timeout"] {
            let vendor = Vendor::playing(vec![act.clone()]).await;
            let call = vendor.client().articles().list().retry(Retry::never());
            let call = if setting == "timeout" { call.timeout(limit) } else { call.read_timeout(limit) };
            let error = call.send().await.unwrap_err();
            let cause = std::error::Error::source(&error).unwrap().to_string();
            assert_eq!(error.stage(), stage);
            assert!(cause.contains(&format!("`{setting}` of 1")), "{cause}");
        }
    }
}

#[tokio::test]
async fn connecting_has_a_limit_of_its_own_per_call() {
    // A listener whose queue is full lets nobody in.
    let listener = tokio::net::TcpSocket::new_v4().unwrap();
    listener.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = listener.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    for _ in 0..4 {
        let connecting = tokio::net::TcpStream::connect(address);
        waiting.push(tokio::time::timeout(Duration::from_millis(100), connecting).await);
    }
    let builder =
        crate::shop::Client::builder().base_url(format!("http://{address}")).secret_key("secret").token("token");
    // With the client's own limit the call would end by another one, and its outcome would be unknown.
    let client = builder.connect_timeout(seconds(3_600)).build().unwrap();
    let call = client.articles().remove(1).connect_timeout(Duration::from_millis(120)).retry(Retry::never());
    let error = call.send().await.unwrap_err();
    assert_eq!(error.stage(), Stage::NotSent, "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn a_wait_beyond_all_time_is_not_made_and_one_that_makes_no_sense_is_not_heard() {
    for asked in ["18446744073709551615", "Fri, 31 Dec 9999 23:59:59 GMT", "99999999999"] {
        let script = Scripted::playing([busy(asked)]);
        let error = script.client().articles().list().timeout(Duration::MAX).send().await.unwrap_err();
        assert!(error.history().unwrap().retry_after() > Some(seconds(1_000_000_000)), "{error:?}");
        assert_eq!(script.times().len(), 1, "{asked}");
    }
    for asked in ["-5", "1e3", "0x10", "99999999999999999999", "Thu, 01 Jan 1970 00:00:00 GMT", "ñ", "1, 2"] {
        let script = Scripted::playing([busy(asked), Http(200)]);
        script.client().articles().list().send().await.unwrap();
        assert!(script.times()[1] < seconds(1), "{asked}");
    }
}
