//! A payload that is a secret: who asked for it gets it, and nobody is told of it.

use std::marker::PhantomData;

use ficha_runtime::generated::*;
use serde_json::json;

use crate::bare::{call, operations, vendors};
use crate::secrets::texts;
use crate::telling::Lines;

vendors! {
    KeyShop: EnvelopeSpec {
        ok: &[&[(&["success"], Literal::Bool(true))]],
        payload: Some(&["Data"]),
        message: &[&["message"]],
        secret: &["Data", "Secret"],
        ..EnvelopeSpec::PLAIN
    };
}

operations! {
    Key: String, Some(&Kind::Text), Create;
    Pin: Option<i64>, Some(&Kind::Int), Create;
    Pins: Vec<i64>, Some(&Kind::List(&Kind::Int)), Read;
}

#[tokio::test]
async fn who_asked_for_a_secret_gets_it() {
    let body = json!({ "success": true, "message": "it is canary-1", "Data": "canary-1" }).to_string();
    let answer = call(Key::<KeyShop>(PhantomData), true, 200, &body).send().await.unwrap();
    assert_eq!((answer.value.as_str(), answer.message.as_deref()), ("canary-1", Some("it is ***")));
    assert_eq!(
        call(Pins::<KeyShop>(PhantomData), true, 200, r#"{"success":true,"Data":[1,2]}"#).send().await.unwrap().value,
        [1, 2]
    );
}

#[tokio::test]
async fn nobody_is_told_of_a_secret_that_does_not_fit_its_type() {
    let told = |echo: &str, data| json!({ "success": true, "message": echo, "more": { "x": [echo] }, "Data": data });
    for body in [
        told("canary-1", json!("canary-1")),
        told("canary-2", json!(["canary-2", "-77"])),
        told("7712.5", json!({ "id": 7712.5 })),
        told("canary-4", json!([{ "canary-3": ["canary-4"] }])),
    ] {
        for strict in [true, false] {
            let lines = Lines::default();
            let _listening = tracing::subscriber::set_default(lines.clone());
            let mut shown = String::new();
            match call(Pin::<KeyShop>(PhantomData), strict, 200, &body.to_string()).send().await {
                Ok(answer) => shown += &format!("{:?} {:?}", answer.message, answer.deviations),
                Err(error) => shown += &texts(&error),
            }
            match call(Pins::<KeyShop>(PhantomData), strict, 200, &body.to_string()).send().await {
                Ok(answer) => shown += &format!("{:?} {:?}", answer.message, answer.deviations),
                Err(error) => shown += &texts(&error),
            }
            shown += &lines.text();
            assert!(shown.contains("***"), "{shown}");
            for secret in ["canary", "-77", "7712"] {
                assert!(!shown.contains(secret), "{shown}");
            }
            assert_eq!(shown.contains(": expected a whole number"), strict, "{shown}");
        }
    }
}
