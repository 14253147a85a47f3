//! One pass or two: the payload is read while the answer is scanned where that makes no difference. Here it is shown that it
//! makes none, against a shop whose envelope forbids that short cut and means the same.

use std::sync::Arc;

use ficha_runtime::generated::*;
use ficha_runtime::{BoxFuture, HttpAnswer, HttpRequest, Transport, TransportError};
use proptest::prelude::*;

use crate::reading::json;
use crate::shop::{Article, Server, Shop, articles};
use crate::vendor::{SECRET_KEY, TOKEN};

/// The shop, but something is told from within the payload, where nothing ever is: so the payload is cut out first.
enum InTwo {}

impl Api for InTwo {
    type Server = Server;
    const SPEC: &'static ApiSpec = &ApiSpec {
        envelope: EnvelopeSpec {
            paging: PagingKeys { offset: Some(&["result", "never there"]), ..Shop::SPEC.envelope.paging },
            ..Shop::SPEC.envelope
        },
        ..*Shop::SPEC
    };
}

#[derive(Clone)]
struct Answers(u16, Vec<u8>);

impl Transport for Answers {
    fn execute(&self, _: HttpRequest) -> BoxFuture<Result<HttpAnswer, TransportError>> {
        Box::pin(std::future::ready(Ok(HttpAnswer::new(self.0, self.1.clone()))))
    }
}

/// All that a caller sees of an answer, read by a client of this API.
fn seen<A: Api, O: Operation>(operation: O, strict: bool, answers: &Answers) -> String
where
    O::Answer: std::fmt::Debug,
{
    let mut settings = Settings::<A>::default();
    settings.credential(0, SECRET_KEY.into());
    settings.credential(1, TOKEN.into());
    settings.strict(strict);
    settings.transport(Arc::new(answers.clone()));
    let call = settings.build().unwrap().call(operation).retry(ficha_runtime::Retry::never());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    format!("{:?}", runtime.block_on(call.send()))
}

fn assert_no_difference(http: u16, body: &[u8]) {
    let answers = Answers(http, body.to_vec());
    for strict in [false, true] {
        let told = String::from_utf8_lossy(body);
        let list = articles::List::default;
        let get = || articles::Get { id: "1".to_owned() };
        let tree = || articles::GetTree {};
        assert_eq!(seen::<Shop, _>(list(), strict, &answers), seen::<InTwo, _>(list(), strict, &answers), "{told}");
        assert_eq!(seen::<Shop, _>(get(), strict, &answers), seen::<InTwo, _>(get(), strict, &answers), "{told}");
        assert_eq!(seen::<Shop, _>(tree(), strict, &answers), seen::<InTwo, _>(tree(), strict, &answers), "{told}");
    }
}

fn rows_of(body: &str) -> Vec<Article> {
    let client = crate::secrets::client_that_answers(200, body.into());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(client.articles().list().send()).unwrap().into_value()
}

#[test]
fn no_rows_means_no_rows_whatever_was_read_before_it_was_known() {
    for body in [
        r#"{"result":[{"id":1}],"success":true,"code":204}"#,
        r#"{"result":[{"id":1}],"success":true,"code":204,"Data":"a secret beside it"}"#,
        r#"{"result":[{"id":1},{"id":2,"price":1e999}],"success":true,"code":204}"#,
        r#"{"result":[{"id":1},{"id":2,"name":"\ud800"}],"success":true,"code":204}"#,
        r#"{"result":[{"id":1},{"id":2,"name":5.00}],"success":true,"code":204}"#,
    ] {
        assert_eq!(rows_of(body), [], "{body}");
    }
}

