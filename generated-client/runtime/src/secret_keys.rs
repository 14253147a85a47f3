//! Finding keys and their values in a text that may be JSON, broken JSON, JSON inside a string, or a page of HTML. No parser
//! can be relied on here: what is shown is often shown because it could not be parsed.

use std::borrow::Cow;
use std::ops::Range;

/// What stands in the place of a secret.
pub(crate) const MASKED: &str = "***";

/// The values that stand under these keys, decoded where they are JSON strings; of objects and lists all that is in them.
pub(crate) fn values(text: &str, keys: &[&str]) -> Vec<String> {
    let mut values = Vec::new();
    for range in places(text, keys) {
        let value = &text[range];
        let mut end = 0;
        for token in string_tokens(value) {
            bare_values(&value[end..token.start], &mut values);
            values.push(decoded(&value[token.clone()]).into_owned());
            end = token.end;
        }
        match value.starts_with(['{', '[']) {
            true => bare_values(&value[end..], &mut values),
            false if end == 0 => bare_value(value, &mut values),
            false => {}
        }
    }
    values
}

/// What stands without quotes between the strings of an object or a list.
fn bare_values(text: &str, values: &mut Vec<String>) {
    text.split(['{', '}', '[', ']', ',', ':']).for_each(|value| bare_value(value, values));
}

/// A value without quotes; a number also as it is shown where it was read.
fn bare_value(value: &str, values: &mut Vec<String>) {
    let value = value.trim();
    if matches!(value, "" | "null" | "true" | "false") {
        return;
    }
    values.push(value.to_owned());
    values.extend(value.parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| number.to_string()));
}

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
fn places(text: &str, keys: &[&str]) -> Vec<Range<usize>> {
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
    let rest = rest.strip_prefix("&quot;").unwrap_or(rest).trim_start();
    let rest = rest.strip_prefix("=>").or_else(|| rest.strip_prefix([':', '=']))?.trim_start();
    Some(text.len() - rest.len())
}

/// How long the value is that a text begins with; the whole rest where its end is not to be seen.
fn value_length(text: &str) -> usize {
    let end_of = |quote: &str| {
        let content = &text[quote.len()..];
        match quote {
            "\"" => string_tokens(text).next().map_or(text.len(), |token| token.end),
            _ => content.find(quote).map_or(text.len(), |end| end + 2 * quote.len()),
        }
    };
    for quote in ["\"", "\\\"", "'", "&quot;"] {
        if text.starts_with(quote) {
            return end_of(quote);
        }
    }
    if text.starts_with(['{', '[']) {
        return nested_length(text);
    }
    text.find([',', '}', ']', '<', '\n', '\r', '&', ';', '"']).unwrap_or(text.len())
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
fn string_tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
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

fn decoded(token: &str) -> Cow<'_, str> {
    match serde_json::from_str::<String>(token) {
        Ok(text) => Cow::Owned(text),
        Err(_) => Cow::Borrowed(token.trim_matches('"')),
    }
}

#[cfg(test)]
mod tests {
    use super::{masked, values};

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

    #[test]
    fn values_come_decoded() {
        assert_eq!(values(r#"{"Data":"a\"1","Secret":["b","c"],"x":"d"}"#, &["Data", "Secret"]), ["a\"1", "b", "c"]);
    }
}
