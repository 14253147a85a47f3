//! What on a page is most like a text that is not there.

use std::collections::HashMap;
use std::fmt;

use super::folded::Folded;

/// A text of a page and where it stands.
pub(super) struct Near<'p> {
    pub(super) page: &'p str,
    /// Counted from 1.
    pub(super) line: usize,
    pub(super) text: String,
}

impl fmt::Display for Near<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "nearest is line {} of {}: {}", self.line, self.page, self.text)
    }
}

/// Words of a text that are looked at.
const WORDS: usize = 24;
/// Windows that share the most words, and are worth a closer look.
const CLOSER: usize = 12;
/// How alike two texts must be to be called near.
const ALIKE: f64 = 0.4;

/// The first word of the nearest stretch of a page, and its text.
pub(super) fn nearest<'p>(page: &'p Folded, text: &str) -> Option<(usize, &'p str)> {
    let wanted = Folded::of(text);
    let length = wanted.words.len().min(WORDS);
    let wanted = wanted.some(0, length);
    let windows = candidates(page, wanted, length);
    let windows = windows.into_iter().map(|word| (word, page.some(word, word + length)));
    let scored = windows.map(|(word, found)| (strsim::normalized_levenshtein(found, wanted), word, found));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
    (best.0 >= ALIKE).then_some((best.1, best.2))
}

/// The first words of the windows that share the most pairs of letters with the wanted text.
fn candidates(page: &Folded, wanted: &str, length: usize) -> Vec<usize> {
    let mut pairs: HashMap<(char, char), i32> = HashMap::new();
    for pair in letter_pairs(wanted) {
        *pairs.entry(pair).or_default() += 1;
    }
    let shared: Vec<i32> = (0..page.words.len())
        .map(|word| letter_pairs(page.some(word, word + 1)).filter(|pair| pairs.contains_key(pair)).count() as i32)
        .collect();
    let mut windows: Vec<(i32, usize)> =
        (0..shared.len()).map(|word| (shared.iter().skip(word).take(length).sum::<i32>(), word)).collect();
    windows.sort_by_key(|(shared, word)| (std::cmp::Reverse(*shared), *word));
    windows.into_iter().take(CLOSER).map(|(_, word)| word).collect()
}

fn letter_pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    text.chars().zip(text.chars().skip(1))
}

/// A text that fits on a line.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 100;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned() + "…",
        None => text.to_owned(),
    }
}
