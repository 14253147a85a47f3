//! Making a text short enough to be shown. Which part of it is a secret is known to `mask`.

/// What stands at the end of a text that was cut.
pub(crate) const CUT: &str = "…";

/// What is short enough to stand in a sentence, in bytes.
pub(crate) const SHORT: usize = 60;

/// How much is kept of a text of the vendor, in bytes: more than anybody reads, less than fills a log.
pub(crate) const LONG: usize = 4096;

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

/// As many texts as are that long all together, and how many there are beyond, where `more` were left out before.
pub(crate) fn all_shortened_to(most: usize, texts: impl Iterator<Item = String>, mut more: usize) -> Vec<String> {
    let (mut readable, mut left) = (Vec::new(), most);
    for text in texts {
        if left == 0 {
            more += 1;
            continue;
        }
        readable.push(shortened_to(left, &text));
        left = left.saturating_sub(text.len());
    }
    if more > 0 {
        readable.push(format!("… and {more} more"));
    }
    readable
}
