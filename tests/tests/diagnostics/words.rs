//! Which words are a mark for no length?

use ficha_codegen::diagnostic::Code;
use ficha_tests::specs::{changed, course};

/// A word is a mark for no length once a source says so, and one that is nearly one is told as that.
#[test]
fn a_word_is_a_mark_for_no_length_where_a_source_says_so() {
    let declared = |mark: &str| {
        let sources =
            changed(&course(), "api.yaml", "optional: [NO] } }", "optional: [NO], no_length: [ sin límite ] } }");
        let row = format!("tall,   type: bool,   length: {mark},");
        let sources = changed(&sources.expect("the words"), "things.yaml", "tall,   type: bool,   length: X,", &row);
        ficha_codegen::check(&sources.expect("the row"))
    };
    if let Err(found) = declared("sin límite") {
        panic!("{found}");
    }
    let found = declared("Sin limite").expect_err("the page spells it otherwise");
    let found: Vec<_> = found.iter().map(|found| (found.code, found.help.as_deref())).collect();
    assert_eq!(found, [(Code::WrongValue, Some("did you mean `sin límite`?"))]);
}
