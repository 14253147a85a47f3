//! A text with a name, and places in it as bytes, lines and columns. Reading files is the caller's.

/// A file of a spec, already read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The path as people should see it, with `/` on every machine: `specs/serpi/api.yaml`. The folder is the API.
    pub name: String,
    /// What is in it.
    pub text: String,
}

impl Source {
    /// The last folder of the name, which is the API: `serpi`. Empty where there is no folder.
    pub fn folder(&self) -> &str {
        let folders = self.name.rsplit_once('/').map_or("", |(folders, _)| folders);
        folders.rsplit('/').next().unwrap_or_default()
    }

    /// The name of the file without folders and without what follows the last dot: `sucursales`.
    pub fn stem(&self) -> &str {
        let file = self.name.rsplit('/').next().unwrap_or_default();
        file.rsplit_once('.').map_or(file, |(stem, _)| stem)
    }
}

/// A stretch of a text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

/// A line and a column, both counted from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character of the line.
    pub column: usize,
}

/// Where the lines of a text begin. A line ends with `\n` or `\r\n`.
#[derive(Debug, Clone)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of a text.
    pub fn of(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Lines { text, starts }
    }

    /// The line and column of a byte; bytes inside a character count as its start, those past the end as the end.
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let column = self.text.get(start..byte).map_or(0, |before| before.chars().count()) + 1;
        Position { line, column }
    }

    /// The bytes of a line counted from 1, without its end.
    pub fn span(&self, line: usize) -> Option<Span> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        let trimmed = self.text.get(start..end)?.trim_end_matches('\r').len();
        Some(Span { start, end: start + trimmed })
    }

    /// The text of a line counted from 1, without its end.
    pub fn line(&self, line: usize) -> &'a str {
        self.span(line).and_then(|span| self.text.get(span.start..span.end)).unwrap_or_default()
    }
}
