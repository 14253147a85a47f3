//! No secret is ever shown: every text that the client can produce, in every kind of error, is searched for canaries.

use std::error::Error as _;

use ficha_runtime::BoxFuture;
use ficha_runtime::{Cause, Error, HttpAnswer, HttpRequest, Stage, Transport, TransportError};

use crate::shop::{Client, NewArticle};
use crate::telling::Lines;
use crate::vendor::{SECRET_KEY, TOKEN};

const HASH: &str = "$2y$10$canary-hash";

/// A transport that always does the same.
struct Always<F>(F);

impl<F> Transport for Always<F>
where
    F: Fn(HttpRequest) -> Result<HttpAnswer, TransportError> + Send + Sync + 'static,
{
    fn execute(&self, request: HttpRequest) -> BoxFuture<Result<HttpAnswer, TransportError>> {
        Box::pin(std::future::ready((self.0)(request)))
    }
}

fn client(act: impl Fn(HttpRequest) -> Result<HttpAnswer, TransportError> + Send + Sync + 'static) -> Client {
    let builder = Client::builder().transport(Always(act)).secret_key(SECRET_KEY).token(TOKEN);
    builder.base_url("http://127.0.0.1/v1").build().unwrap()
}

/// A client whose vendor always gives this answer.
pub fn client_that_answers(http: u16, body: Vec<u8>) -> Client {
    client(move |_| Ok(HttpAnswer::new(http, body.clone())))
}

/// Every text that an error can show.
pub fn texts(error: &Error) -> String {
    let mut texts = format!("{error}\n{error:?}\n{error:#?}\n");
    let mut source = error.source();
    while let Some(cause) = source {
        texts.push_str(&format!("{cause}\n{cause:?}\n"));
        source = cause.source();
    }
    texts
}

fn assert_quiet(shown: &str) {
    for canary in ["canary", "key/7", "$2y$10", "31415926", "3.1415926"] {
        assert!(!shown.contains(canary), "{canary} is shown in:\n{shown}");
    }
}

fn echo() -> String {
    let secrets = serde_json::json!({
        "success": false, "message": format!("no {SECRET_KEY} {TOKEN} {HASH}"), "code": TOKEN, "errors": [HASH, SECRET_KEY],
        "Data": HASH, "nested": { "Secret": [HASH] },
    });
    secrets.to_string()
}

#[tokio::test]
async fn no_kind_of_error_shows_a_secret() {
    let cause = || Cause::text(format!("could not send {TOKEN}"));
    let html = format!("<p>You sent {TOKEN} and {}</p>Data: {HASH}\n", SECRET_KEY.replace('"', "&quot;"));
    let odd = serde_json::json!({ "success": true, "Data": HASH, TOKEN: 1, "result": [{ "id": HASH }, { TOKEN: 1, "id": TOKEN }] });
    let clients = [
        (Stage::NotSent, client(move |_| Err(TransportError::NotSent(cause())))),
        (Stage::UnknownOutcome, client(move |_| Err(TransportError::NoAnswer(cause())))),
        (
            Stage::Unreadable,
            client(move |_| {
                Err(TransportError::BrokenOff {
                    http: 200,
                    body: format!("{{\"m\":\"{}", &TOKEN[..9]).into(),
                    cause: cause(),
                })
            }),
        ),
        (Stage::Unreadable, client_that_answers(502, html.clone().into())),
        (Stage::Unreadable, client_that_answers(200, html.into())),
        (Stage::Unreadable, client_that_answers(200, odd.to_string().into())),
        (Stage::Refused, client_that_answers(200, echo().into())),
        (Stage::Refused, client_that_answers(401, echo().replace('/', "\\/").into())),
        (Stage::Refused, client_that_answers(404, format!("{{\"Data\": \"{HASH}").into())),
    ];
    for (stage, client) in clients {
        let error = client.articles().get("1").send().await.unwrap_err();
        assert_eq!(error.stage(), stage, "{error:?}");
        assert_quiet(&texts(&error));
    }
    for before in 0..60 {
        // What was given is shortened, perhaps in the middle of a secret.
        let name = "x".repeat(before) + TOKEN;
        let body = NewArticle::builder().name(name.clone()).kind("thing").build_unchecked();
        let client = client_that_answers(200, Vec::new());
        let error = client.articles().create(body).send().await.unwrap_err();
        assert_eq!(error.stage(), Stage::Invalid);
        assert_quiet(&texts(&error));
        let error = client.articles().get(name + "/..").send().await.unwrap_err();
        assert_quiet(&texts(&error));
    }
}

