//! From a YAML text to a tree, and to what of YAML the language leaves out. The only file that knows the marked parser.

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, StrInput};

use super::tree::{Content, MERGE, Node, Style, Tree, Trouble};
use crate::diagnostic::Code;
use crate::source::Span;

/// How deep brackets and indentations may be nested.
pub(super) const DEPTH: usize = 64;

impl Tree {
    /// Reads a text to its end or to the first thing that is no YAML.
    pub(super) fn of(text: &str) -> Tree {
        let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut builder = Builder::new(body, text.len() - body.len());
        builder.read(Parser::new_from_str(body));
        builder.finish()
    }
}

struct Builder<'t> {
    /// The text that the parser sees.
    text: &'t str,
    /// The byte of each character, where that is not simply its number.
    bytes: Option<Vec<usize>>,
    /// Bytes before the text that the parser sees.
    skipped: usize,
    open: Vec<Open>,
    tree: Tree,
    nodes: usize,
    documents: usize,
    /// Where the event before ended.
    last: usize,
    /// The bytes of `|` and `>`, which start block scalars.
    headers: Vec<usize>,
}

/// A collection whose end has not come yet.
struct Open {
    node: Node,
    /// The key whose value comes next.
    key: Option<Node>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str, skipped: usize) -> Builder<'t> {
        let bytes = (!text.is_ascii()).then(|| text.char_indices().map(|(byte, _)| byte).collect());
        let headers = text.match_indices(['|', '>']).map(|(byte, _)| byte + skipped).collect();
        Builder {
            text,
            bytes,
            skipped,
            open: Vec::new(),
            tree: Tree::default(),
            nodes: 0,
            documents: 0,
            last: skipped,
            headers,
        }
    }

    fn read(&mut self, mut parser: Parser<'t, StrInput<'t>>) {
        while let Some(event) = parser.next_event() {
            match event {
                Ok((event, span)) => {
                    let span = Span { start: self.byte(span.start), end: self.byte(span.end) };
                    if !self.event(event, span) {
                        break;
                    }
                    self.last = span.end;
                }
                Err(error) => {
                    let start = self.byte(*error.marker());
                    self.no_yaml(error.info(), Span { start, end: start });
                    break;
                }
            }
        }
    }

    /// Takes one event in; false where it is better to stop.
    fn event(&mut self, event: Event<'_>, span: Span) -> bool {
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.trouble(Code::YamlFeature, span, "a second document in the same file".into());
                    return false;
                }
            }
            Event::Alias(_) => {
                self.trouble(Code::YamlFeature, span, "an alias stands for text from elsewhere".into());
                self.add(span, Style::Plain, Content::Text(String::new()));
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.feature(anchor, tag.is_some(), span);
                let style = self.style(style);
                let span =
                    if text.is_empty() && style == Style::Plain { Span { end: span.start, ..span } } else { span };
                self.cut_short(style, span);
                self.add(span, style, Content::Text(text.into_owned()));
            }
            Event::SequenceStart(anchor, tag) => {
                self.feature(anchor, tag.is_some(), span);
                return self.enter(span, Content::List(Vec::new()));
            }
            Event::MappingStart(anchor, tag) => {
                self.feature(anchor, tag.is_some(), span);
                return self.enter(span, Content::Map(Vec::new()));
            }
            Event::SequenceEnd | Event::MappingEnd => self.leave(span),
            Event::StreamStart | Event::StreamEnd | Event::DocumentEnd | Event::Nothing => {}
        }
        true
    }

    fn feature(&mut self, anchor: usize, tag: bool, span: Span) {
        if anchor != 0 {
            self.trouble(Code::YamlFeature, span, "an anchor, `&`, for use elsewhere".into());
        } else if tag {
            self.trouble(Code::YamlFeature, span, "a tag, `!`, that gives a value another type".into());
        }
    }

    /// `Item #5` is `Item` and a comment. One that is meant has a space after its sign.
    fn cut_short(&mut self, style: Style, span: Span) {
        let rest = self.text.get(span.end - self.skipped..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let lost = rest.trim();
        if style == Style::Plain && lost.starts_with('#') && !lost.starts_with("# ") && lost.len() > 1 {
            let start = span.end + rest.len() - rest.trim_start().len();
            let message = format!("`{lost}` is a comment, and no part of the text before it");
            self.trouble(Code::CutShort, Span { start, end: start + lost.len() }, message);
        }
    }

    fn style(&self, style: ScalarStyle) -> Style {
        let header = || {
            let next = self.headers.partition_point(|byte| *byte < self.last);
            self.headers.get(next).copied().unwrap_or(self.last)
        };
        match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::Single,
            ScalarStyle::DoubleQuoted => Style::Double,
            ScalarStyle::Literal => Style::Literal(header()),
            ScalarStyle::Folded => Style::Folded(header()),
        }
    }

    fn enter(&mut self, span: Span, content: Content) -> bool {
        if self.open.len() == DEPTH {
            self.trouble(Code::TooDeep, span, format!("this is nested more than {DEPTH} deep"));
            return false;
        }
        let style = if span.end > span.start { Style::Flow } else { Style::Block };
        let node = self.node(span, style, content);
        self.open.push(Open { node, key: None });
        true
    }

    fn leave(&mut self, span: Span) {
        if let Some(Open { mut node, key }) = self.open.pop() {
            node.span.end = span.end.max(node.span.start);
            if let (Some(key), Content::Map(entries)) = (key, &mut node.content) {
                let end = key.span.end;
                let nothing = self.node(Span { start: end, end }, Style::Plain, Content::Text(String::new()));
                entries.push((key, nothing));
            }
            self.put(node);
        }
    }

    fn add(&mut self, span: Span, style: Style, content: Content) {
        let node = self.node(span, style, content);
        self.put(node);
    }

    fn node(&mut self, span: Span, style: Style, content: Content) -> Node {
        self.nodes += 1;
        Node { id: self.nodes, key: None, span, style, content }
    }

    fn put(&mut self, mut node: Node) {
        let Some(Open { node: parent, key }) = self.open.last_mut() else {
            self.tree.root = Some(node);
            return;
        };
        match &mut parent.content {
            Content::List(items) => items.push(node),
            Content::Map(entries) => match key.take() {
                Some(key) => {
                    node.key = Some(key.span);
                    entries.push((key, node));
                }
                None => {
                    let merge = node.style == Style::Plain && node.text() == Some(MERGE);
                    let span = node.span;
                    *key = Some(node);
                    if merge {
                        self.trouble(Code::YamlFeature, span, "a merge key brings entries from elsewhere".into());
                    }
                }
            },
            Content::Text(_) => {}
        }
    }

    fn no_yaml(&mut self, info: &str, span: Span) {
        if info.contains("recursion limit") {
            self.trouble(Code::TooDeep, span, format!("this is nested more than {DEPTH} deep"));
        } else if info.contains("unknown anchor") {
            self.trouble(Code::YamlFeature, span, "an alias, `*`, stands for text from elsewhere".into());
        } else {
            self.trouble(Code::NotYaml, span, info.to_owned());
        }
    }

    fn trouble(&mut self, code: Code, span: Span, message: String) {
        let innermost = self.open.iter().rev().find(|open| open.node.style == Style::Flow);
        let open = self.unclosed(span.start).or(innermost.map(|open| open.node.span.start));
        self.tree.troubles.push(Trouble { code, span, message, open });
    }

    /// The last bracket that opens, and does not close, after what the parser has told and before this byte.
    fn unclosed(&self, byte: usize) -> Option<usize> {
        let ahead = self.text.get(self.last - self.skipped..byte - self.skipped)?;
        let mut open = Vec::new();
        let mut start = self.last;
        for line in ahead.split_inclusive('\n') {
            let code = line.split_once(" #").map_or(line, |(code, _)| code);
            for (at, bracket) in code.match_indices(['[', '{', ']', '}']) {
                match bracket {
                    "[" | "{" => open.push(start + at),
                    _ => drop(open.pop()),
                }
            }
            start += line.len();
        }
        open.pop()
    }

    fn byte(&self, marker: Marker) -> usize {
        let byte = match &self.bytes {
            Some(bytes) => bytes.get(marker.index()).copied().unwrap_or(self.text.len()),
            None => marker.index().min(self.text.len()),
        };
        byte + self.skipped
    }

    /// Closes what is still open, so that what came before the trouble can be found.
    fn finish(mut self) -> Tree {
        let end = self.last;
        while !self.open.is_empty() {
            self.leave(Span { start: end, end });
        }
        self.tree
    }
}
