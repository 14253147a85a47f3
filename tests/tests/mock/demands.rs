//! What the mock demands of a request: all that the page does, and it tells all that is wrong at once.

use ficha_client::factura_online::{NewSerie, TipoDocumento};
use ficha_client::mock::{Mock, Server};
use ficha_client::{Error, Validation, factura_online, persat, serpi};
use serde_json::Value;

/// Sends what no client would, and gives the HTTP status, the answer and what the mock had to say about it.
async fn raw(
    mock: &Server,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> (u16, Value, Vec<String>) {
    let client = reqwest::Client::builder().no_proxy().build().expect("an HTTP client");
    let request = client.request(method.parse().expect("a method"), format!("{}{path}", mock.base_url()));
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let answer = request.body(body.to_owned()).send().await.expect("an answer");
    let http = answer.status().as_u16();
    let body = serde_json::from_str(&answer.text().await.expect("a body")).expect("JSON");
    (http, body, mock.received().pop().expect("a request").refused)
}

async fn serpi() -> Mock<serpi::Client> {
    let setup = serpi::mock().credential("token", "T").credential("secret_key", "S");
    setup.await.expect("a mock")
}

const KEYS: &[(&str, &str)] =
    &[("secretkey", "S"), ("Authorization", "Bearer T"), ("Content-Type", "application/json")];

#[tokio::test]
async fn credentials_are_looked_at_one_by_one() {
    let mock = serpi().await;
    for (headers, reasons) in [
        (&[][..], vec!["the header `secretkey` is missing", "the header `Authorization` is missing"]),
        (
            &[("secretkey", "S"), ("Authorization", "BearerT")],
            vec!["the header `Authorization` does not begin with `Bearer `"],
        ),
        (
            &[("secretkey", "X"), ("Authorization", "Bearer T")],
            vec!["the value of the header `secretkey` is not known here"],
        ),
    ] {
        let (http, body, refused) = raw(&mock, "GET", "/Sucursales", headers, "").await;
        assert_eq!((http, &body["success"]), (401, &Value::Bool(false)), "{body}");
        assert_eq!(refused, reasons);
    }
}

#[tokio::test]
async fn an_unknown_key_is_answered_with_hashes_as_the_page_shows_them() {
    let mock = factura_online::mock().await.expect("a mock");
    let client = factura_online::Client::builder().base_url(mock.base_url()).api_key("no").secret_key("no");
    let outcome = client.build().expect("a client").series().list().send().await;
    let Err(Error::Refused(no)) = outcome else { panic!("not refused: {outcome:?}") };
    assert_eq!((no.http, no.message.as_deref()), (200, Some("La cuenta que intenta autenticarse no existe")));
    let shown = format!("{no:?}");
    assert!(!shown.contains("8a9S8o8WeiRhPh1YT6bnXun"), "{shown}");
}

#[tokio::test]
async fn every_broken_rule_of_a_body_is_told_at_once() {
    let mock = serpi().await;
    let body = r#"{"id_tercero":"1804","nit_tercero":900985549,"codigo":true,"direccion":null,"color":"red"}"#;
    let (http, answer, refused) = raw(&mock, "POST", "/Sucursales", KEYS, body).await;
    assert_eq!((http, &answer["success"], &answer["code"]), (200, &Value::Bool(false), &Value::from(400)), "{answer}");
    assert_eq!(answer["errors"].as_array().map(Vec::len), Some(refused.len()));
    for reason in [
        "`id_tercero` is a whole number, given was \"1804\"",
        "`nit_tercero` is a text, given was 900985549",
        "`codigo` is a text, given was true",
        "`direccion` is required, given was null",
        "`es_direccionCobro` is required, given was nothing",
        "`color` is not in the page's table",
    ] {
        assert!(refused.iter().any(|told| told == reason), "{reason}: {refused:#?}");
    }
    assert!(mock.rows("sucursales").expect("rows").is_empty(), "nothing was made of it");

    let long = "x".repeat(51);
    let too_long =
        NewSerie::builder().letra("R").tipo_documento(TipoDocumento::from("papel")).build().expect("a series");
    let other = factura_online::mock().await.expect("a mock");
    let no = other.client.series().create(too_long).send().await.expect_err("no such kind of document");
    assert!(no.to_string().contains("tipoDocumento"), "{no}");
    let (_, _, refused) = raw(&mock, "POST", "/Sucursales", KEYS, &format!(r#"{{"descripcion":"{long}"}}"#)).await;
    assert!(refused.iter().any(|told| told.starts_with("`descripcion` has at most 50 characters")), "{refused:#?}");
}

/// Of what a table says no more than "optional" and "whole number", null and a number that no client can hold are no values.
#[tokio::test]
async fn a_value_is_of_the_kind_that_the_page_gives_it() {
    let mock = persat::mock().credential("api_key", "A").await.expect("a mock");
    let keys = &[("Authorization", "Bearer A"), ("Content-Type", "application/json")];
    let body = r#"{"uid_client":"CL-1","company_name":"P","type_id":9223372036854775808,"city":null}"#;
    let (http, answer, refused) = raw(&mock, "POST", "/clients", keys, body).await;
    assert_eq!(http, 400, "{answer} {refused:#?}");
    assert_eq!(
        refused,
        [
            "`type_id` is a whole number of at most 64 bits, given was 9223372036854775808",
            "`city` is a text, given was null",
        ]
    );
    let (_, _, refused) = raw(&mock, "GET", "/clients?offset=null", keys, "").await;
    assert_eq!(refused, ["`offset` is a whole number, given was null"]);

    // SERPI's own sample sends null for what is not set.
    let mock = serpi().await;
    let (_, _, refused) = raw(&mock, "POST", "/Sucursales", KEYS, r#"{"telefono":null,"direccion":null}"#).await;
    assert!(refused.iter().all(|told| !told.contains("telefono")), "{refused:#?}");
    assert!(refused.iter().any(|told| told == "`direccion` is required, given was null"), "{refused:#?}");
}

#[tokio::test]
async fn method_path_query_and_content_are_looked_at() {
    let mock = serpi().await;
    let text = &[KEYS[0], KEYS[1], ("Content-Type", "text/plain")][..];
    for (method, path, headers, http, reason) in [
        ("GET", "/users", KEYS, 404, "the documents have no `/users`"),
        ("DELETE", "/Sucursales", KEYS, 405, "`/Sucursales` takes GET, POST, PUT, given was DELETE"),
        ("GET", "/Sucursales?limite=x", KEYS, 200, "`limite` is a whole number, given was x"),
        ("GET", "/Sucursales?limit=5", KEYS, 200, "`limit` is no parameter of this call"),
        ("GET", "/Sucursales?pagina=1&pagina=2", KEYS, 200, "`pagina` stands more than once in the query"),
        ("POST", "/Sucursales", text, 200, "the body has to be `application/json`, given was `text/plain`"),
    ] {
        let (told, body, refused) = raw(&mock, method, path, headers, "").await;
        assert_eq!((told, &body["success"]), (http, &Value::Bool(false)), "{method} {path}: {body}");
        assert_eq!(refused, [reason]);
    }
}

#[tokio::test]
async fn what_the_client_would_have_stopped_the_vendor_refuses_in_its_own_words() {
    let mock = persat::mock().await.expect("a mock");
    let lax = persat::Client::builder().base_url(mock.base_url()).validation(Validation::Off);
    let lax = lax.api_key(mock.credential("api_key").expect("a key").to_owned()).build().expect("a client");
    let outcome = lax.clients().list().limit(500).send().await;
    let Err(Error::Refused(no)) = outcome else { panic!("not refused: {outcome:?}") };
    assert_eq!((no.http, no.code.as_deref(), no.status), (400, Some("BAD_REQUEST"), Some(400)));
    assert_eq!(no.message.as_deref(), Some("`limit` is at most 100, given was 500"));
}

#[tokio::test]
async fn a_constant_header_is_demanded() {
    let mock = factura_online::mock().credential("api_key", "A").credential("secret_key", "S").await.expect("a mock");
    let keys = [("F-Api-Key", "A"), ("F-Secret-Key", "S"), ("Content-Type", "application/json")];
    let (http, body, refused) = raw(&mock, "GET", "/v4/series", &keys, "").await;
    assert_eq!((http, &body["status"]), (200, &Value::from("error")), "{body}");
    assert_eq!(refused, ["the header `F-PLUGIN` is missing"]);
    assert_eq!(body.get("Data"), None, "no hash where the keys were right: {body}");
}
