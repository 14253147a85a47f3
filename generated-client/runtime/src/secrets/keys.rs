//! Finding keys and their values in a text that may be JSON, broken JSON, JSON inside a string, or a page of HTML. No parser
//! can be relied on here: what is shown is often shown because it could not be parsed. What the values are is told in
//! `values`.

use std::borrow::Cow;
use std::ops::Range;

/// What stands in the place of a secret.
pub(crate) const MASKED: &str = "***";

/// Quotes as HTML spells them.
const ENTITIES: [&str; 6] = ["&quot;", "&#34;", "&#x22;", "&apos;", "&#39;", "&#x27;"];

/// The text with the values under these keys masked; `None` where there are none.
pub(crate) fn masked(text: &str, keys: &[&str]) -> Option<String> {
    let places = places(text, keys);
    if places.is_empty() {
        return None;
    }
    let mut shown = String::with_capacity(text.len());
    let mut end = 0;
    for place in places {
        shown.push_str(&text[end..place.start]);
        let quote = text[place.clone()].starts_with(['"', '{', '[']);
        shown.push_str(if quote { "\"***\"" } else { MASKED });
        end = place.end;
    }
    shown.push_str(&text[end..]);
    Some(shown)
}

/// The text with the content of every JSON string changed; those that do not change stay as they are printed.
pub(crate) fn map_strings(text: &str, change: impl Fn(&str) -> Cow<'_, str>) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut end = 0;
    for token in string_tokens(text) {
        let content = decoded(&text[token.clone()]);
        let changed = change(&content);
        if changed != content {
            shown.push_str(&text[end..token.start]);
            shown.push_str(&serde_json::Value::from(changed.as_ref()).to_string());
            end = token.end;
        }
    }
    shown.push_str(&text[end..]);
    shown
}

/// Where the values under these keys stand, in order, none inside another. What is nested is gone through once, not once for
/// each of the keys in it: a vendor may send as many as it likes.
pub(crate) fn places(text: &str, keys: &[&str]) -> Vec<Range<usize>> {
    if keys.is_empty() {
        return Vec::new();
    }
    let mut starts: Vec<usize> = Vec::new();
    for key in keys {
        let plain = text.match_indices(key).filter(|(start, _)| !is_inside_a_word(text, *start..*start + key.len()));
        starts.extend(plain.filter_map(|(start, _)| value_start(text, start + key.len())));
    }
    for token in string_tokens(text).filter(|token| text[token.clone()].contains('\\')) {
        if keys.contains(&decoded(&text[token.clone()]).as_ref()) {
            starts.extend(value_start(text, token.end));
        }
    }
    starts.sort_unstable();
    let mut places: Vec<Range<usize>> = Vec::new();
    for start in starts {
        if places.last().is_none_or(|before| before.end <= start && before.start < start) {
            places.push(start..start + value_length(&text[start..]));
        }
    }
    places
}

fn is_inside_a_word(text: &str, word: Range<usize>) -> bool {
    let joins = |neighbour: Option<char>| neighbour.is_some_and(|char| char.is_alphanumeric() || char == '_');
    joins(text[..word.start].chars().next_back()) || joins(text[word.end..].chars().next())
}

/// Where the value begins that belongs to a key which ends here, if anything says that it is a key.
fn value_start(text: &str, key_end: usize) -> Option<usize> {
    let rest = text[key_end..].trim_start_matches(['"', '\'', '\\', ']']);
    let rest = ENTITIES.iter().find_map(|quote| rest.strip_prefix(quote)).unwrap_or(rest).trim_start();
    let rest = rest.strip_prefix("=>").or_else(|| rest.strip_prefix([':', '=']))?.trim_start();
    Some(text.len() - rest.len())
}

/// How long the value is that a text begins with; the whole rest where its end is not to be seen.
fn value_length(text: &str) -> usize {
    let escapes = text.bytes().take_while(|byte| *byte == b'\\').count();
    if let Some(quote @ (b'"' | b'\'')) = text.as_bytes().get(escapes) {
        return quoted_length(text, escapes, *quote);
    }
    if let Some(quote) = ENTITIES.iter().find(|quote| text.starts_with(**quote)) {
        let content = &text[quote.len()..];
        return content.find(quote).map_or(text.len(), |end| end + 2 * quote.len());
    }
    if text.starts_with(['{', '[']) {
        return nested_length(text);
    }
    text.find([',', '}', ']', '<', '\n', '\r', '&', ';', '"']).unwrap_or(text.len())
}

