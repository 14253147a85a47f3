//! Reading: what is accepted, what is recorded, and that one odd row costs nothing but itself.

use std::fmt::Write as _;

use proptest::prelude::*;

use ficha_runtime::{Deviations, Error};

use crate::secrets::client_that_answers;
use crate::shop::{Article, ArticleKind, NewArticle, Part, Tree};
use crate::vendor::{Vendor, ok};

/// The rows of a list, and its deviations as texts.
async fn list(rows: &str) -> (Vec<Article>, Vec<String>) {
    let vendor = Vendor::playing(vec![ok(&format!(r#"{{"success":true,"result":[{rows}]}}"#))]).await;
    let answer = vendor.client().articles().list().send().await.unwrap();
    let deviations = texts(&answer.deviations);
    (answer.into_value(), deviations)
}

fn texts(deviations: &Deviations) -> Vec<String> {
    deviations.iter().map(ToString::to_string).collect()
}

fn article(change: impl FnOnce(&mut Article)) -> Article {
    let mut article = serde_json::from_str(r#"{"id":1}"#).unwrap();
    change(&mut article);
    article
}

#[tokio::test]
async fn a_clean_row_is_read_whole_and_without_deviations() {
    let row = r#"{"id":1,"name":"","code":007.5,"price":2,"active":false,"kind":"rental","parts":[{"number":1,"label":"a"}],
        "hours":[480,780],"fields":{"1":{"label":"b"}},"extra":{"any":[1.50]}}"#;
    let (rows, deviations) = list(&row.replace("007.5", "7.500")).await;
    assert_eq!(deviations, [""; 0]);
    let row = &rows[0];
    assert_eq!((row.id, row.name.as_deref(), row.code.as_deref(), row.price), (1, Some(""), Some("7.500"), Some(2.0)));
    assert_eq!((row.active, &row.kind), (Some(false), &Some(ArticleKind::Other("rental".to_owned()))));
    assert_eq!((&row.parts, &row.hours), (&Some(vec![Part::new(1, "a")]), &Some(vec![480, 780])));
    assert_eq!(row.fields.as_ref().unwrap()["1"].label.as_deref(), Some("b"));
    assert_eq!(row.extra.as_ref().unwrap().to_string(), r#"{"any":[1.5]}"#);
}

#[tokio::test]
async fn absent_and_null_are_the_same_and_no_deviation() {
    let (rows, deviations) =
        list(r#"{"id":1,"name":null,"price":null,"parts":null,"fields":null,"extra":null},{"id":1}"#).await;
    assert_eq!(rows, [article(|_| {}), article(|_| {})]);
    assert_eq!(deviations, [""; 0]);
}

#[tokio::test]
async fn what_can_be_understood_is_accepted_and_told() {
    for (member, expected, deviation) in [
        (r#""price":"12.5""#, article(|a| a.price = Some(12.5)), r#"result[].price: expected a number, found "12.5""#),
        (r#""price":"""#, article(|_| {}), r#"result[].price: expected a number, found """#),
        (r#""price":"NaN""#, article(|_| {}), r#"result[].price: expected a number, found "NaN""#),
        (r#""price":1e999"#, article(|_| {}), "result[].price: expected a number, found 1e999"),
        (r#""name":12"#, article(|a| a.name = Some("12".into())), "result[].name: expected a text, found 12"),
        (r#""name":5.00"#, article(|a| a.name = Some("5.00".into())), "result[].name: expected a text, found 5.00"),
        (r#""name":["x"]"#, article(|_| {}), "result[].name: expected a text, found a list"),
        (r#""name":"\ud800""#, article(|_| {}), r#"result[].name: expected a text, found "\ud800""#),
        (
            r#""active":"true""#,
            article(|a| a.active = Some(true)),
            r#"result[].active: expected true or false, found "true""#,
        ),
        (r#""active":0"#, article(|a| a.active = Some(false)), "result[].active: expected true or false, found 0"),
        (r#""active":2"#, article(|_| {}), "result[].active: expected true or false, found 2"),
        (
            r#""kind":3"#,
            article(|a| a.kind = Some("3".into())),
            "result[].kind: expected one of the known texts, found 3",
        ),
        (r#""kind":"""#, article(|_| {}), r#"result[].kind: expected one of the known texts, found """#),
        (
            r#""hours":["1",2.0]"#,
            article(|a| a.hours = Some(vec![1, 2])),
            r#"result[].hours[]: expected a whole number, found "1" (2 times)"#,
        ),
        (
            r#""hours":[1,null,2]"#,
            article(|a| a.hours = Some(vec![1, 2])),
            "result[].hours[]: expected a whole number, found null",
        ),
        (r#""hours":{}"#, article(|a| a.hours = Some(vec![])), "result[].hours: expected a list, found {}"),
        (r#""price":true"#, article(|_| {}), "result[].price: expected a number, found true"),
        (r#""hours":99999999999999999999"#, article(|_| {}), "result[].hours: expected a list, found 1e20"),
        (
            r#""fields":[]"#,
            article(|a| a.fields = Some(Default::default())),
            "result[].fields: expected an object, found []",
        ),
        (r#""new":{"deep":1}"#, article(|_| {}), "result[].new: expected no such key, found one"),
        (
            r#""name":"a","name":"b""#,
            article(|a| a.name = Some("b".into())),
            "result[].name: expected one such key, found a second one; the last one counts",
        ),
    ] {
        let (rows, deviations) = list(&format!(r#"{{"id":1,{member}}}"#)).await;
        assert_eq!((rows, deviations), (vec![expected], vec![deviation.to_owned()]), "{member}");
    }
}

#[tokio::test]
async fn a_row_without_its_key_is_set_aside_and_the_others_stay() {
    for (odd, deviation) in [
        (r#"{"name":"x"}"#, "result[].id: expected a whole number, found nothing"),
        (r#"{"id":null}"#, "result[].id: expected a whole number, found null"),
        (r#"{"id":"abc"}"#, r#"result[].id: expected a whole number, found "abc""#),
        (r#"{"id":99999999999999999999}"#, "result[].id: expected a whole number, found 1e20"),
        (r#"{"id":9223372036854775808}"#, "result[].id: expected a whole number, found 9223372036854775808"),
        ("null", "result[]: expected an object, found null"),
        ("7", "result[]: expected an object, found 7"),
        ("[[]]", "result[]: expected an object, found a list"),
    ] {
        let (rows, deviations) = list(&format!(r#"{{"id":1}},{odd},{{"id":1}}"#)).await;
        assert_eq!((rows.len(), deviations), (2, vec![deviation.to_owned()]), "{odd}");
    }
}

#[tokio::test]
async fn deviations_are_grouped_and_bounded() {
    let mut rows = String::new();
    for index in 0..150 {
        write!(rows, r#"{{"id":{index},"price":"1","new_{index}":1}},"#).unwrap();
    }
    let vendor =
        Vendor::playing(vec![ok(&format!(r#"{{"success":true,"result":[{}]}}"#, rows.trim_end_matches(',')))]).await;
    let answer = vendor.client().articles().list().send().await.unwrap();
    assert_eq!((answer.len(), answer.deviations.len(), answer.deviations.more()), (150, 100, 51));
    assert_eq!(answer.deviations.iter().next().unwrap().times, 150);
}

#[tokio::test]
async fn strict_turns_the_first_deviation_into_an_error() {
    let body = r#"{"success":true,"result":[{"id":"1"}]}"#;
    let vendor = Vendor::playing(vec![ok(body), ok(&body.replace("\"1\"", "1"))]).await;
    let client = vendor.builder(|builder| builder.strict(true));
    let Err(Error::Unreadable(unreadable)) = client.articles().list().send().await else { panic!() };
    assert_eq!(unreadable.deviations.len(), 1);
    assert_eq!(unreadable.why, r#"it differs from the page: result[].id: expected a whole number, found "1""#);
    assert_eq!(unreadable.body.as_str(), body);
    assert!(client.articles().list().send().await.is_ok());
}

#[tokio::test]
async fn text_in_another_encoding_costs_a_letter() {
    let body = b"\xef\xbb\xbf{\"success\":true,\"result\":[{\"id\":1,\"name\":\"ni\xf1o\"}]}".to_vec();
    let vendor = Vendor::playing(vec![crate::vendor::Act::Answer(200, body)]).await;
    let answer = vendor.client().articles().list().send().await.unwrap();
    assert_eq!(answer[0].name.as_deref(), Some("ni\u{fffd}o"));
    assert_eq!(answer.deviations.len(), 1);
}

#[tokio::test]
async fn keys_beside_the_payload_are_told_too() {
    let vendor = Vendor::playing(vec![ok(r#"{"success":true,"result":[],"version":2}"#)]).await;
    let answer = vendor.client().articles().list().send().await.unwrap();
    assert_eq!(texts(&answer.deviations), ["version: expected no such key, found one"]);
}

#[tokio::test]
async fn however_deep_a_value_is_nested_nothing_overflows() {
    for depth in [10, 120, 200, 50_000] {
        for odd in ["1", "1e999"] {
            let open = r#"{"child":"#.repeat(depth);
            let close = "}".repeat(depth);
            let body = format!(r#"{{"success":true,"result":{open}{{"name":{odd}}}{close}}}"#);
            let vendor = Vendor::playing(vec![ok(&body)]).await;
            let answer = vendor.client().articles().tree().send().await.unwrap();
            assert!(!answer.deviations.is_empty());
            assert!(answer.child.is_some());
        }
    }
}

#[test]
fn serde_reads_as_tolerantly_and_writes_by_the_table() {
    let article: Article = serde_json::from_str(r#"{"id":"7","code":12,"kind":"thing","hours":[1]}"#).unwrap();
    assert_eq!((article.id, article.code.as_deref()), (7, Some("12")));
    assert_eq!(serde_json::to_string(&article).unwrap(), r#"{"id":7,"code":12,"kind":"thing","hours":[1]}"#);
    let error = serde_json::from_str::<Article>("{}").unwrap_err().to_string();
    assert!(error.contains("Article.id: expected a whole number, found nothing"), "{error}");
    assert!(serde_json::from_str::<Vec<Article>>(r#"[{"id":1},3]"#).is_err());
}

pub fn json() -> impl Strategy<Value = String> {
    let text = prop_oneof!["[a-z0-9.]{0,5}", any::<String>()].prop_map(|text| serde_json::to_string(&text).unwrap());
    let number = prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        any::<u128>().prop_map(|number| number.to_string()),
        "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,4})?",
    ];
    let word = prop_oneof![Just("null"), Just("true"), Just("false"), Just("\"\\ud800\"")].prop_map(str::to_owned);
    let leaf = prop_oneof![text, number, word];
    let name = prop_oneof![
        Just("id"),
        Just("name"),
        Just("code"),
        Just("price"),
        Just("active"),
        Just("kind"),
        Just("parts"),
        Just("hours"),
        Just("fields"),
        Just("extra"),
        Just("number"),
        Just("label"),
        Just("child"),
        Just("leaves"),
        Just("other"),
    ];
    leaf.prop_recursive(5, 64, 8, move |inner| {
        let member = (name.clone(), inner.clone()).prop_map(|(name, value)| format!("\"{name}\":{value}"));
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(member, 0..10).prop_map(|members| format!("{{{}}}", members.join(","))),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_json_comes_a_list_is_read(rows in prop::collection::vec(json(), 0..4)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let body = format!(r#"{{"success":true,"result":[{}]}}"#, rows.join(","));
        let rows = runtime.block_on(async {
            let client = crate::secrets::client_that_answers(200, body.into_bytes());
            client.articles().list().send().await.map(|answer| answer.into_value())
        });
        prop_assert!(rows.is_ok(), "{:?}", rows);
    }

    #[test]
    fn whatever_bytes_come_nothing_panics_and_nothing_is_ok(body in any::<Vec<u8>>(), http in 200_u16..600) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let client = crate::secrets::client_that_answers(http, body);
        prop_assume!(http != 204);
        let is_err = runtime.block_on(async { client.articles().list().send().await.is_err() });
        prop_assert!(is_err);
    }

    #[test]
    fn what_serde_reads_it_writes_and_reads_again(text in json()) {
        if let Ok(article) = serde_json::from_str::<Article>(&text) {
            let written = serde_json::to_string(&article).unwrap();
            prop_assert_eq!(serde_json::from_str::<Article>(&written).unwrap(), article);
        }
        if let Ok(tree) = serde_json::from_str::<Tree>(&text) {
            let written = serde_json::to_string(&tree).unwrap();
            prop_assert_eq!(serde_json::from_str::<Tree>(&written).unwrap(), tree);
        }
    }

    #[test]
    fn what_is_sent_reads_back_the_same(
        name in any::<String>(), kind in any::<String>(), code in prop::option::of("[0-9]{1,4}|[a-z\"]{0,3}"),
        price in prop::option::of(-1e12..1e12), amount in any::<Option<i64>>(), hours in any::<Option<Vec<i64>>>(),
        labels in prop::option::of(prop::collection::vec(any::<String>(), 0..3)),
    ) {
        let parts = labels.map(|labels| labels.iter().map(|label| Part::new(1, label)).collect());
        prop_assume!(!kind.trim().is_empty());
        let article = NewArticle { name, kind: kind.into(), code, price, amount, hours, parts };
        let client = crate::secrets::client_that_answers(200, Vec::new());
        let client = client.call(crate::shop::articles::Create { body: article.clone() });
        let sent = crate::writing::body_without_rules(client.operation);
        prop_assert_eq!(serde_json::from_slice::<NewArticle>(&sent).unwrap(), article);
    }
}

#[tokio::test]
async fn what_is_told_of_an_answer_is_short_however_long_its_keys_are() {
    let (long, other) = ("k".repeat(100_000), "ñ".repeat(50_000));
    let row = serde_json::json!({ "id": 1, long.clone(): 1, "fields": { other.clone(): { "number": "x" } } });
    let body = serde_json::json!({ "success": true, long: 1, "result": [row] }).to_string();
    let answer = client_that_answers(200, body.into()).articles().list().send().await.unwrap();
    assert_eq!(answer.deviations.len(), 3);
    assert!(answer.deviations.iter().all(|deviation| deviation.to_string().len() < 400), "{:?}", answer.deviations);
    assert!(answer.value[0].fields.as_ref().unwrap().contains_key(&other));
}