/// The members of an object, some of which a vendor would not send.
fn member() -> impl Strategy<Value = String> {
    let key = prop_oneof![
        8 => prop::sample::select(vec!["success", "status", "code", "errors", "message", "error", "paging", "other"]),
        4 => prop::sample::select(vec!["result", "r\\u0065sult", "Data", "Secret", "resul\\u0074", "success", "Result"]),
        1 => Just("canary-token-8"),
    ];
    let value = prop_oneof![
        6 => prop::sample::select(vec![
            "true", "false", "null", "[]", "[ ]", "{}", "200", "201", "204", "\"success\"", "\"error\"", "\"\"", "1e999",
            "\"canary-token-8\"", "{\"userMessage\":\"canary-token-8\",\"status\":404}", "{\"total\":7}", "\"\\ud800\"",
            "{\"Secret\":\"$2y$canary\"}", "\"$2y$canary\"", "{\"total\":1,\"total\":2}", "-0", "01",
        ]).prop_map(str::to_owned),
        1 => json(),
    ];
    (key, value).prop_map(|(key, value)| format!("\"{key}\":{value}"))
}

/// A payload, now and then one that a vendor would not send.
fn payload() -> impl Strategy<Value = String> {
    let row = prop_oneof![
        6 => json(),
        3 => prop::sample::select(vec![
            r#"{"id":1}"#, r#"{"id":2,"name":"a","price":1e999}"#, r#"{"id":3,"name":"\ud800"}"#, r#"{"id":4,"name":5.00}"#,
            r#"{"id":5,"Secret":"$2y$canary","name":"$2y$canary"}"#, r#"{"id":6,"price":"canary-token-8"}"#, r#"{"id":"x"}"#,
            r#"{"id":7,"id":8}"#, r#"{"id":9,"code":1e400}"#, r#"{"id":10,"canary-token-8":[1,2}"#, "{\"id\":11,\"extra\":1e999}",
        ]).prop_map(str::to_owned),
    ];
    let list = prop::collection::vec(row.clone(), 0..4).prop_map(|rows| format!("[{}]", rows.join(" , ")));
    let deep = (100_usize..140).prop_map(|depth| format!("{}{{}}{}", r#"{"child":"#.repeat(depth), "}".repeat(depth)));
    let deep_list = (100_usize..140)
        .prop_map(|depth| format!(r#"[{{"id":1,"extra":{}{}}}]"#, "[".repeat(depth), "]".repeat(depth)));
    prop_oneof![8 => list, 4 => row, 1 => deep, 1 => deep_list]
}

/// Bytes that are shown as a text where the test fails.
struct Told(Vec<u8>);

impl std::fmt::Debug for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.escape_ascii().to_string())
    }
}

prop_compose! {
    fn body()(
        success in prop::sample::select(vec![r#""success":true"#, r#""success":true"#, r#""status":"success""#, r#""success":false"#]),
        mut members in prop::collection::vec(member(), 0..4), payload in prop::option::weighted(0.9, payload()),
        key in prop::sample::select(vec!["result", "result", "result", "r\\u0065sult"]),
        places in any::<(prop::sample::Index, prop::sample::Index)>(),
        before in prop::sample::select(vec!["", "", "", " \n", "\u{feff}", "\u{feff}\u{feff} ", "\u{a0}", "x"]),
        after in prop::sample::select(vec!["", "", "", "\r\n ", ",", "{}", "\0"]),
        bad in prop::option::weighted(0.1, any::<(prop::sample::Index, u8)>()),
    ) -> Vec<u8> {
        members.insert(places.0.index(members.len() + 1), success.to_owned());
        if let Some(payload) = payload {
            members.insert(places.1.index(members.len() + 1), format!("\"{key}\" : {payload}"));
        }
        let mut body = format!("{before}{{{}}}{after}", members.join(",")).into_bytes();
        if let Some((place, byte)) = bad {
            let place = place.index(body.len());
            body[place] = byte;
        }
        body
    }
}

proptest! {
    #[test]
    fn an_answer_read_in_one_pass_is_what_it_is_in_two(
        body in body().prop_map(Told), http in prop::sample::select(vec![200_u16, 200, 200, 201, 204, 302, 400, 404, 503])
    ) {
        assert_no_difference(http, &body.0);
    }
}
