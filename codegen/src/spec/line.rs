//! A line of a text that is not YAML, and what can be wrong with a line alone.

use crate::diagnostic::{Code, Finding, Place};

/// A line of a text, without its end.
pub(super) struct Line<'t> {
    pub(super) start: usize,
    pub(super) text: &'t str,
}

impl<'t> Line<'t> {
    /// The line that a byte stands in.
    pub(super) fn at(text: &'t str, byte: usize) -> Line<'t> {
        let start = text.get(..byte).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let text = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        Line { start, text }
    }

    /// The line before it that says something.
    pub(super) fn before(&self, text: &'t str) -> Line<'t> {
        let mut line = Line::at(text, self.start.saturating_sub(1));
        while line.start > 0 && (line.text.trim().is_empty() || line.text.trim_start().starts_with('#')) {
            line = Line::at(text, line.start - 1);
        }
        line
    }

    /// What keeps a line that should be an entry from being one: a space that is none, or none after the colon.
    pub(super) fn glued(&self, file: usize) -> Option<Finding> {
        let at = |byte: usize, len: usize| Place::bytes(file, self.start + byte, self.start + byte + len);
        let foreign = self.text.char_indices().find(|(_, c)| !c.is_ascii_whitespace() && *c != '-');
        if let Some((byte, space)) = foreign.filter(|(_, c)| c.is_whitespace()) {
            let message = format!("this is not YAML: a space that YAML takes for a letter, U+{:04X}", u32::from(space));
            let finding = Finding::new(Code::NotYaml, message, at(byte, space.len_utf8()), "this space");
            return Some(finding.help("indent with plain spaces"));
        }
        let (key, value) = self.text.split_once(':')?;
        let is_glued = !value.is_empty() && !value.starts_with(' ') && !self.text.trim().contains([' ', '"', '\'']);
        is_glued.then(|| {
            let message = "this is not YAML: a colon without a space after it";
            Finding::new(Code::NotYaml, message, at(key.len(), 1), "this colon")
                .help(format!("write `{}: {value}`", key.trim()))
        })
    }

    /// The word that the colon at this byte ends.
    pub(super) fn word_before(&self, byte: usize) -> Option<&'t str> {
        let (before, rest) = self.text.split_at_checked(byte.checked_sub(self.start)?)?;
        let word = before.rsplit([' ', ',', '{']).next().filter(|word| !word.is_empty())?;
        rest.starts_with(':').then_some(word)
    }

    /// How many bytes of white space it begins with.
    pub(super) fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }
}
