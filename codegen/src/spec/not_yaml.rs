//! What breaks the grammar of YAML, told with what was probably meant: the cause often stands before the place where a
//! parser notices.

use super::escape;
use super::line::Line;
use super::tree::Trouble;
use crate::diagnostic::{Code, Finding, Place};

const NO_DASH: &str = "an item of a list that does not start with a dash";
const WITH_DASH: &str = "start the line with `- `, below the dashes of the others";

/// A place where the marked parser gave up.
pub(super) fn told(trouble: &Trouble, file: usize, text: &str) -> Finding {
    let stop = Stop { trouble, file, text, line: Line::at(text, trouble.span.start) };
    let found = unfinished_merge(text, file).or_else(|| stop.tab()).or_else(|| stop.sign()).or_else(|| stop.no_key());
    let found = found.or_else(|| stop.open_bracket()).or_else(|| stop.glued());
    found.unwrap_or_else(|| stop.indentation())
}

/// Where reading stops, and why.
struct Stop<'t> {
    trouble: &'t Trouble,
    file: usize,
    text: &'t str,
    line: Line<'t>,
}

impl Stop<'_> {
    fn finding(&self, message: &str, (start, end): (usize, usize), label: &str) -> Finding {
        let message = format!("this is not YAML: {message}");
        Finding::new(self.trouble.code, message, Place::bytes(self.file, start, end), label)
    }

    /// The cause is where reading stops.
    fn here(&self, message: &str) -> Finding {
        self.finding(message, (self.trouble.span.start, self.trouble.span.end), "reading stops here")
    }

    /// The cause stands before.
    fn also_here(&self, finding: Finding) -> Finding {
        let start = self.trouble.span.start;
        finding.label(Place::bytes(self.file, start, start + 1), "reading stops here")
    }

    fn says(&self, words: &str) -> bool {
        self.trouble.message.contains(words)
    }

    fn tab(&self) -> Option<Finding> {
        let start = self.trouble.span.start;
        let ahead = || self.text.get(start..)?.find('\t').map(|tab| start + tab);
        let in_line = self.line.text.find('\t').map(|tab| self.line.start + tab);
        let tab = match self.says("tab") && !self.says("unprintable") {
            true => in_line.or_else(ahead),
            false => in_line.filter(|_| self.says("whitespace")),
        }?;
        let line = Line::at(self.text, tab);
        let indents = line.text.get(..tab - line.start).is_some_and(|before| before.trim().is_empty());
        let help = if indents { "indent with spaces" } else { "write a space in its place" };
        Some(self.finding("a tab where only spaces can stand", (tab, tab + 1), "a tab").help(help))
    }

    fn sign(&self) -> Option<Finding> {
        if self.says("unprintable") {
            return Some(self.here("a character that no text has").help("take the character away"));
        }
        if let Some(finding) = self.escape() {
            return Some(finding);
        }
        let open = self.says("quoted scalar") || self.says("unexpected end of stream");
        open.then(|| {
            self.here("a quote that is not closed")
                .help("close the quote at the end of its text; a quote within a text is written `\\\"`")
        })
    }

    /// The parser tells where the quotes open, and not where the backslash stands.
    fn escape(&self) -> Option<Finding> {
        if !self.says("escape") && !self.says("hexadecimal") {
            return None;
        }
        let quoted = self.text.get(self.trouble.span.start..)?;
        let span = escape::unknown(quoted)?;
        let message = format!("an escape that YAML does not know, `{}`", quoted.get(span.clone())?);
        let instead = escape::in_single_quotes(quoted).map(|text| format!(": `{text}`")).unwrap_or_default();
        let start = self.trouble.span.start;
        let finding = self.finding(&message, (start + span.start, start + span.end), "this escape");
        Some(finding.help(format!(
            "write the text in single quotes, where a backslash is no more than that{instead}; in double quotes a backslash is \
             written `\\\\`"
        )))
    }

    /// The line before is a key or an item that does not look like one.
    fn no_key(&self) -> Option<Finding> {
        if !self.says("simple key expect") {
            return None;
        }
        let before = self.line.before(self.text);
        let span = (before.start + before.indent(), before.start + before.text.trim_end().len());
        let finding = match before.text.trim() {
            item if item.starts_with(['{', '[']) => self.finding(NO_DASH, span, "no dash here").help(WITH_DASH),
            line => {
                let (key, value) = line.split_once(' ').map_or((line, ""), |(key, _)| (key, " …"));
                let finding = self.finding("a key without a colon", span, "no colon here");
                finding.help(format!("a key ends with a colon: `{key}:{value}`"))
            }
        };
        Some(self.also_here(finding))
    }

    fn open_bracket(&self) -> Option<Finding> {
        let (open, start) = (self.trouble.open?, self.trouble.span.start);
        let at = |byte: usize| Place::bytes(self.file, byte, byte + 1);
        let finding = self.here(&self.trouble.message).label(at(open), "this bracket is still open");
        if let Some(hash) = self.text.get(open..start).and_then(|inside| inside.find(" #")) {
            let finding = finding.label(at(open + hash + 1), "a comment starts here");
            return Some(finding.help("quote a text that holds ` #`"));
        }
        Some(match self.line.word_before(start).filter(|_| self.says("',' or '}'")) {
            Some(word) => finding.help(format!(
                "quote a text that holds a colon; if `{word}` is a key of its own, a comma is missing before it"
            )),
            None => finding.help("close the bracket; quote a text that holds a colon, a comma or a bracket"),
        })
    }

    fn glued(&self) -> Option<Finding> {
        let found = self.line.before(self.text).glued(self.file).or_else(|| self.line.glued(self.file));
        found.map(|finding| self.also_here(finding))
    }

    fn indentation(&self) -> Finding {
        let before = self.line.text.get(..self.trouble.span.start - self.line.start).unwrap_or_default();
        if before.contains([':', '"', '\'']) {
            let help = "quote a text that holds `: `, or that starts with a sign that means something in YAML";
            return self.here(&self.trouble.message).help(help);
        }
        if self.line.text.trim_start().starts_with(['–', '—', '•']) {
            return self.here("a sign that only looks like a dash").help("write a plain dash: `- `");
        }
        if self.says("'-' indicator") {
            return self.here(NO_DASH).help(WITH_DASH);
        }
        let before = self.line.before(self.text);
        let (own, other) = (self.line.indent(), before.indent());
        let is_item = |line: &Line<'_>| line.text.trim_start().starts_with("- ");
        if own == other && is_item(&self.line) != is_item(&before) {
            let help = "begin each of these lines with a dash, or none: a list has items, and a mapping has keys";
            return self.here("an item of a list beside a key").help(help);
        }
        self.here("an indentation that fits none of the lines before").help(format!(
            "indent this line, and the one before it, just as those that they belong to: they begin with {own} and {other} \
             spaces; a sample goes on only as far as its first line is indented"
        ))
    }
}

/// The first of the marks that a merge leaves where both sides changed a line.
fn unfinished_merge(text: &str, file: usize) -> Option<Finding> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        start += line.len();
        (start - line.len(), line.trim_end())
    });
    let (start, mark) = lines.into_iter().find(|(_, line)| line.starts_with("<<<<<<< ") || *line == "<<<<<<<")?;
    let message = "this is not YAML: a merge that is not finished";
    let finding = Finding::new(Code::NotYaml, message, Place::bytes(file, start, start + mark.len()), "it starts here");
    Some(finding.help("choose between the two sides, and take the lines `<<<<<<<`, `=======` and `>>>>>>>` away"))
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
