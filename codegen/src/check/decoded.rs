//! What a part of an address says once it is no longer percent-encoded. Where the part stands in the address is `address`'s.

use std::borrow::Cow;

/// A text of an address as it was before it was percent-encoded; as it stands where that gives no text.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = rest.strip_prefix('%').and_then(|rest| rest.get(..2));
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let taken = match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                3
            }
            None => {
                bytes.extend(first.to_string().bytes());
                first.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The same for a query, where a plus sign stands for a space.
pub(super) fn of_query(text: &str) -> Cow<'_, str> {
    match text.contains('+') {
        true => Cow::Owned(decoded(&text.replace('+', "%20")).into_owned()),
        false => decoded(text),
    }
}
