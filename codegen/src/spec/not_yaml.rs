//! What breaks the grammar of YAML, told with what was probably meant: the cause often stands before the place where a
//! parser notices.

use super::tree::Trouble;
use crate::diagnostic::{Code, Finding, Place};

/// A place where the marked parser gave up.
pub(super) fn told(trouble: &Trouble, file: usize, text: &str) -> Finding {
    let Trouble { code, span, message, open } = trouble;
    let at = |byte: usize| Place::bytes(file, byte, byte + 1);
    let stops = |message: &str| {
        let message = format!("this is not YAML: {message}");
        Finding::new(*code, message, Place::bytes(file, span.start, span.end), "reading stops here")
    };
    let line = Line::at(text, span.start);
    let ahead = || text.get(span.start..)?.find('\t').map(|tab| span.start + tab);
    let tab = line.text.find('\t').map(|tab| line.start + tab).or_else(ahead);
    if let Some(tab) = tab.filter(|_| message.contains("tab")) {
        let message = format!("this is not YAML: {message}");
        return Finding::new(*code, message, at(tab), "a tab").help("indent with spaces");
    }
    if message.contains("unprintable") {
        return stops("a character that no text has").help("take the character away");
    }
    if message.contains("quoted scalar") || message.contains("unexpected end of stream") {
        return stops("a quote that is not closed").help("close the quote at the end of its text");
    }
    if message.contains("simple key expect") {
        let before = line.before(text);
        let (start, end) = (before.start + before.indent(), before.start + before.text.trim_end().len());
        let message = "this is not YAML: a key without a colon";
        return Finding::new(*code, message, Place::bytes(file, start, end), "no colon here")
            .label(at(span.start), "reading stops here")
            .help(format!("a key ends with a colon: `{}:`", before.text.trim()));
    }
    if let Some(open) = *open {
        let finding = stops(message).label(at(open), "this bracket is still open");
        return match text.get(open..span.start).and_then(|inside| inside.find(" #")) {
            Some(hash) => {
                finding.label(at(open + hash + 1), "a comment starts here").help("quote a text that holds ` #`")
            }
            None => finding.help("close the bracket; quote a text that holds a colon, a comma or a bracket"),
        };
    }
    if let Some(finding) = line.before(text).glued(file).or_else(|| line.glued(file)) {
        return finding.label(at(span.start), "reading stops here");
    }
    let before = line.text.get(..span.start - line.start).unwrap_or_default();
    match before.contains([':', '"', '\'']) {
        true => {
            stops(message).help("quote a text that holds `: `, or that starts with a sign that means something in YAML")
        }
        false => stops(message).help("indent this line, and the one before it, just as those that they belong to"),
    }
}

/// A place where the marked parser goes on and `serde_yaml` does not.
pub(super) fn to_the_second_reader(error: &serde_yaml::Error, file: usize, text: &str) -> Finding {
    const ENDS_OF_LINE: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];
    if let Some((at, end)) = text.match_indices(ENDS_OF_LINE).next() {
        let code = end.chars().next().map_or(0, u32::from);
        let message = format!("this is not YAML: a character, U+{code:04X}, that ends a line and is not seen");
        let help = format!("take the character away, or write `\\u{code:04x}` in double quotes");
        return Finding::new(Code::NotYaml, message, Place::bytes(file, at, at + end.len()), "this one").help(help);
    }
    let byte = error.location().map_or(0, |location| location.index());
    Finding::new(Code::NotYaml, error.to_string(), Place::bytes(file, byte, byte), "here at the latest")
}

/// A line of a text, without its end.
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    /// The line that a byte stands in.
    fn at(text: &'t str, byte: usize) -> Line<'t> {
        let start = text.get(..byte).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let text = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        Line { start, text }
    }

    /// The line before it that says something.
    fn before(&self, text: &'t str) -> Line<'t> {
        let mut line = Line::at(text, self.start.saturating_sub(1));
        while line.start > 0 && (line.text.trim().is_empty() || line.text.trim_start().starts_with('#')) {
            line = Line::at(text, line.start - 1);
        }
        line
    }

    /// What keeps a line that should be an entry from being one: a space that is none, or none after the colon.
    fn glued(&self, file: usize) -> Option<Finding> {
        let at = |byte: usize, len: usize| Place::bytes(file, self.start + byte, self.start + byte + len);
        let foreign = self.text.char_indices().find(|(_, c)| !c.is_ascii_whitespace());
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

    fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }
}
