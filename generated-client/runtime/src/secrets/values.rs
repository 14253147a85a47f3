//! What stands under secret keys, decoded, so that it can be looked for wherever else it stands. Where the values are is found in
//! `keys`; they are looked for in `words`.

use std::borrow::Cow;

use super::keys::{decoded, places, string_tokens};
use super::spelling::{Escapes, Spelled};

/// So many texts within texts are gone into: JSON in a string of JSON, in a string of JSON.
pub(crate) const DEEPEST: usize = 3;

/// So much of a value is read as HTML, in bytes. To read it all could take many times the memory that it has.
const LONGEST_OF_HTML: usize = 64 * 1024;

/// The mantissa of a number tells the number if it is this long.
const TELLING: usize = 6;

/// The values that stand under these keys; of objects and lists all that is in them. A text within a text may be JSON too.
pub(crate) fn values(text: &str, keys: &[&str]) -> Vec<String> {
    let mut values = Vec::new();
    add_all(text, keys, DEEPEST, &mut values);
    values
}

fn add_all(text: &str, keys: &[&str], depth: usize, values: &mut Vec<String>) {
    for place in places(text, keys) {
        let value = without_outer_escapes(&text[place]);
        add(&value, values);
        let begin = &value[..value.floor_char_boundary(LONGEST_OF_HTML)];
        if let Some(plain) = Spelled::as_printed(begin).without(Escapes::Html) {
            add(&String::from_utf8_lossy(plain.text()), values);
        }
    }
    let Some(deeper) = depth.checked_sub(1) else { return };
    for token in string_tokens(text).filter(|token| text[token.clone()].contains('\\')) {
        let content = decoded(&text[token]);
        if content.contains('\\') || keys.iter().any(|key| content.contains(key)) {
            add_all(&content, keys, deeper, values);
        }
    }
}

/// A value with quotes that have escapes in front, as it stands within a string, without those of that string.
fn without_outer_escapes(value: &str) -> Cow<'_, str> {
    let mut value = Cow::Borrowed(value);
    while value.starts_with('\\') {
        value = match serde_json::from_str(&format!("\"{value}\"")) {
            Ok(inner) => Cow::Owned(inner),
            Err(_) => return Cow::Owned(value.trim_matches(['\\', '"', '\'']).to_owned()),
        };
    }
    value
}

fn add(value: &str, values: &mut Vec<String>) {
    let mut end = 0;
    for token in string_tokens(value) {
        add_bare_ones(&value[end..token.start], values);
        values.push(decoded(&value[token.clone()]).into_owned());
        end = token.end;
    }
    match value.starts_with(['{', '[']) {
        true => add_bare_ones(&value[end..], values),
        false if end == 0 => add_bare(value, values),
        false => {}
    }
}

/// What stands without double quotes between the strings of an object or a list.
fn add_bare_ones(text: &str, values: &mut Vec<String>) {
    text.split(['{', '}', '[', ']', ',', ':']).for_each(|value| add_bare(value, values));
}

/// A value without quotes or with single ones; a number also as it is shown where it was read, and with an exponent.
fn add_bare(value: &str, values: &mut Vec<String>) {
    let value = value.trim().trim_matches('\'');
    if matches!(value, "" | "null" | "true" | "false") {
        return;
    }
    values.push(value.replace("\\'", "'"));
    if let Some(number) = value.parse::<f64>().ok().filter(|number| number.is_finite()) {
        values.push(number.to_string());
        let shown = format!("{number:e}");
        values.extend(shown.split('e').next().filter(|mantissa| mantissa.len() >= TELLING).map(str::to_owned));
    }
}

#[cfg(test)]
mod tests {
    use super::values;

    #[test]
    fn values_come_decoded() {
        for (text, expected) in [
            (r#"{"Data":"a\"1","Secret":["b","c"],"x":"d"}"#, &["a\"1", "b", "c"][..]),
            (r"{'Data': 'a\'1', 'b': 2}", &["a'1"]),
            ("{'Data': {'a': 'x1'}}", &["a", "x1"]),
            (r#"{"m":"it said {\"Data\":\"a\\\"1\",\"Secret\":{\"x\":\"y1\"}}"}"#, &["a\"1", "x", "y1"]),
            (r#"{"m":"{\"m\":\"{\\\"Data\\\":\\\"a1\\\"}\"}"}"#, &["a1"]),
            (r#"{"m":"Data='a1'"}"#, &["a1"]),
            (r#"{\"Data\":\"a1\"}"#, &["a1"]),
            (r#"{\"Data\":\"a1 and it ends"#, &["a1 and it ends"]),
            ("<p>{&quot;Data&quot;:&quot;a&amp;1&quot;}", &["a&1"]),
            ("<p>{&#34;Data&#34;: &#39;a1&#39;}", &["a1"]),
            (r#"{"Data":31415926}"#, &["31415926", "3.1415926"]),
            (r#"{"Data":3.1415926e7}"#, &["3.1415926e7", "31415926", "3.1415926"]),
            (r#"{"Data":31415926.0}"#, &["31415926.0", "31415926", "3.1415926"]),
        ] {
            let found = values(text, &["Data", "Secret"]);
            for value in expected {
                assert!(found.iter().any(|found| found == value), "{value} of {text} is not in {found:?}");
            }
        }
        assert!(values(r#"{"m":"{\"a\":\"b\"}"}"#, &["Data"]).is_empty());
    }

    #[test]
    fn texts_within_texts_end_somewhere() {
        let mut text = r#"{"Data":"a1"}"#.to_owned();
        for _ in 0..12 {
            text = serde_json::Value::from(text).to_string();
        }
        assert!(values(&text, &["Data"]).len() < 100);
        assert!(values(&"\\\"Data".repeat(100_000), &["Data"]).len() < 100);
    }
}
