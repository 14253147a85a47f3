//! A vendor that says too much: of what it says as much is kept and shown as somebody reads.

use std::time::Duration;

use ficha_runtime::{Error, Refused, Retry};
use serde_json::json;

use crate::secrets::client_that_answers;
use crate::vendor::TOKEN;

async fn refusal(body: &serde_json::Value) -> Error {
    // The clock is real: others have the same token, and their turns take time.
    let soon = Duration::from_millis(1);
    let call = client_that_answers(503, body.to_string().into()).articles().get("1");
    call.retry(Retry::default().pauses(soon, soon)).send().await.unwrap_err()
}

fn parts(error: &Error) -> &Refused {
    let Error::Refused(refused) = error else { panic!("{error:?}") };
    refused
}

#[tokio::test]
async fn an_error_shows_no_more_than_somebody_reads() {
    let long = "é".repeat(2_000_000);
    for body in [
        json!({ "success": false, "message": long, "code": long }),
        json!({ "success": false, "errors": [long, long] }),
        json!({ "success": false, "errors": long }),
        json!({ "success": false, "errors": { "nit": long, "x": long } }),
        json!({ "success": false, "errors": vec!["no"; 1_000_000] }),
        json!({ "success": false, long: 1 }),
    ] {
        let error = refusal(&body).await;
        let (shown, all) = (error.to_string(), format!("{error:?}"));
        // After two attempts before, the last of which the sentence tells.
        assert_eq!(error.history().unwrap().earlier().len(), 2);
        assert!(shown.len() < 10_000, "{} bytes", shown.len());
        assert!(all.len() < 30_000, "{} bytes", all.len());
        let Refused { message, code, errors, .. } = parts(&error);
        for text in message.iter().chain(code) {
            assert!(text.len() <= Refused::MOST + '…'.len_utf8() && text.ends_with('…'));
        }
        assert!(errors.iter().map(String::len).sum::<usize>() < Refused::MOST + 50);
    }
}

#[tokio::test]
async fn what_is_left_out_of_a_list_of_errors_is_counted() {
    let error = refusal(&json!({ "success": false, "errors": vec!["no"; 1_000] })).await;
    let errors = &parts(&error).errors;
    assert_eq!((errors.len(), errors[0].as_str(), errors[200].as_str()), (201, "no", "… and 800 more"));

    let error = refusal(&json!({ "success": false, "errors": vec!["x".repeat(3_000); 4] })).await;
    let lengths: Vec<_> = parts(&error).errors.iter().map(String::len).collect();
    assert_eq!(lengths, [3_000, 1_096 + '…'.len_utf8(), "… and 2 more".len()]);

    let by_field = (0..300).map(|field| (format!("f{field:03}"), json!("no"))).collect::<serde_json::Map<_, _>>();
    let error = refusal(&json!({ "success": false, "errors": by_field })).await;
    let errors = &parts(&error).errors;
    assert_eq!((errors[0].as_str(), errors[200].as_str()), ("f000: no", "… and 100 more"));
}

#[tokio::test]
async fn a_secret_is_not_shown_by_being_cut() {
    for before in 0..40 {
        // What is looked at ends within the secret, and what is shown begins with others.
        let message =
            format!("{} {}{TOKEN}{}", "Data='a1234567', ".repeat(10), "x".repeat(65_290 + before), "y".repeat(9_000));
        let error = refusal(&json!({ "success": false, "message": message, "Data": "x".repeat(70_000) })).await;
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("canary") && !shown.contains("a1234567"), "{before}: {shown}");
    }
}
