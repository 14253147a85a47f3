//! A YAML text as a tree in which every key and value knows where it stands. `marked` makes it; what the keys mean is
//! the mirror's.

use crate::diagnostic::Code;
use crate::source::Span;

/// The key that brings entries from elsewhere.
pub(super) const MERGE: &str = "<<";

/// A text, read as far as it is YAML.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// What stands in the text; none where there is nothing but comments.
    pub(super) root: Option<Node>,
    /// What the language leaves out, and the first thing that is no YAML.
    pub(super) troubles: Vec<Trouble>,
}

/// A value or a key.
#[derive(Debug)]
pub(super) struct Node {
    /// A number that no other node of the tree has.
    pub(super) id: usize,
    /// The bytes of the key that this is the value of.
    pub(super) key: Option<Span>,
    /// The bytes of the value with its quotes or brackets; of a block scalar without its header.
    pub(super) span: Span,
    pub(super) style: Style,
    pub(super) content: Content,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// A scalar without quotes.
    Plain,
    Single,
    Double,
    /// `|`, with the byte of that character.
    Literal(usize),
    /// `>`, with the byte of that character.
    Folded(usize),
    /// A collection in brackets.
    Flow,
    /// A collection by indentation.
    Block,
}

/// What a value holds.
#[derive(Debug)]
pub(super) enum Content {
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

/// Something that no file of a spec may hold, whatever its keys.
#[derive(Debug)]
pub(super) struct Trouble {
    pub(super) code: Code,
    pub(super) span: Span,
    pub(super) message: String,
    /// The byte at which the innermost bracket opens that is still open.
    pub(super) open: Option<usize>,
}

impl Node {
    /// The text of a scalar.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether nothing is written: `doc:`, or null in one of its spellings.
    pub(super) fn is_null(&self) -> bool {
        self.style == Style::Plain && matches!(self.text(), Some("" | "~" | "null" | "Null" | "NULL"))
    }
}