#[tokio::test]
async fn a_secret_that_comes_far_behind_what_is_kept_is_known_all_the_same() {
    let body = format!(r#"{{"success":false,"message":"no {HASH}","x":"{}","Data":"{HASH}","y":""#, "x".repeat(50_000));
    for act in [
        client({
            let body = body.clone();
            move |_| Err(TransportError::BrokenOff { http: 200, body: body.clone().into(), cause: Cause::text("gone") })
        }),
        client_that_answers(200, body.into()),
    ] {
        let error = act.articles().get("1").send().await.unwrap_err();
        assert_eq!(error.stage(), Stage::Unreadable);
        assert!(texts(&error).contains("no ***"));
        assert_quiet(&texts(&error));
    }
}

#[tokio::test]
async fn an_answer_shows_no_secret_beside_its_payload() {
    let body = serde_json::json!({
        "success": true, "message": format!("hello {TOKEN} {HASH}"), "Data": HASH,
        "result": [{ "id": 1, "price": TOKEN, TOKEN: HASH }],
    });
    let answer = client_that_answers(200, body.to_string().into()).articles().list().send().await.unwrap();
    assert_quiet(&format!("{answer:?}"));
    assert_eq!(answer.message.as_deref(), Some("hello *** ***"));
    assert_eq!(answer.deviations.len(), 2);
}

#[tokio::test]
async fn a_secret_key_beside_the_payload_is_one_however_deep_it_stands() {
    let row = serde_json::json!({ "id": 1, "price": HASH, HASH: 1 });
    for body in [
        serde_json::json!({ "success": true, "message": HASH, "x": { "Secret": HASH }, "result": [row] }),
        serde_json::json!({ "success": true, "message": HASH, "code": 204, "paging": { "Data": [HASH] }, "result": [row] }),
        serde_json::json!({ "success": true, "message": { "Secret": HASH }, "code": [{ "Data": HASH }], "result": [row] }),
    ] {
        let answer = client_that_answers(200, body.to_string().into()).articles().list().send().await.unwrap();
        assert_quiet(&format!("{:?} {:?}", answer.message, answer.deviations));
        let always = Always(move |_| Ok(HttpAnswer::new(200, body.to_string())));
        let builder = Client::builder().secret_key(SECRET_KEY).token(TOKEN).strict(true).transport(always);
        if let Err(error) = builder.build().unwrap().articles().list().send().await {
            assert_quiet(&texts(&error));
        }
    }
}

/// Rows with secrets under secret keys, repeated where something is told of them.
fn rows_with_secrets() -> Vec<serde_json::Value> {
    use serde_json::json;
    vec![
        json!([{ "id": 1, "Data": HASH, "price": HASH, HASH: 1 }]),
        json!([{ "id": 1, "price": HASH, "extra": { "Secret": [HASH] } }]),
        json!([{ "id": 1, "fields": { "Secret": { "number": HASH, "label": 31_415_926 } } }]),
        json!([{ "id": 1, "fields": { "Data": { "number": [HASH], "label": { "x": HASH } } }, "hours": [HASH] }]),
        json!([{ "id": 1, "extra": { "Data": { "pin": 31_415_926 } }, "name": 31_415_926 }]),
        json!([{ "id": HASH, "Data": { "Secret": HASH } }, { "Data": HASH }]),
        json!({ "Data": HASH, "id": HASH }),
        json!({ "Secret": HASH }),
    ]
}

#[tokio::test]
async fn a_secret_key_in_the_payloads_own_rows_is_one_for_all_that_is_told_of_them() {
    for rows in rows_with_secrets() {
        let printed = serde_json::json!({ "success": true, "message": "done", "result": rows }).to_string();
        let (last, escaped) = (printed.replacen("{", r#"{"unknown":1,"#, 1), printed.replace("Data", r"\u0044ata"));
        let twice = printed.replace("\"id\"", "\"big\":1e999,\"id\"");
        for body in [printed, last, escaped, twice] {
            for strict in [false, true] {
                let (answered, lines) = (body.clone(), Lines::default());
                let always = Always(move |_| Ok(HttpAnswer::new(200, answered.clone())));
                let builder = Client::builder().secret_key(SECRET_KEY).token(TOKEN).strict(strict).transport(always);
                let client = builder.build().unwrap();
                let _listening = tracing::subscriber::set_default(lines.clone());
                match client.articles().list().send().await {
                    Ok(answer) => assert_quiet(&format!("{:?} {:?}", answer.deviations, answer.message)),
                    Err(error) => assert_quiet(&texts(&error)),
                }
                if let Err(error) = client.articles().get("1").send().await {
                    assert_quiet(&texts(&error));
                }
                assert!(lines.text().contains("differs from the page"), "{body}");
                assert_quiet(&lines.text());
            }
        }
    }
}

#[tokio::test]
async fn the_payload_itself_keeps_what_was_asked_for() {
    let body =
        serde_json::json!({ "success": true, "result": [{ "id": 1, "price": "x", "extra": { "Secret": HASH } }] });
    let answer = client_that_answers(200, body.to_string().into()).articles().list().send().await.unwrap();
    assert_eq!(answer.deviations.len(), 1);
    assert_eq!(answer.value[0].extra, Some(serde_json::json!({ "Secret": HASH })));
}

/// Ways to print a text that are not the text.
fn spellings(text: &str) -> Vec<String> {
    let all = |spell: fn(char) -> String| text.chars().map(spell).collect::<String>();
    let json = all(|char| format!("\\u{:04x}", u32::from(char)));
    let base64 = |before: &str| crate::spelled::base64(format!("{before}{text}:x").as_bytes());
    vec![
        json.replace('\\', r"\\"),
        json.to_uppercase().replace("\\U", "\\u"),
        text.replacen('c', r"\u0063", 1).replace('-', r"\u002D"),
        all(|char| format!("%{:02x}", u32::from(char))),
        all(|char| format!("%25{:02X}", u32::from(char))),
        all(|char| format!("&#{};", u32::from(char))),
        all(|char| format!("&#x{:X};", u32::from(char))),
        base64(""),
        base64("Bearer "),
        base64("a:"),
        base64("Bearer ").replace('/', r"\/"),
        base64("é").replace('+', "-").replace('/', "_"),
        json,
    ]
}

#[tokio::test]
async fn a_credential_is_masked_however_a_broken_body_spells_it() {
    for credential in [TOKEN, SECRET_KEY] {
        for spelling in spellings(credential) {
            for body in [
                format!(r#"{{"success":false,"message":"no {spelling}"}}"#),
                format!(r#"{{"success":true,"message":"no {spelling}","result":"#),
                format!(r#"{{"success":true,"m"":"no {spelling} and "more","#),
                format!(r#"{{"success":true,"m":"no {spelling}"#),
                format!("<p>{spelling}\n"),
                format!("{} {spelling} \\", "x".repeat(500)),
            ] {
                let error = client_that_answers(200, body.clone().into()).articles().get("1").send().await.unwrap_err();
                assert_quiet(&texts(&error));
                let shown = texts(&error);
                assert!(!shown.contains(&spelling) && !shown.contains(&spelling.replace('\\', r"\\")), "{shown}");
                assert!(shown.contains("***"), "{body}\n{shown}");
            }
        }
    }
}

#[test]
fn nothing_that_leads_to_a_call_shows_a_secret() {
    let builder = Client::builder().secret_key(SECRET_KEY).token(TOKEN);
    assert_quiet(&format!("{builder:?}"));
    for address in ["https://canary:canary@shop.example/v1", "https://shop.example/v1?key=canary#canary", "canary@:/"] {
        let builder = builder.clone().base_url(address);
        let error = builder.clone().build().unwrap_err();
        assert_quiet(&format!("{builder:?} {error:?} {error}"));
    }
    assert!(format!("{:?}", builder.clone().base_url("https://a.example/v1")).contains("https://a.example/v1"));
    let client = builder.build().unwrap();
    let call = client.articles().get("1");
    let request = call.to_request().unwrap();
    assert_quiet(&format!("{client:?} {call:?} {request:?} {:?}", client.articles().list()));
    assert_eq!(request.headers["secretkey"], SECRET_KEY, "it is there all the same");
    let error = Client::builder().secret_key("canary\n").token(TOKEN).build().unwrap_err();
    assert_quiet(&format!("{error} {error:?}"));
}

#[test]
fn what_is_traced_is_told_once_and_shows_no_secret() {
    let lines = Lines::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let rows = vec![serde_json::json!({ "id": 1, "price": TOKEN, "hours": [HASH] }); 20];
    let body = serde_json::json!({ "success": true, "Data": HASH, "result": rows }).to_string();
    tracing::subscriber::with_default(lines.clone(), || {
        runtime.block_on(async {
            client_that_answers(200, body.into()).articles().list().send().await.unwrap();
            let builder =
                Client::builder().secret_key(SECRET_KEY).token(TOKEN).validation(ficha_runtime::Validation::Warn);
            let client = builder.transport(Always(|_| Ok(HttpAnswer::new(401, echo())))).build().unwrap();
            let body = NewArticle::builder().name(TOKEN).kind("thing").build_unchecked();
            client.articles().create(body).send().await.unwrap_err();
        });
    });
    let lines = lines.text();
    assert_quiet(&lines);
    let told = |text: &str| lines.lines().filter(|line| line.contains(text)).count();
    assert_eq!(told("path=\"result[].price\""), 1, "{lines}");
    assert_eq!(told("path=\"result[].hours[]\""), 1, "{lines}");
    assert_eq!(told("field=\"name\""), 1, "{lines}");
}
