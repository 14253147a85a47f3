//! Answers that break HTTP itself, or bend it: what a create comes to, which is never sent a second time.

use std::time::Duration;

use ficha_runtime::Stage;

use crate::shop::NewArticle;
use crate::vendor::{Act, Vendor};

const DONE: &str = r#"{"success":true,"message":"done","result":null}"#;
const LENGTH: usize = DONE.len();

/// A head of these lines, and the usual body.
fn lines(lines: &[&str]) -> Vec<u8> {
    format!("{}\r\n\r\n{DONE}", lines.join("\r\n")).into()
}

/// What of a create becomes: `None` where it is told as done.
async fn told(bytes: Vec<u8>) -> (Option<Stage>, usize) {
    let vendor = Vendor::playing(vec![Act::Raw(bytes); 5]).await;
    let client = vendor.builder(|builder| builder.read_timeout(Duration::from_secs(3)).answer_limit(100_000));
    let body = NewArticle::builder().kind("thing").name("once").build().unwrap();
    let told = client.articles().create(body).send();
    let told = tokio::time::timeout(Duration::from_secs(20), told).await.expect("it hangs");
    (told.err().map(|error| error.stage()), vendor.asked().len())
}

#[tokio::test]
async fn what_is_well_enough_is_read() {
    let length = format!("content-length: {LENGTH}");
    for head in [
        vec!["HTTP/1.0 200 OK", &length],
        vec!["HTTP/1.0 200 OK"],
        vec!["HTTP/1.0 200 OK", "connection: keep-alive", &length],
        vec!["HTTP/1.1 200", &length],
        vec!["HTTP/1.1 200 ", &length, "connection: close"],
        vec!["HTTP/1.1 201 Créé", &length],
        vec!["HTTP/1.1 200 OK", &length, &length],
        vec!["HTTP/1.1 200 OK", &length, "x-empty:", "set-cookie: a=b; HttpOnly", "set-cookie: c=d"],
        vec!["HTTP/1.1 200 OK", &length, "x-bytes: ñ\u{80}"],
        vec!["HTTP/1.1 200 OK", &length, "content-encoding: identity"],
        vec!["HTTP/1.1 200 OK", "connection: upgrade", "upgrade: h2c", &length],
    ] {
        assert_eq!(told(lines(&head)).await, (None, 1), "{head:?}");
    }
}

#[tokio::test]
async fn what_is_no_http_leaves_the_outcome_unknown() {
    let length = format!("content-length: {LENGTH}");
    let (many, long) = (vec!["x-y: z"; 300], format!("x: {}", "y".repeat(1_000_000)));
    for head in [
        vec!["HTTP/1.1 200 OK", &length, "x-nul: a\0b"],
        vec!["HTTP/1.1 200 OK", &length, "x-folded: a", " b"],
        vec!["HTTP/1.1 200 OK", &length, "no colon"],
        vec!["HTTP/1.1 200 OK", &length, "content-length: 7"],
        vec!["HTTP/1.1 200 OK", "content-length: +7"],
        vec!["HTTP/1.1 200 OK", "content-length: -7"],
        vec!["HTTP/1.1 200 OK", "content-length: 7, 8"],
        vec!["HTTP/1.1 200 OK", "content-length: 18446744073709551614"],
        vec!["HTTP/1.1 200 OK", "content-length: 99999999999999999999999"],
        vec!["HTTP/1.1 99 OK", &length],
        vec!["HTTP/1.1 2000 OK", &length],
        vec!["HTTP/1.1 0x0 OK", &length],
        vec!["HTTP/3.0 200 OK", &length],
        vec!["HTTP/1.1 200 OK\0", &length],
        vec!["", "", "", ""],
        [&["HTTP/1.1 200 OK", &length][..], &many].concat(),
        vec!["HTTP/1.1 200 OK", &length, &long],
    ] {
        let shown = format!("{head:?}");
        assert_eq!(told(lines(&head)).await, (Some(Stage::UnknownOutcome), 1), "{:.200}", shown);
    }
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn what_is_no_gzip_is_unreadable() {
    let length = format!("content-length: {LENGTH}");
    let head = ["HTTP/1.1 200 OK", &length, "content-encoding: gzip"];
    assert_eq!(told(lines(&head)).await, (Some(Stage::Unreadable), 1));
}

#[tokio::test]
async fn what_answers_something_else_is_unreadable() {
    let length = format!("content-length: {LENGTH}");
    for head in [
        vec!["HTTP/1.1 101 Switching Protocols", "connection: upgrade", "upgrade: websocket"],
        vec!["HTTP/1.1 200 OK", "content-length: 9223372036854775807"],
        vec!["HTTP/1.1 200 OK", "content-length: 0"],
        vec!["HTTP/1.1 200 OK", "transfer-encoding: chunked", &length],
        vec!["HTTP/1.1 200 OK", "transfer-encoding: chunked"],
        vec!["HTTP/1.1 304 Not Modified", &length],
        vec!["HTTP/1.1 599 Odd", "content-length: 0"],
        vec!["HTTP/1.1 999 Odd", "content-length: 0"],
    ] {
        assert_eq!(told(lines(&head)).await, (Some(Stage::Unreadable), 1), "{head:?}");
    }
    for chunks in [
        "ffffffffffffffffff\r\n{}\r\n",
        "-1\r\n{}\r\n0\r\n\r\n",
        "2\r\n{}\r\n",
        "2;x=\"\n\"\r\n{}\r\n0\r\n\r\n",
        "2\r\n{}0\r\n\r\n",
    ] {
        let answer = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{chunks}");
        assert_eq!(told(answer.into()).await, (Some(Stage::Unreadable), 1), "{chunks:?}");
    }
}

#[tokio::test]
async fn a_vendor_that_never_comes_to_the_point_is_waited_for_no_longer_than_allowed() {
    let forever = |start: &[u8], again: &[u8]| [start, &again.repeat(2_000_000 / again.len())].concat();
    for (bytes, expected) in [
        (forever(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), Stage::UnknownOutcome),
        (forever(b"HTTP/1.1 200 OK\r\n", b"x: y\r\n"), Stage::UnknownOutcome),
        (forever(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", b"1\r\n \r\n"), Stage::Unreadable),
        (forever(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1", b"0"), Stage::Unreadable),
        (forever(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;", b"x"), Stage::Unreadable),
        (forever(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n", b"x: y\r\n"), Stage::Unreadable),
    ] {
        let shown = String::from_utf8_lossy(&bytes[..80]).into_owned();
        assert_eq!(told(bytes).await, (Some(expected), 1), "{shown}");
    }
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn a_compressed_answer_that_is_broken_is_unreadable() {
    let bomb = include_bytes!("bomb.gz");
    let empty = b"\x1f\x8b\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0";
    for (coding, body) in [
        ("gzip", &bomb[..bomb.len() / 2]),
        ("gzip", &bomb[..5]),
        ("gzip", &[bomb, &b"trailing"[..]].concat()),
        ("gzip", &[&empty[..], bomb].concat()),
        ("gzip", &empty[..]),
        ("gzip, gzip", bomb),
        ("br", bomb),
        ("x-gzip", bomb),
    ] {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-encoding: {coding}\r\ncontent-length: {}\r\n\r\n", body.len());
        let answer = [head.as_bytes(), body].concat();
        assert_eq!(told(answer).await, (Some(Stage::Unreadable), 1), "{coding} {}", body.len());
    }
}
