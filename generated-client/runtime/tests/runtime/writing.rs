//! Writing: bodies byte for byte as the rows say.

use ficha_runtime::{Operation, Validation};

use crate::shop::{Client, NewArticle, Part, Shop};

/// The body that an operation sends where no rule is checked.
pub fn body_without_rules(operation: impl Operation<Api = Shop>) -> Vec<u8> {
    let builder = Client::builder().token("token").secret_key("secret").validation(Validation::Off);
    builder.build().unwrap().call(operation).to_request().unwrap().body.unwrap()
}

fn written(article: NewArticle) -> String {
    String::from_utf8(body_without_rules(crate::shop::articles::Create { body: article })).unwrap()
}

#[test]
fn rows_are_written_in_their_order_and_absent_ones_as_their_row_says() {
    let least = NewArticle::builder().kind("rental").name("a").build().unwrap();
    assert_eq!(written(least), r#"{"name":"a","kind":"rental","code":null}"#);

    let most = NewArticle::builder()
        .parts([Part::new(1, "x"), Part::new(2, "y\n\u{7}")])
        .hours([480, 780])
        .amount(-1)
        .price(1.5)
        .code("A1")
        .name("ñ\\")
        .kind("thing")
        .build_unchecked();
    assert_eq!(
        written(most),
        r#"{"name":"ñ\\","kind":"thing","code":"A1","price":1.5,"amount":-1,"hours":[480,780],"parts":[{"number":1,"label":"x"},{"number":2,"label":"y\n\u0007"}]}"#
    );
}

#[test]
fn an_unquoted_text_goes_bare_only_where_it_is_a_number() {
    for (code, expected) in [("12", "12"), ("5.00000", "5.00000"), ("01", "\"01\""), ("", "\"\""), ("1,2", "\"1,2\"")] {
        let article = NewArticle::builder().kind("thing").name("a").code(code).build().unwrap();
        assert_eq!(written(article), format!(r#"{{"name":"a","kind":"thing","code":{expected}}}"#));
    }
}
