//! Builders: settings that no client can have, bodies that break several rules at once, typestate.

use std::time::Duration;

use ficha_runtime::{Open, Retry, Rule};

use crate::shop::{ArticleKind, Client, NewArticle, Part, Server};

#[test]
fn every_bad_setting_is_named() {
    let builder = || Client::builder().token("token").secret_key("secret");
    let setting = |result: Result<Client, ficha_runtime::BuildError>| result.unwrap_err().setting;

    for bad in ["", "nowhere", "https://a.example?b=1", "https://a.example#b", "ftp://a.example", "http://a.example"] {
        assert_eq!(setting(builder().base_url(bad).build()), "base_url", "{bad}");
    }
    assert_eq!(setting(builder().timeout(Duration::ZERO).build()), "timeout");
    assert_eq!(setting(builder().connect_timeout(Duration::ZERO).build()), "connect_timeout");
    assert_eq!(setting(builder().read_timeout(Duration::ZERO).build()), "read_timeout");
    assert_eq!(setting(builder().answer_limit(0).build()), "answer_limit");
    let pauses = |first, longest| Retry::default().pauses(Duration::from_secs(first), Duration::from_secs(longest));
    for bad in [Retry::default().attempts(0), pauses(0, 1), pauses(2, 1)] {
        assert_eq!(setting(builder().retry(bad).build()), "retry", "{bad:?}");
    }
    for bad in ["", " ", "a\nb", "a\0b", "ñ", "key ", "Bearer abc", "bearer abc"] {
        assert_eq!(setting(Client::builder().secret_key("secret").token(bad).build()), "token", "{bad:?}");
    }
    assert_eq!(setting(builder().http_client(reqwest::Client::new()).build()), "http_client");

    assert!(builder().build().is_ok());
    assert!(builder().server(Server::Sandbox).build().is_ok());
    assert!(builder().base_url("http://a.example").allow_plain_http().build().is_ok());
}

#[test]
fn settings_keep_what_was_given_before_and_credentials_come_in_any_order() {
    let client =
        Client::builder().strict(true).token("token").server(Server::Sandbox).secret_key("secret").build().unwrap();
    let request = client.articles().list().to_request().unwrap();
    assert_eq!(request.url.as_str(), "https://sandbox.shop.example/v1/articles");
    assert_eq!(request.timeout, Duration::from_secs(60));
    let patient = client.articles().list().timeout(Duration::from_secs(90)).to_request().unwrap();
    assert_eq!(patient.timeout, Duration::from_secs(90));
}

#[test]
fn every_violation_is_told_at_once() {
    let invalid = NewArticle::builder()
        .name("sombrero")
        .kind("thing")
        .price(f64::NAN)
        .amount(100)
        .hours([1, 2, 3])
        .parts([Part::new(1, "a"), Part::new(12345, "b")])
        .build()
        .unwrap_err();
    let violations: Vec<(&str, Rule, &str)> =
        invalid.violations.iter().map(|v| (v.field.as_str(), v.rule, v.given.as_str())).collect();
    assert_eq!(
        violations,
        [
            ("name", Rule::Characters(5), "\"sombrero\""),
            ("price", Rule::Finite, "NaN"),
            ("amount", Rule::Digits(2), "100"),
            ("amount", Rule::Max(90), "100"),
            ("hours", Rule::Items(2), "3 items"),
            ("parts[1].number", Rule::Digits(3), "12345"),
        ]
    );
    assert!(invalid.to_string().starts_with("NewArticle is not valid: `name` has at most 5 characters, given was"));
}

#[test]
fn rules_hold_to_the_last_character_and_no_further() {
    let valid = NewArticle::builder().kind("thing").name("ñandú").amount(90).hours([]).price(0.0).build();
    assert!(valid.is_ok(), "{valid:?}");
}

#[test]
fn an_open_enumeration_keeps_what_it_does_not_know() {
    assert_eq!(ArticleKind::from("thing"), ArticleKind::Thing);
    let rental: ArticleKind = "rental".parse().unwrap();
    assert_eq!(rental, ArticleKind::Other("rental".to_owned()));
    assert_eq!((rental.to_string(), rental.as_ref(), rental.is_known()), ("rental".to_owned(), "rental", false));
    assert_eq!(serde_json::to_string(&rental).unwrap(), "\"rental\"");
    assert_eq!(serde_json::from_str::<ArticleKind>("\"service\"").unwrap(), ArticleKind::Service);
    assert_eq!(format!("{:>8}|", ArticleKind::Thing), "   thing|");
}
