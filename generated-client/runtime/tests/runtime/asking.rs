//! What goes over the wire: method, path, query, headers, body, byte for byte.

use ficha_runtime::{Error, Rule, Validation};

use crate::shop::NewArticle;
use crate::vendor::{SECRET_KEY, TOKEN, Vendor, ok};

#[tokio::test]
async fn a_list_asks_with_its_query_and_all_headers() {
    let vendor = Vendor::playing(vec![ok(r#"{"success":true,"result":[]}"#)]).await;
    vendor.client().articles().list().limit(50).name("a b&c=ñ").send().await.unwrap();

    let asked = &vendor.asked()[0];
    assert_eq!(asked.line, "GET /v1/articles?limit=50&name=a%20b%26c%3D%C3%B1 HTTP/1.1");
    assert_eq!(asked.header("secretkey"), [SECRET_KEY]);
    let [authorization] = asked.header("authorization")[..] else { panic!("{asked:?}") };
    assert!(authorization.starts_with(&format!("Bearer {TOKEN}-")), "{authorization}");
    assert_eq!(asked.header("f-plugin"), ["9d40"]);
    assert_eq!(asked.header("accept"), ["application/json"]);
    assert_eq!(asked.header("content-type"), [""; 0]);
    assert!(asked.body.is_empty());
}

#[tokio::test]
async fn what_is_not_set_is_not_asked() {
    let vendor = Vendor::playing(vec![ok(r#"{"success":true,"result":[]}"#)]).await;
    vendor.client().articles().list().send().await.unwrap();
    assert_eq!(vendor.asked()[0].line, "GET /v1/articles HTTP/1.1");
}

#[tokio::test]
async fn a_body_is_sent_as_json() {
    let vendor = Vendor::playing(vec![ok(r#"{"success":true,"message":"done"}"#)]).await;
    let article = NewArticle::builder().kind("thing").name("ñ\"").code("12").build().unwrap();
    let answer = vendor.client().articles().create(article).send().await.unwrap();

    let asked = &vendor.asked()[0];
    assert_eq!(asked.line, "POST /v1/articles HTTP/1.1");
    assert_eq!(asked.header("content-type"), ["application/json"]);
    assert_eq!(String::from_utf8_lossy(&asked.body), r#"{"name":"ñ\"","kind":"thing","code":12}"#);
    assert_eq!((answer.http, answer.message.as_deref()), (200, Some("done")));
}

#[tokio::test]
async fn a_write_without_a_body_has_none() {
    let vendor = Vendor::playing(vec![ok(r#"{"success":true}"#)]).await;
    vendor.client().articles().remove(7).send().await.unwrap();
    let asked = &vendor.asked()[0];
    assert_eq!(asked.line, "POST /v1/articles/7/drop HTTP/1.1");
    assert_eq!(asked.header("content-type"), [""; 0]);
    assert!(asked.body.is_empty());
}

#[tokio::test]
async fn no_value_bends_the_path() {
    let vendor = Vendor::playing(vec![]).await;
    for validation in [Validation::On, Validation::Off] {
        let client = vendor.builder(|builder| builder.validation(validation));
        for (id, path) in [
            ("%2e%2e", "/v1/articles/%252e%252e/part"),
            ("a/b", "/v1/articles/a%2Fb/part"),
            ("a?b#c", "/v1/articles/a%3Fb%23c/part"),
            ("x\r\nHost: evil\0", "/v1/articles/x%0D%0AHost%3A%20evil%00/part"),
            ("Año", "/v1/articles/A%C3%B1o/part"),
        ] {
            let request = client.articles().get(id).to_request().unwrap();
            assert_eq!((request.url.path(), request.url.query(), request.url.fragment()), (path, None, None), "{id:?}");
        }
        for id in ["", ".", "..", "/", "../..", "a/../b", "..\\b"] {
            let Err(Error::Invalid(invalid)) = client.articles().get(id).send().await else {
                panic!("{id:?} was sent")
            };
            assert_eq!(invalid.violations[0].rule, Rule::PathSegment);
        }
    }
    assert!(vendor.asked().is_empty());
}

#[tokio::test]
async fn validation_is_on_or_warns_or_is_off() {
    let broken = || NewArticle::builder().name("too long").kind("thing").build_unchecked();
    let done = || ok(r#"{"success":true}"#);
    let vendor = Vendor::playing(vec![done(), done()]).await;

    let error = vendor.client().articles().create(broken()).send().await.unwrap_err();
    let Error::Invalid(invalid) = &error else { panic!("{error:?}") };
    assert_eq!(invalid.subject, "shop.articles.create");
    assert_eq!(invalid.violations[0].rule, Rule::Characters(5));
    assert!(vendor.asked().is_empty());

    for validation in [Validation::Warn, Validation::Off] {
        let client = vendor.builder(|builder| builder.validation(validation));
        client.articles().create(broken()).send().await.unwrap();
    }
    assert_eq!(vendor.asked().len(), 2);

    let error = vendor.client().articles().list().limit(0).send().await.unwrap_err();
    assert_eq!(error.to_string(), "shop.articles.list is not valid: `limit` is at least 1, given was 0");
}

#[tokio::test]
async fn an_operation_is_a_value() {
    let vendor = Vendor::playing(vec![ok(r#"{"success":true,"result":[]}"#)]).await;
    let operation = crate::shop::articles::List { limit: Some(3), ..Default::default() };
    let call = vendor.client().call(operation.clone());
    assert_eq!(call.operation, operation);
    assert_eq!(call.to_request().unwrap().url.query(), Some("limit=3"));
    assert!(call.send().await.unwrap().is_empty());
}
