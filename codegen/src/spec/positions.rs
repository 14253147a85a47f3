//! From a place, which is a way of keys, to the bytes of the text where it stands.

use std::collections::BTreeMap;

use super::tree::{Content, Node, Style, Tree};
use crate::diagnostic::{Diagnostics, Findings, Place, Step};
use crate::source::{Source, Span};

/// The positions of the files that something was found in; a file is read when it is first asked for.
struct Positions<'a> {
    sources: &'a [Source],
    trees: BTreeMap<usize, Tree>,
}

impl<'a> Positions<'a> {
    fn new(sources: &'a [Source]) -> Self {
        Positions { sources, trees: BTreeMap::new() }
    }

    /// The bytes where the place stands, or the nearest thing to it that is there.
    fn span(&mut self, place: &Place) -> Span {
        let text = self.sources.get(place.file).map_or("", |source| source.text.as_str());
        if let ([], Some((start, end))) = (place.steps.as_slice(), place.within) {
            return Span { start: start.min(text.len()), end: end.min(text.len()) };
        }
        let tree = self.trees.entry(place.file).or_insert_with(|| Tree::of(text));
        let Some(root) = &tree.root else {
            return Span { start: 0, end: 0 };
        };
        let (node, whole) = follow(root, &place.steps);
        let precise = match (place.within, node.key) {
            _ if !whole => None,
            (Some(within), _) => within_scalar(node, within, text),
            (None, key) => key.filter(|_| place.key),
        };
        precise.unwrap_or_else(|| shown(node, text))
    }
}

impl Findings {
    /// Looks up lines and columns. Sorted by file and place; what was found twice is told once.
    pub fn locate(self, sources: &[Source]) -> Diagnostics {
        let mut positions = Positions::new(sources);
        Diagnostics::locate(self, sources, |place| positions.span(place))
    }
}

/// The value that the steps of a place lead to, and whether all steps were there.
fn follow<'n>(root: &'n Node, steps: &[Step]) -> (&'n Node, bool) {
    let mut node = root;
    for step in steps {
        let next = match (step, &node.content) {
            (Step::Key(name), Content::Map(entries)) => {
                entries.iter().find(|(key, _)| key.text() == Some(name)).map(|(_, value)| value)
            }
            (Step::Entry(n), Content::Map(entries)) => entries.get(*n).map(|(_, value)| value),
            (Step::Item(n), Content::List(items)) => items.get(*n),
            (Step::Item(0), _) => Some(node),
            _ => None,
        };
        match next {
            Some(next) => node = next,
            None => return (node, false),
        }
    }
    (node, true)
}

/// What of a value is pointed at: a scalar as it stands, the header of a block scalar, the first line of a collection
/// in brackets; for a collection by indentation, and for nothing at all, the key that it belongs to.
pub(super) fn shown(node: &Node, text: &str) -> Span {
    let Node { span, style, content, key, .. } = node;
    match (style, content) {
        (Style::Literal(header) | Style::Folded(header), _) => Span { start: *header, end: header + 1 },
        (Style::Plain, _) if span.start == span.end => key.unwrap_or(*span),
        (Style::Block, Content::Map(entries)) => match (key, entries.first()) {
            (Some(key), _) => *key,
            (None, Some((first, _))) => first.span,
            (None, None) => *span,
        },
        (Style::Block, _) => key.unwrap_or(first_line(*span, text)),
        _ => first_line(*span, text),
    }
}

fn first_line(span: Span, text: &str) -> Span {
    let line = text.get(span.start..span.end).and_then(|text| text.lines().next()).unwrap_or_default();
    Span { start: span.start, end: span.start + line.trim_end().len() }
}

/// The bytes of the file that became these bytes of a scalar's text.
fn within_scalar(node: &Node, (start, end): (usize, usize), text: &str) -> Option<Span> {
    let value = node.text()?;
    let raw = text.get(node.span.start..node.span.end)?;
    if let Style::Literal(header) = node.style {
        let first = header + text.get(header..)?.find('\n')? + 1;
        let lines = text.get(first..)?;
        let start = first + literal_byte(lines, value, start)?;
        let end = first + literal_byte(lines, value, end)?;
        return Some(Span { start, end: end.max(start) });
    }
    let start = node.span.start + folded_byte(raw, node.style, value.get(..start)?)?;
    let end = node.span.start + folded_byte(raw, node.style, value.get(..end)?)?;
    Some(Span { start, end: end.max(start) })
}

/// In a literal block each line of the value is a line of the file after its indentation.
fn literal_byte(lines: &str, value: &str, byte: usize) -> Option<usize> {
    let before = value.get(..byte)?;
    let number = before.matches('\n').count();
    let line = lines.split_inclusive('\n').nth(number).unwrap_or_default();
    let wanted = value.split('\n').nth(number).unwrap_or_default();
    let indent = line.trim_end_matches(['\r', '\n']).len().saturating_sub(wanted.len());
    let start: usize = lines.split_inclusive('\n').take(number).map(str::len).sum();
    Some(start + indent + before.len() - before.rfind('\n').map_or(0, |end| end + 1))
}

/// In any other scalar a line end with the white space around it stands for one space, and quotes have escapes: both
/// texts are walked side by side. The byte of `raw` at which what follows `before` stands.
fn folded_byte(raw: &str, style: Style, before: &str) -> Option<usize> {
    let mut at = usize::from(matches!(style, Style::Single | Style::Double));
    let mut wanted = before.chars().peekable();
    while let Some(next) = wanted.next() {
        at += skip_continuation(raw.get(at..)?, style);
        let rest = raw.get(at..)?;
        let space = rest.len() - rest.trim_start().len();
        if next.is_whitespace() && rest.get(..space)?.contains('\n') {
            at += space;
            while wanted.next_if(|next| *next == '\n').is_some() {}
        } else {
            at += written_len(rest, style)?;
        }
    }
    Some(at + skip_continuation(raw.get(at..)?, style))
}

/// The bytes of an escaped line end, which stands for nothing.
fn skip_continuation(rest: &str, style: Style) -> usize {
    let escaped = rest.strip_prefix("\\\n").or_else(|| rest.strip_prefix("\\\r\n"));
    match escaped {
        Some(next) if style == Style::Double => rest.len() - next.trim_start().len(),
        _ => 0,
    }
}

/// The bytes that the next character of a quoted text takes.
fn written_len(rest: &str, style: Style) -> Option<usize> {
    match (style, rest.as_bytes()) {
        (Style::Single, [b'\'', b'\'', ..]) => Some(2),
        (Style::Double, [b'\\', b'x', ..]) => Some(4),
        (Style::Double, [b'\\', b'u', ..]) => Some(6),
        (Style::Double, [b'\\', b'U', ..]) => Some(10),
        (Style::Double, [b'\\', ..]) => Some(1 + rest.chars().nth(1)?.len_utf8()),
        _ => rest.chars().next().map(char::len_utf8),
    }
}
