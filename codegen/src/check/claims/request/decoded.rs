//! What a part of an address says once it is no longer percent-encoded. Where the part stands in the address is `address`'s.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// A text of an address as it was before it was percent-encoded; as it stands where that gives no text.
pub(crate) fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

/// The same for a query, where a plus sign stands for a space.
pub(crate) fn of_query(text: &str) -> Cow<'_, str> {
    match text.contains('+') {
        true => Cow::Owned(decoded(&text.replace('+', "%20")).into_owned()),
        false => decoded(text),
    }
}
