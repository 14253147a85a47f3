//! What an answer says where the rule of success names the HTTP status: beside a key of the body, alone, or not even that.

use std::marker::PhantomData;

use ficha_runtime::Stage;
use ficha_runtime::generated::*;

use crate::bare::{call, operations, vendors};

const fn envelope(ok: &'static [Form]) -> EnvelopeSpec {
    EnvelopeSpec { ok, no_rows: &[&[(&["http"], Literal::Int(204))]], ..EnvelopeSpec::PLAIN }
}

vendors! {
    WithoutForms: envelope(&[]);
    StatusAlone: envelope(&[&[(&["http"], Literal::Int(200))], &[(&["http"], Literal::Int(204))]]);
    StatusFirst:
        envelope(&[&[(&["http"], Literal::Int(200)), (&["done"], Literal::Bool(true)), (&["error"], Literal::Null)]]);
}

operations! {
    List: Vec<Value>, Some(&Kind::List(&Kind::Json)), Read;
    Write: (), None, Delete;
}

async fn ask<O: Operation>(operation: O, http: u16, body: &str) -> &'static str {
    match call(operation, false, http, body).send().await.map_err(|error| error.stage()) {
        Ok(_) => "ok",
        Err(Stage::Refused) => "refused",
        Err(Stage::Unreadable) => "unreadable",
        Err(stage) => panic!("{stage:?}"),
    }
}

/// What a list and a write make of the same answer.
async fn both<A: Api>(http: u16, body: &str) -> [&'static str; 2] {
    [ask(List::<A>(PhantomData), http, body).await, ask(Write::<A>(PhantomData), http, body).await]
}

#[tokio::test]
async fn a_key_of_the_body_is_the_marker_even_where_the_status_comes_first() {
    for (http, body, expected) in [
        (200, r#"{"done":true}"#, "ok"),
        (200, r#"{"done":true,"error":null}"#, "ok"),
        (200, r#"{"done":false}"#, "refused"),
        (200, r#"{"error":"no"}"#, "refused"),
        (201, r#"{"done":false}"#, "refused"),
        // No form names it, and it may have been done all the same.
        (201, r#"{"done":true}"#, "unreadable"),
        (400, r#"{"done":true}"#, "refused"),
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
        (201, "[7]", ["ok", "ok"], ["unreadable", "unreadable"]),
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
