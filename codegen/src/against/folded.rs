//! A text with its white space folded, and where its words stood before.

/// A text in which any white space is one space.
pub(super) struct Folded {
    pub(super) text: String,
    /// The first byte in `text` of each word, and its first byte before folding.
    pub(super) words: Vec<(usize, usize)>,
}

impl Folded {
    pub(super) fn of(text: &str) -> Folded {
        let mut folded = Folded { text: String::with_capacity(text.len()), words: Vec::new() };
        for word in text.split_whitespace() {
            if !folded.text.is_empty() {
                folded.text.push(' ');
            }
            // A word is a slice of the text, so this is where it starts there.
            let start = word.as_ptr().addr() - text.as_ptr().addr();
            folded.words.push((folded.text.len(), start));
            folded.text.push_str(word);
        }
        folded
    }

    /// The text of some words.
    pub(super) fn some(&self, from: usize, to: usize) -> &str {
        let start = self.words.get(from).map_or(self.text.len(), |word| word.0);
        let end = self.words.get(to).map_or(self.text.len(), |word| word.0);
        self.text.get(start..end).unwrap_or_default().trim_end()
    }
}
