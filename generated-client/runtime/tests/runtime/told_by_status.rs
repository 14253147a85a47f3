//! What an answer says where the rule of success names the HTTP status: beside a key of the body, alone, or not even that.

use std::marker::PhantomData;
use std::sync::Arc;

use ficha_runtime::generated::*;
use ficha_runtime::{BoxFuture, HttpAnswer, HttpRequest, Retry, Stage, Transport, TransportError};

use crate::shop::Server;

const NO_ROWS: &[Form] = &[&[(&["http"], Literal::Int(204))]];

macro_rules! vendors {
    ($($name:ident: $ok:expr;)*) => {$(
        enum $name {}

        impl Api for $name {
            type Server = Server;
            const SPEC: &'static ApiSpec = &ApiSpec {
                name: "shop",
                title: "A shop",
                credentials: &[],
                headers: &[],
                envelope: EnvelopeSpec { ok: $ok, no_rows: NO_ROWS, ..EnvelopeSpec::PLAIN },
                statuses: &[],
                calls: CallPolicy::NONE,
            };
        }
    )*};
}

vendors! {
    WithoutForms: &[];
    StatusAlone: &[&[(&["http"], Literal::Int(200))], &[(&["http"], Literal::Int(204))]];
    StatusFirst: &[&[(&["http"], Literal::Int(200)), (&["done"], Literal::Bool(true)), (&["error"], Literal::Null)]];
}

macro_rules! operations {
    ($($name:ident: $answer_type:ty, $answer:expr, $effect:ident;)*) => {$(
        struct $name<A>(PhantomData<A>);

        impl<A: Api> Operation for $name<A> {
            type Api = A;
            type Answer = $answer_type;
            const SPEC: &'static OperationSpec = &OperationSpec {
                name: stringify!($name),
                method: Method::Post,
                path: "/things",
                effect: Effect::$effect,
                params: &[],
                path_params: 0,
                paging: None,
                body: None,
                answer: $answer,
            };

            fn read(reply: Reply) -> Result<Answer<Self::Answer>, Error> {
                reply.read()
            }
        }
    )*};
}

operations! {
    List: Vec<Value>, Some(&Kind::List(&Kind::Json)), Read;
    Write: (), None, Delete;
}

/// Always answers the same.
struct Fixed(u16, &'static str);

impl Transport for Fixed {
    fn execute(&self, _: HttpRequest) -> BoxFuture<Result<HttpAnswer, TransportError>> {
        let answer = HttpAnswer::new(self.0, self.1);
        Box::pin(async move { Ok(answer) })
    }
}

async fn ask<O: Operation>(operation: O, http: u16, body: &'static str) -> &'static str {
    let mut settings = Settings::<O::Api>::default();
    settings.transport(Arc::new(Fixed(http, body)));
    settings.retry(Retry::never());
    match settings.build().unwrap().call(operation).send().await.map_err(|error| error.stage()) {
        Ok(_) => "ok",
        Err(Stage::Refused) => "refused",
        Err(Stage::Unreadable) => "unreadable",
        Err(stage) => panic!("{stage:?}"),
    }
}

/// What a list and a write make of the same answer.
async fn both<A: Api>(http: u16, body: &'static str) -> [&'static str; 2] {
    [ask(List::<A>(PhantomData), http, body).await, ask(Write::<A>(PhantomData), http, body).await]
}

#[tokio::test]
async fn a_key_of_the_body_is_the_marker_even_where_the_status_comes_first() {
    for (http, body, expected) in [
        (200, r#"{"done":true}"#, "ok"),
        (200, r#"{"done":true,"error":null}"#, "ok"),
        (200, r#"{"done":false}"#, "refused"),
        (200, r#"{"error":"no"}"#, "refused"),
        (201, r#"{"done":true}"#, "refused"),
        // The status is always there, and shows nothing.
        (200, r#"{"error":null}"#, "unreadable"),
        (200, "{}", "unreadable"),
        (200, "", "unreadable"),
    ] {
        assert_eq!(ask(Write::<StatusFirst>(PhantomData), http, body).await, expected, "HTTP {http} {body}");
    }
}

#[tokio::test]
async fn a_form_of_the_status_alone_says_what_the_status_says() {
    for (http, body, without_forms, with_forms) in [
        (200, "[7]", ["ok", "ok"], ["ok", "ok"]),
        (200, "", ["unreadable", "ok"], ["unreadable", "ok"]),
        (200, "<p>done</p>", ["unreadable", "ok"], ["unreadable", "ok"]),
        (201, "[7]", ["ok", "ok"], ["refused", "refused"]),
        (201, "", ["unreadable", "ok"], ["unreadable", "unreadable"]),
        (400, "{}", ["refused", "refused"], ["refused", "refused"]),
        (302, "{}", ["unreadable", "unreadable"], ["unreadable", "unreadable"]),
    ] {
        assert_eq!(both::<WithoutForms>(http, body).await, without_forms, "without forms: HTTP {http} {body}");
        assert_eq!(both::<StatusAlone>(http, body).await, with_forms, "with forms: HTTP {http} {body}");
    }
}

#[tokio::test]
async fn nothing_in_answer_to_a_write_is_no_refusal() {
    assert_eq!(both::<WithoutForms>(204, "").await, ["ok", "unreadable"]);
    assert_eq!(both::<StatusAlone>(204, "").await, ["ok", "unreadable"]);
    assert_eq!(both::<StatusFirst>(204, "").await, ["ok", "unreadable"]);
}
