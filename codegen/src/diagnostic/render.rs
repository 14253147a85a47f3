//! Diagnostics for people: the source line with a caret, in colour or without. The order is `located`'s.

use std::borrow::Cow;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Label, is_hidden};
use crate::source::Lines;

/// Columns; a source line that is longer is cut around what is pointed at.
const WIDTH: usize = 140;

impl Diagnostics {
    /// All of it, one after the other with an empty line between; ends with a line end.
    pub fn render(&self, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
        let shown: Vec<String> = self.iter().map(|found| renderer.render(&[self.group(found)]) + "\n").collect();
        shown.join("\n")
    }

    fn group<'d>(&'d self, found: &'d Diagnostic) -> Group<'d> {
        let title = Level::ERROR.primary_title(visible(&found.message)).id(found.code.name());
        let mut group = Group::with_title(title);
        for labels in by_file(&found.labels) {
            group = group.element(self.snippet(&labels, found));
        }
        match &found.help {
            Some(help) => group.element(Level::HELP.message(visible(help))),
            None => group,
        }
    }

    /// The lines of one file from the first label to the last.
    fn snippet<'d>(&'d self, labels: &[&'d Label], found: &'d Diagnostic) -> Snippet<'d, Annotation<'d>> {
        let file = labels.first().map_or("", |label| label.file.as_str());
        let text = self.texts.get(file).map_or("", |text| &**text);
        let lines = Lines::of(text);
        let first = labels.iter().map(|label| label.line).min().unwrap_or(1);
        let last = labels.iter().map(|label| label.end_line).max().unwrap_or(1);
        let start = lines.span(first).map_or(0, |line| line.start);
        let end = lines.span(last).map_or(text.len(), |line| line.end);
        let annotations = labels.iter().map(|label| {
            let primary = found.labels.first().is_some_and(|first| std::ptr::eq(first, *label));
            let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let shown = |byte: usize| visible_lines(text.get(start..byte.clamp(start, end)).unwrap_or_default()).len();
            kind.span(shown(label.span.start)..shown(label.span.end)).label(visible(&label.text))
        });
        Snippet::source(visible_lines(text.get(start..end).unwrap_or_default()))
            .line_start(first)
            .path(visible(file))
            .annotations(annotations)
    }
}

/// The labels of each file, in the order in which the files come.
fn by_file(labels: &[Label]) -> Vec<Vec<&Label>> {
    let mut files: Vec<Vec<&Label>> = Vec::new();
    for label in labels {
        match files.iter_mut().find(|file| file.first().is_some_and(|first| first.file == label.file)) {
            Some(file) => file.push(label),
            None => files.push(vec![label]),
        }
    }
    files
}

/// A text of ours with whatever it quotes on one line and without what could move the cursor or turn the text around.
fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().map(|c| match c {
        '\n' => '␊',
        '\t' => ' ',
        '\u{0}'..='\u{1F}' => char::from_u32(u32::from(c) + 0x2400).unwrap_or('�'),
        c if is_hidden(c) => '�',
        c => c,
    });
    Cow::Owned(shown.collect())
}

/// Lines of a file without what could turn them around. The control characters of ASCII are left to the renderer, which
/// shows each in its own way.
fn visible_lines(text: &str) -> Cow<'_, str> {
    let misleads = |c: char| is_hidden(c) && !c.is_ascii();
    if !text.contains(misleads) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if misleads(c) { '�' } else { c }).collect())
}