/// How long the string is that a text begins with. Inside other strings its quotes have so many escapes in front, and one that
/// belongs to its content has as many more as an escape takes there.
fn quoted_length(text: &str, escapes: usize, quote: u8) -> usize {
    let mut before = 0;
    for (position, byte) in text.bytes().enumerate().skip(escapes + 1) {
        match byte {
            b'\\' => before += 1,
            _ if byte == quote && before >= escapes && ((before - escapes) / (escapes + 1)).is_multiple_of(2) => {
                return position + 1;
            }
            _ => before = 0,
        }
    }
    text.len()
}

/// How long the object or list is that a text begins with.
fn nested_length(text: &str) -> usize {
    let (mut depth, mut is_string) = (0_usize, false);
    let mut bytes = text.bytes().enumerate();
    while let Some((position, byte)) = bytes.next() {
        match byte {
            b'"' => is_string = !is_string,
            b'\\' if is_string => drop(bytes.next()),
            _ if is_string => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth <= 1 => return position + 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// The JSON strings of a text, with their quotes; the last one may lack its closing quote.
pub(crate) fn string_tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut position = 0;
    std::iter::from_fn(move || {
        let start = position + bytes.get(position..)?.iter().position(|byte| *byte == b'"')?;
        let mut end = start + 1;
        loop {
            match bytes.get(end) {
                Some(b'\\') => end += 2,
                Some(b'"') => break end += 1,
                Some(_) => end += 1,
                None => break,
            }
        }
        position = end.min(bytes.len());
        Some(start..position)
    })
}

pub(crate) fn decoded(token: &str) -> Cow<'_, str> {
    match serde_json::from_str::<String>(token) {
        Ok(text) => Cow::Owned(text),
        Err(_) => Cow::Borrowed(token.trim_matches('"')),
    }
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn values_are_found_wherever_a_key_can_stand() {
        for (text, expected) in [
            (r#"{"Data": "a1"}"#, r#"{"Data": "***"}"#),
            (r#"{"Data":"a\"1", "b": 2}"#, r#"{"Data":"***", "b": 2}"#),
            (r#"{"\u0044ata":"a1"}"#, r#"{"\u0044ata":"***"}"#),
            (r#"{"Data":{"x":["}"]},"b":2}"#, r#"{"Data":"***","b":2}"#),
            (r#"{"Data":12,"b":2}"#, r#"{"Data":***,"b":2}"#),
            (r#"{"text":"{\"Data\":\"a1\"}"}"#, r#"{"text":"{\"Data\":***}"}"#),
            (r#"it's "odd {"Data": "a1"}"#, r#"it's "odd {"Data": "***"}"#),
            (r#"{"Data": "a1 and it ends"#, r#"{"Data": "***""#),
            ("<p>Data: a1</p>", "<p>Data: ***</p>"),
            ("array('Data' => 'a1')", "array('Data' => ***)"),
            (r"{'Data': 'a\'1', 'b': 2}", r"{'Data': ***, 'b': 2}"),
            (r#"{"text":"{\"Data\":\"a\\\"1\\\\\",\"b\":2}"}"#, r#"{"text":"{\"Data\":***,\"b\":2}"}"#),
            (r#""{\"text\":\"{\\\"Data\\\":\\\"a1\\\"}\"}""#, r#""{\"text\":\"{\\\"Data\\\":***}\"}""#),
            ("{&#34;Data&#34;:&#34;a1&#34;}", "{&#34;Data&#34;:***}"),
        ] {
            assert_eq!(masked(text, &["Data"]).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_keys_are_left_alone() {
        for text in [r#"{"data":"a1"}"#, r#"{"MetaData":"a1"}"#, "Data is missing", ""] {
            assert_eq!(masked(text, &["Data"]), None, "{text}");
        }
    }

    #[test]
    fn keys_in_any_number_are_found_in_one_go() {
        for (repeated, expected) in
            [("\"Data\":[", "\"Data\":\"***\""), ("\"\\u0044ata\":{", "\"\\u0044ata\":\"***\""), ("Data=", "Data=***")]
        {
            let text = repeated.repeat(200_000) + "x";
            assert_eq!(masked(&text, &["Data", "Secret"]).as_deref(), Some(expected));
        }
        let text = "Data:[],".repeat(200_000);
        assert_eq!(masked(&text, &["Data"]), Some("Data:\"***\",".repeat(200_000)));
    }
}
