//! The success rule as a truth table: what an answer says, for an operation with a list, a record, and nothing.

use ficha_runtime::{Error, Retry, Stage};

use crate::vendor::{Act, Vendor};

#[derive(Debug, PartialEq, Clone, Copy)]
enum Outcome {
    Ok(usize),
    Refused,
    Unreadable,
}

fn outcome<T>(result: Result<T, Error>, rows: impl FnOnce(T) -> usize) -> Outcome {
    match result {
        Ok(value) => Outcome::Ok(rows(value)),
        Err(error) => match error.stage() {
            Stage::Refused => Outcome::Refused,
            Stage::Unreadable => Outcome::Unreadable,
            stage => panic!("{stage:?}: {error}"),
        },
    }
}

/// What a list, a record and a call without payload make of the same answer.
async fn read(http: u16, body: &str) -> [Outcome; 3] {
    let acts = (0..3).map(|_| Act::Answer(http, body.into())).collect();
    let client = Vendor::playing(acts).await.builder(|builder| builder.retry(Retry::never()));
    let articles = client.articles();
    [
        outcome(articles.list().send().await, |list| list.len()),
        outcome(articles.get("1").send().await, |_| 1),
        outcome(articles.remove(1).send().await, |_| 0),
    ]
}

#[tokio::test]
async fn what_is_not_surely_a_success_is_none() {
    use Outcome::{Ok, Refused, Unreadable};
    let refused = [Refused; 3];
    let unreadable = [Unreadable; 3];
    let row = r#"{"id":1}"#;
    for (http, body, expected) in [
        (200, r#"{"success":true,"result":[{"id":1}]}"#, [Ok(1), Unreadable, Ok(0)]),
        (200, &format!(r#"{{"success":true,"errors":null,"result":{row}}}"#), [Unreadable, Ok(1), Ok(0)]),
        (200, r#"{"result":[{"id":1}],"errors":[ ],"success":true}"#, [Ok(1), Unreadable, Ok(0)]),
        (201, r#"{"status":"success"}"#, [Unreadable, Unreadable, Ok(0)]),
        // Said no, whatever the HTTP status.
        (200, r#"{"success":false,"result":[{"id":1}]}"#, refused),
        (200, r#"{"status":"error"}"#, refused),
        (200, r#"{"result":[{"id":1}],"success":false}"#, refused),
        (200, &format!(r#"{{"result":{row},"success":false}}"#), refused),
        (400, r#"{"success":false}"#, refused),
        (500, r#"{"success":false}"#, refused),
        // Said yes and no.
        (500, r#"{"success":true,"result":[]}"#, refused),
        (200, r#"{"success":true,"errors":["no"],"result":[]}"#, refused),
        (200, r#"{"success":true,"status":"error","result":[]}"#, refused),
        (200, r#"{"success":false,"status":"success","result":[]}"#, refused),
        (401, r#"{"success":true,"result":[]}"#, refused),
        // Said nothing that counts.
        (200, r#"{"success":"true","result":[]}"#, refused),
        (200, r#"{"success":1}"#, refused),
        (200, r#"{"result":[{"id":1}]}"#, unreadable),
        (200, r#"{"errors":null}"#, unreadable),
        (200, r#"{"code":400,"errors":null,"message":"x","result":[]}"#, unreadable),
        (200, r#"{"errors":["no"]}"#, refused),
        (200, r#"[{"id":1}]"#, unreadable),
        (200, "", unreadable),
        (200, "<html>down</html>", unreadable),
        (200, r#"{"success":true,"result":["#, unreadable),
        (200, r#"{"success":true,"success":false,"result":[]}"#, unreadable),
        (200, r#"{"success":false,"success":true,"result":[]}"#, unreadable),
        (200, r#"{"success":true,"result":[]} trailing"#, unreadable),
        (302, r#"{"success":true,"result":[]}"#, unreadable),
        (302, r#"{"success":false}"#, unreadable),
        // By the HTTP status, where the page lists it.
        (404, "<html>", refused),
        (401, "", refused),
        (502, "<html>", unreadable),
        (500, "", unreadable),
        // No rows.
        (200, r#"{"success":true,"code":201,"result":[]}"#, [Ok(0), Refused, Refused]),
        (200, r#"{"success":true,"code":201,"result":[{"id":1}]}"#, [Ok(1), Unreadable, Ok(0)]),
        (200, r#"{"success":true,"code":201}"#, [Unreadable, Unreadable, Ok(0)]),
        (200, r#"{"success":true,"code":204}"#, [Ok(0), Refused, Refused]),
        (200, r#"{"success":false,"code":204}"#, refused),
        (200, r#"{"success":true,"code":204,"result":[{"id":1}]}"#, [Ok(0), Refused, Refused]),
        (200, r#"{"result":[{"id":1}],"code":204,"success":true}"#, [Ok(0), Refused, Refused]),
        // Whoever wrote and is told nothing does not know whether it is done.
        (204, "", [Ok(0), Refused, Unreadable]),
        // A payload that is not there is no empty list.
        (200, r#"{"success":true}"#, [Unreadable, Unreadable, Ok(0)]),
        (200, r#"{"success":true,"result":null}"#, [Unreadable, Unreadable, Ok(0)]),
        (200, r#"{"success":true,"result":{}}"#, [Ok(0), Unreadable, Ok(0)]),
    ] {
        assert_eq!(read(http, body).await, expected, "HTTP {http} {body}");
    }
}

#[tokio::test]
async fn a_refusal_tells_what_the_vendor_said() {
    let body = r#"{"success":false,"code":"E7","errors":["nit: falta",{"x":1},null],"error":{"status":409,"userMessage":"no"}}"#;
    let vendor = Vendor::playing(vec![Act::Answer(400, body.into()), Act::Answer(404, "nothing".into())]).await;
    let client = vendor.client();
    let articles = client.articles();

    let Err(Error::Refused(refused)) = articles.list().send().await else { panic!() };
    assert_eq!((refused.http, refused.status), (400, Some(409)));
    assert_eq!((refused.code.as_deref(), refused.message.as_deref()), (Some("E7"), Some("no")));
    assert_eq!(refused.errors, ["nit: falta", r#"{"x":1}"#]);
    assert_eq!(refused.body.as_str(), body);
    assert_eq!(refused.code_as::<crate::shop::ArticleKind>().unwrap().as_ref(), "E7");
    let text = Error::Refused(refused).to_string();
    assert_eq!(text, r#"shop.articles.list was refused (HTTP 400, code E7): no: nit: falta; {"x":1}"#);

    let Err(Error::Refused(refused)) = articles.list().send().await else { panic!() };
    assert_eq!((refused.code.as_deref(), refused.body.as_str()), (Some("NOT_FOUND"), "nothing"));
}

#[tokio::test]
async fn an_answer_tells_what_stands_beside_the_payload() {
    let body = r#"{"status":"success","messsage":"hecho","code":7,"result":[{"id":1}],"paging":{"total":350}}"#;
    let vendor = Vendor::playing(vec![Act::Answer(200, body.into())]).await;
    let answer = vendor.client().articles().list().send().await.unwrap();
    assert_eq!((answer.message.as_deref(), answer.code.as_deref()), (Some("hecho"), Some("7")));
    assert_eq!(answer.paging.and_then(|paging| paging.total), Some(350));
    assert!(answer.deviations.is_empty(), "{:?}", answer.deviations);
    assert_eq!(answer.into_value()[0].id, 1);
}
