//! A finding with its lines and columns, and all that it takes to show it. How it looks is in `render` and `json`.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::{Code, Findings, Place};
use crate::source::{Lines, Position, Source, Span};

/// Something that is wrong, with lines and columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing it is.
    pub code: Code,
    /// What is wrong, in one line.
    pub message: String,
    /// Where; the first is where it has to be put right. None where no file can be shown.
    pub labels: Vec<Label>,
    /// What would be right.
    pub help: Option<String>,
}

/// A stretch of a file, and what stands there. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The file's name.
    pub file: String,
    /// The line of the first character.
    pub line: usize,
    /// The column of the first character.
    pub column: usize,
    /// The line of the character after the last one.
    pub end_line: usize,
    /// The column of the character after the last one.
    pub end_column: usize,
    /// What stands there, or what should.
    pub text: String,
    pub(super) span: Span,
}

/// All that was found, sorted by place, with the texts that it takes to show it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    pub(super) found: Vec<Diagnostic>,
    pub(super) texts: BTreeMap<String, Arc<str>>,
}

impl Diagnostics {
    /// Something that no line of a file can show: a folder that cannot be read.
    pub fn bare(code: Code, message: impl Into<String>) -> Diagnostics {
        let found = Diagnostic { code, message: message.into(), labels: Vec::new(), help: None };
        Diagnostics { found: vec![found], texts: BTreeMap::new() }
    }

    /// Something at a stretch of one text.
    pub fn at(
        code: Code,
        message: impl Into<String>,
        source: &Source,
        span: Span,
        label: impl Into<String>,
    ) -> Diagnostics {
        let labels = vec![Label::new(source, &Lines::of(&source.text), span, label.into())];
        let found = Diagnostic { code, message: message.into(), labels, help: None };
        let texts = BTreeMap::from([(source.name.clone(), Arc::from(source.text.as_str()))]);
        Diagnostics { found: vec![found], texts }
    }

    /// Says, for each that has no help yet, what would be right.
    #[must_use]
    pub fn with_help(mut self, help: &str) -> Diagnostics {
        for found in &mut self.found {
            found.help.get_or_insert_with(|| help.to_owned());
        }
        self
    }

    /// Looks up lines and columns of what stands where `span` says.
    pub(crate) fn locate(findings: Findings, sources: &[Source], mut span: impl FnMut(&Place) -> Span) -> Diagnostics {
        let mut lines = BTreeMap::new();
        let mut texts = BTreeMap::new();
        let mut found = Vec::with_capacity(findings.len());
        for finding in findings {
            let mut labels = Vec::with_capacity(finding.labels.len());
            for (place, text) in finding.labels {
                let Some(source) = sources.get(place.file) else {
                    continue;
                };
                let lines = lines.entry(place.file).or_insert_with(|| Lines::of(&source.text));
                texts.entry(source.name.clone()).or_insert_with(|| Arc::from(source.text.as_str()));
                labels.push(Label::new(source, lines, span(&place), text));
            }
            found.push(Diagnostic { code: finding.code, message: finding.message, labels, help: finding.help });
        }
        Diagnostics { found, texts }.sorted()
    }

    /// Adds what others found.
    pub fn extend(&mut self, others: Diagnostics) {
        self.found.extend(others.found);
        self.texts.extend(others.texts);
        *self = std::mem::take(self).sorted();
    }

    /// What was found, by file and place; what no file can show comes first.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// How much was found.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    fn sorted(mut self) -> Diagnostics {
        self.found.sort_by(|a, b| a.order().cmp(&b.order()));
        self.found.dedup();
        self
    }
}

impl Diagnostic {
    /// By the first place, then by what is said about it.
    fn order(&self) -> impl Ord + '_ {
        let place = self.labels.first().map(|label| (&label.file, label.span));
        (place, self.code, &self.message, self.labels.get(1).map(|label| (&label.file, label.span)))
    }
}

impl Label {
    fn new(source: &Source, lines: &Lines, span: Span, text: String) -> Label {
        let start = source.text.floor_char_boundary(span.start);
        let end = source.text.floor_char_boundary(span.end.max(start));
        let span = Span { start, end };
        let Position { line, column } = lines.position(span.start);
        let end = lines.position(span.end);
        Label { file: source.name.clone(), line, column, end_line: end.line, end_column: end.column, text, span }
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Diagnostics {}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.iter()
    }
}
