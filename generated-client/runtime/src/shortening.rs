//! Making a text short enough to be shown. Which part of it is a secret is known to `redaction`.

/// What stands at the end of a text that was cut.
pub(crate) const CUT: &str = "…";

/// What is short enough to stand in a sentence, in bytes.
pub(crate) const SHORT: usize = 60;

/// A text short enough to stand in a sentence.
pub(crate) fn shortened(text: &str) -> String {
    shortened_to(SHORT, text)
}

/// The beginning of a text: so many bytes at most.
pub(crate) fn shortened_to(most: usize, text: &str) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    text[..text.floor_char_boundary(most)].to_owned() + CUT
}
