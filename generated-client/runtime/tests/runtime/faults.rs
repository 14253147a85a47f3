//! Every fault of a vendor, at the socket, against every effect: what the caller is told, how many requests reached the
//! vendor, what was logged. Nothing may hang, panic or leave a task behind. The outcome stands as a table in the docs of
//! `Stage`; to write it anew, run this test with `WRITE_FAULTS=1`.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use ficha_runtime::{Error, Retry};

use crate::shop::{Client, NewArticle};
use crate::telling::Lines;
use crate::vendor::{Act, Vendor};

const LIMIT: usize = 100_000;
const GOOD: &str = r#"{"success":true,"message":"done","result":null}"#;

/// What the vendor does, each time it is called.
enum Fault {
    /// There is nobody.
    Nobody,
    /// An act for each connection.
    Act(Act),
}

fn head(status: u16, headers: &str) -> String {
    format!("HTTP/1.1 {status} X\r\nconnection: close\r\n{headers}\r\n")
}

fn answer(status: u16, body: impl AsRef<[u8]>) -> Act {
    with_headers(status, "content-type: application/json\r\n", body)
}

fn with_headers(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Act {
    let body = body.as_ref();
    let head = head(status, &format!("{headers}content-length: {}\r\n", body.len()));
    Act::Raw([head.as_bytes(), body].concat())
}

fn raw(text: impl Into<Vec<u8>>) -> Act {
    Act::Raw(text.into())
}

/// An answer whose message is this, as it is printed.
fn message(printed: impl AsRef<[u8]>) -> Act {
    answer(200, [br#"{"success":true,"message":"#, printed.as_ref(), br#","result":null}"#].concat())
}

/// Faults before an answer has begun and while it comes.
fn of_the_connection() -> Vec<(&'static str, Fault)> {
    let length = format!("content-length: {}\r\n", GOOD.len() + 10);
    let acts = [
        ("resets before the request is read", Act::ResetUnread),
        ("resets after the request is read", Act::Reset),
        ("closes without an answer", Act::Close),
        ("says nothing", Act::Silence),
        ("stalls in the headers", Act::Stall(b"HTTP/1.1 200 X\r\nconte".to_vec())),
        ("stalls in the body", Act::Stall((head(200, &length) + GOOD).into())),
        ("closes in the headers", raw("HTTP/1.1 200 X\r\nconte")),
        ("closes in the body", raw(head(200, &length) + GOOD)),
        ("speaks no HTTP", raw("220 mail.example ESMTP\r\n")),
        ("breaks a chunk", raw(head(200, "transfer-encoding: chunked\r\n") + "zz\r\n")),
        ("closes in the body of a 503", raw(head(503, &length) + "{")),
    ];
    let nobody = [("refuses the connection", Fault::Nobody)];
    nobody.into_iter().chain(acts.map(|(name, act)| (name, Fault::Act(act)))).collect()
}

/// Whole answers whose body is not what it should be.
fn of_the_body() -> Vec<(&'static str, Fault)> {
    let deep = "[".repeat(50_000) + &"]".repeat(50_000);
    let huge = format!(r#"{{"success":true,"message":"{}","result":null}}"#, "x".repeat(2 * LIMIT));
    let html = "<html><body>Bad gateway</body></html>";
    let acts = [
        ("truncated JSON", answer(200, &GOOD[..GOOD.len() - 3])),
        ("no JSON", answer(200, "success: true")),
        ("an empty body", answer(200, "")),
        ("a wrong content type", with_headers(200, "content-type: text/plain\r\n", GOOD)),
        ("HTML with 200", with_headers(200, "content-type: text/html\r\n", html)),
        ("HTML with 502", with_headers(502, "content-type: text/html\r\n", html)),
        ("a content length that is too small", raw(head(200, "content-length: 20\r\n") + GOOD)),
        ("no content length", raw(head(200, "") + GOOD)),
        ("a body larger than the limit", answer(200, huge)),
        ("a body that unpacks beyond the limit", with_headers(200, "content-encoding: gzip\r\n", BOMB)),
        ("NaN", message("NaN")),
        ("a key that stands twice", message(r#""a","success":false"#)),
        ("bytes that are not UTF-8", message(b"\"\xff\xfe\"")),
        ("50,000 brackets", message(deep)),
        ("a number beyond 64 bits", message("123456789012345678901234567890")),
        ("a number beyond all floats", message("1e999")),
    ];
    acts.into_iter().map(|(name, act)| (name, Fault::Act(act))).collect()
}

/// Answers whose status and envelope say something odd.
fn of_the_status(elsewhere: &str) -> Vec<(&'static str, Fault)> {
    let refused = r#"{"success":false,"message":"no"}"#;
    let to = |location: &str| with_headers(307, &format!("location: {location}\r\n"), "");
    let chunked = format!("{:x}\r\n{GOOD}\r\n0\r\nsuccess: false\r\n\r\n", GOOD.len());
    let acts = [
        ("100 and 103 before the answer", {
            let early = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n";
            raw(format!("{early}{}{GOOD}", head(200, &format!("content-length: {}\r\n", GOOD.len()))))
        }),
        ("204 without a body", raw(head(204, ""))),
        ("204 with a body", raw(head(204, "") + GOOD)),
        ("trailers after the chunks", raw(head(200, "transfer-encoding: chunked\r\ntrailer: success\r\n") + &chunked)),
        ("a redirect on the same host", to("/v1/articles")),
        ("a redirect to another host", to(elsewhere)),
        ("a redirect in a circle", to("")),
        ("a redirect without a target", raw(head(302, "content-length: 0\r\n"))),
        ("`ok: false` under 200", answer(200, refused)),
        ("`ok: true` under 500", answer(500, GOOD)),
        ("400", answer(400, refused)),
        ("401", answer(401, refused)),
        ("404", answer(404, refused)),
        ("408", answer(408, refused)),
        ("429 with `Retry-After: 0`", with_headers(429, "retry-after: 0\r\n", refused)),
        ("503 with `Retry-After: 3600`", with_headers(503, "retry-after: 3600\r\n", refused)),
        ("504 without a body", raw(head(504, "content-length: 0\r\n"))),
    ];
    acts.into_iter().map(|(name, act)| (name, Fault::Act(act))).collect()
}

/// A million times the letter x, compressed.
const BOMB: &[u8] = include_bytes!("bomb.gz");

const EFFECTS: [&str; 5] = ["read", "update", "delete", "create", "action"];

/// Makes the call that has this effect.
async fn call(client: &Client, effect: &str) -> Result<(), Error> {
    let article = || NewArticle::builder().kind("thing").name("ñandú").build().unwrap();
    match effect {
        "read" => client.articles().list().send().await.map(drop),
        "update" => client.writes().count().send().await.map(drop),
        "delete" => client.articles().remove(1).send().await.map(drop),
        "create" => client.articles().create(article()).send().await.map(drop),
        _ => client.writes().ring().send().await.map(drop),
    }
}

/// The same act where a list is asked for: it has rows, none, instead of nothing.
fn with_rows(act: Act) -> Act {
    let (nothing, rows): (&[u8], &[u8]) = (b"\"result\":null", b"\"result\":[]  ");
    match act {
        Act::Raw(mut bytes) => {
            if let Some(place) = bytes.windows(nothing.len()).position(|window| window == nothing) {
                bytes[place..place + rows.len()].copy_from_slice(rows);
            }
            Act::Raw(bytes)
        }
        act => act,
    }
}

/// What a fault comes to: the outcome, the requests that reached the vendor, what was logged.
fn outcome(servers: &tokio::runtime::Runtime, fault: &Fault, effect: &str) -> (String, usize, String) {
    let acts = match fault {
        Fault::Nobody => Vec::new(),
        Fault::Act(act) if effect == "read" => vec![with_rows(act.clone()); 10],
        Fault::Act(act) => vec![act.clone(); 10],
    };
    let vendor = servers.block_on(Vendor::playing(acts));
    let retry = Retry::default().pauses(Duration::from_millis(1), Duration::from_millis(2));
    // Only who is silent is not waited for: a busy machine may be slow to give every other answer.
    let patience = match fault {
        Fault::Act(Act::Silence | Act::Stall(_)) => Duration::from_millis(250),
        _ => Duration::from_secs(5),
    };
    let client = vendor.builder(|builder| {
        builder.retry(retry).read_timeout(patience).timeout(Duration::from_secs(5)).answer_limit(LIMIT)
    });
    let lines = Lines::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let result = tracing::subscriber::with_default(lines.clone(), || {
        runtime.block_on(async {
            let result = tokio::time::timeout(Duration::from_secs(10), call(&client, effect)).await;
            drop(client);
            for _ in 0..100 {
                if tokio::runtime::Handle::current().metrics().num_alive_tasks() == 0 {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            assert_eq!(tokio::runtime::Handle::current().metrics().num_alive_tasks(), 0, "a task is left behind");
            result.expect("it hangs")
        })
    });
    let told = match result {
        Ok(()) => "ok".to_owned(),
        Err(error) => error.stage().as_str().replace('_', " "),
    };
    let text = lines.text();
    let count = |what: &str| text.lines().filter(|line| line.contains(what)).count();
    let attempts = count("message=attempt");
    let warnings = count("WARN ");
    let logged = match (attempts, warnings) {
        (1, 0) => "1 attempt".to_owned(),
        (1, 1) => "1 attempt, 1 deviation".to_owned(),
        (attempts, 0) => format!("{attempts} attempts"),
        (attempts, warnings) => format!("{attempts} attempts, {warnings} deviations"),
    };
    (told, vendor.asked().len(), logged)
}

/// The rows of the table for one fault: effects that share an outcome stand together.
fn rows(table: &mut String, servers: &tokio::runtime::Runtime, name: &str, fault: &Fault) {
    let outcomes = EFFECTS.map(|effect| outcome(servers, fault, effect));
    let mut told: Vec<usize> = Vec::new();
    for (first, outcome) in outcomes.iter().enumerate() {
        if told.contains(&first) {
            continue;
        }
        let same: Vec<usize> = (first..EFFECTS.len()).filter(|other| &outcomes[*other] == outcome).collect();
        let effects = match same.len() {
            5 => "all".to_owned(),
            _ => same.iter().map(|effect| EFFECTS[*effect]).collect::<Vec<_>>().join(", "),
        };
        let (stage, requests, logged) = outcome;
        writeln!(table, "| {name} | {effects} | {stage} | {requests} | {logged} |").unwrap();
        told.extend(same);
    }
}

#[test]
fn every_fault_has_a_defined_outcome_for_every_effect() {
    let servers = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let elsewhere = servers.block_on(Vendor::playing(vec![Act::Close; 10]));
    let mut table = "| the vendor | effect | outcome | requests | logged |\n|---|---|---|---|---|\n".to_owned();
    let faults = [of_the_connection(), of_the_body(), of_the_status(&elsewhere.base_url)];
    for (name, fault) in faults.iter().flatten() {
        rows(&mut table, &servers, name, fault);
    }
    println!("{table}");
    assert_eq!(elsewhere.connections(), 0, "no credential has gone elsewhere");

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/faults.md");
    if std::env::var_os("WRITE_FAULTS").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    let documented = std::fs::read_to_string(&path).unwrap_or_default();
    for (is, was) in table.lines().zip(documented.lines()) {
        assert_eq!(is, was, "what the docs say is no longer so");
    }
    assert_eq!(table.lines().count(), documented.lines().count());
}
