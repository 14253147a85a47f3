//! The text of generated docs: a spec's words made safe for rustdoc, and the sentences that every kind of item shares.
//! Which item says what is decided where the item is made.

use std::borrow::Cow;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};
use syn::{AttrStyle, Attribute, Meta, MetaNameValue};

use super::memo::{Part, string};
use crate::diagnostic::is_hidden;
use crate::model::{Field, Note, Source};

/// Columns of text per line of a doc comment.
const WIDTH: usize = 100;

/// The paragraphs of one item's docs, in Markdown.
#[derive(Debug, Clone, Default)]
pub(super) struct Docs {
    paragraphs: Vec<String>,
}

impl Docs {
    /// Docs that start with this Markdown of ours.
    pub(super) fn new(markdown: impl Into<String>) -> Self {
        Docs { paragraphs: vec![markdown.into()] }
    }

    /// Docs that start with the spec's words, or with `otherwise` where it has none.
    pub(super) fn of(doc: Option<&str>, otherwise: impl FnOnce() -> String) -> Self {
        let mut spoken = doc.map(paragraphs_of).unwrap_or_default();
        if spoken.is_empty() {
            spoken.push(otherwise());
        }
        Docs { paragraphs: spoken }
    }

    /// The same with one more sentence of ours at the end of the last paragraph.
    pub(super) fn sentence(mut self, markdown: impl AsRef<str>) -> Self {
        let markdown = markdown.as_ref();
        match self.paragraphs.last_mut() {
            Some(last) if !markdown.is_empty() => {
                last.push(' ');
                last.push_str(markdown);
            }
            _ => {}
        }
        self
    }

    /// The same with one more paragraph of ours.
    pub(super) fn paragraph(mut self, markdown: impl Into<String>) -> Self {
        self.paragraphs.push(markdown.into());
        self
    }

    /// The same with more of the spec's words.
    pub(super) fn paragraph_of(mut self, text: &str) -> Self {
        self.paragraphs.extend(paragraphs_of(text));
        self
    }

    /// The same with a paragraph for each contradiction of the page.
    pub(super) fn notes(mut self, notes: &[Note]) -> Self {
        self.paragraphs.extend(notes.iter().map(told));
        self
    }

    /// The docs of the item that they stand on.
    pub(super) fn outer(&self) -> Vec<Attribute> {
        self.lines().map(|line| doc_line(&line, AttrStyle::Outer)).collect()
    }

    /// The docs of the file that they stand in.
    pub(super) fn inner(&self) -> Vec<Attribute> {
        self.lines().map(|line| doc_line(&line, AttrStyle::Inner(Default::default()))).collect()
    }

    fn lines(&self) -> impl Iterator<Item = String> {
        let blank = || std::iter::once(String::new());
        self.paragraphs.iter().enumerate().flat_map(move |(n, paragraph)| {
            let gap = (n > 0).then(blank).into_iter().flatten();
            gap.chain(wrapped(paragraph))
        })
    }
}

impl From<Docs> for Part {
    fn from(docs: Docs) -> Self {
        Part::Docs(docs.outer())
    }
}

impl ToTokens for Docs {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(self.outer());
    }
}

fn doc_line(text: &str, style: AttrStyle) -> Attribute {
    let doc = MetaNameValue {
        path: Ident::new("doc", Span::call_site()).into(),
        eq_token: Default::default(),
        value: string(text),
    };
    Attribute { pound_token: Default::default(), style, bracket_token: Default::default(), meta: Meta::NameValue(doc) }
}

/// Where an item is from, as a sentence: the page with its link.
pub(super) fn page(source: &Source) -> String {
    told_by(source, "")
}

/// Where a fact is from, as a sentence: the page with its link and date.
pub(super) fn from(source: &Source) -> String {
    let read_on = source.read_on.as_deref().map(|day| format!(", read on {}", escaped(day))).unwrap_or_default();
    told_by(source, &read_on)
}

fn told_by(source: &Source, read_on: &str) -> String {
    let title = escaped(&source.title);
    let name = match source.url.as_deref().map(address) {
        Some(url) => format!("[{title}]({url})"),
        None => title,
    };
    if source.is_page {
        format!("From {name}{read_on}.")
    } else {
        format!("Known from third-party code, not from the vendor's page: {name}{read_on}.")
    }
}

/// What a value that is sent has to keep to: `Required; at most 50 characters.`
pub(super) fn constraints(field: &Field, plain_text: bool) -> String {
    let mut rules = Vec::new();
    if field.required {
        rules.push("required".to_owned());
    }
    if let Some(length) = field.length {
        let unit = if plain_text { "character" } else { "digit" };
        rules.push(format!("at most {length} {unit}{}", plural(u64::from(length))));
    }
    if let Some(min) = field.min {
        rules.push(format!("at least {min}"));
    }
    if let Some(max) = field.max {
        rules.push(format!("at most {max}"));
    }
    if let Some(items) = field.items {
        rules.push(format!("empty, or {items} item{}", plural(u64::from(items))));
    }
    if rules.is_empty() { String::new() } else { sentence(&rules.join("; ")) }
}

pub(super) fn plural(count: u64) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// A contradiction: what the page says, what this client does, and why.
pub(crate) fn told(note: &Note) -> String {
    let [claims, does, because] =
        [&note.claims, &note.does, &note.because].map(|text| prose_of(text).trim_end_matches('.').to_owned());
    match does.is_empty() {
        true => format!("**Contradiction:** {claims}. {}", sentence(&because)),
        false => format!("**Contradiction:** {claims}. This client {does}. {}", sentence(&because)),
    }
}

/// The text with a capital letter at its start and a full stop at its end.
pub(super) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(chars).chain(['.']).collect()
}

/// A spec's text in one paragraph.
pub(crate) fn prose_of(text: &str) -> String {
    paragraphs_of(text).join(" ")
}

/// A spec's text as paragraphs of Markdown that reads the same: a blank line ends one, and every one ends a sentence.
fn paragraphs_of(text: &str) -> Vec<String> {
    let text = if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) };
    let spoken = text.split("\n\n").map(escaped).filter(|paragraph| !paragraph.is_empty());
    spoken
        .map(|paragraph| if paragraph.ends_with(['.', '!', '?', ':']) { paragraph } else { paragraph + "." })
        .collect()
}

/// One paragraph of a spec's words, so that rustdoc shows just these: white space folded, Markdown and HTML escaped but
/// for `code`, addresses linked, and no character that is invisible or turns the direction of reading.
pub(super) fn escaped(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let visible: String =
        text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !is_hidden(*c)).collect();
    let folded = visible.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    if !folded.contains(is_markdown) && !folded.contains("://") {
        return folded;
    }
    let mut out = String::with_capacity(folded.len() + 8);
    let mut rest = folded.as_str();
    while let Some((plain, code, after)) = next_code(rest) {
        prose(plain, &mut out);
        out.extend(["`", code, "`"]);
        rest = after;
    }
    prose(rest, &mut out);
    out
}

/// Whether a text is words with single spaces between them, and nothing else.
fn is_plain(text: &str) -> bool {
    let mut before = b' ';
    let plain = text.bytes().all(|b| {
        let fits =
            b.is_ascii_alphanumeric() || matches!(b, b'.' | b',' | b';' | b'\'') || (b == b' ' && before != b' ');
        before = b;
        fits
    });
    plain && before != b' '
}

/// A name of the page as `code`.
pub(super) fn code(name: &str) -> String {
    let visible: String = name.chars().map(|c| if is_hidden(c) || c == '`' { '\u{FFFD}' } else { c }).collect();
    if visible.trim().is_empty() { "the empty text".to_owned() } else { format!("`{visible}`") }
}

/// The text before the first well-formed `code`, what is in it, and what comes after.
fn next_code(text: &str) -> Option<(&str, &str, &str)> {
    let (plain, rest) = text.split_once('`')?;
    let (code, after) = rest.split_once('`')?;
    let whole = !code.trim().is_empty() && !after.starts_with('`');
    whole.then_some((plain, code, after))
}

fn prose(text: &str, out: &mut String) {
    for (n, word) in text.split(' ').enumerate() {
        if n > 0 {
            out.push(' ');
        }
        if (word.starts_with("http://") || word.starts_with("https://")) && word.len() > "https://".len() {
            let end = word.trim_end_matches(['.', ',', ';', ':', ')', '!', '?']).len();
            out.extend(["<", &address(&word[..end]), ">", &word[end..]]);
        } else {
            escape_word(word, out);
        }
    }
}

fn escape_word(word: &str, out: &mut String) {
    let bare_address = word.contains("://");
    let mut before = None;
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let special = match c {
            '_' => !(inside(before) && inside(chars.peek().copied())),
            '&' => chars.peek().is_some_and(|next| next.is_alphanumeric() || *next == '#'),
            ':' => bare_address,
            c => is_markdown(c),
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

fn is_markdown(c: char) -> bool {
    matches!(c, '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' | '&' | '_')
}

/// An address that ends no link: spaces, quotes and brackets as `%xx`.
fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            ' ' | '"' | '\'' | '<' | '>' | '(' | ')' | '[' | ']' | '\\' | '`' | '|' | '*' | '_' if c != '_' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c if is_hidden(c) || c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    out
}

/// A paragraph in lines, each with the space that follows `///`, none of which reads as a list, a heading or a quote.
fn wrapped(paragraph: &str) -> Vec<String> {
    let ours = paragraph.starts_with("# ");
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut columns = 0;
    for word in unbroken(paragraph) {
        let width = word.chars().count();
        if columns > 0 && columns + width > WIDTH {
            lines.push(std::mem::take(&mut line));
            columns = 0;
        }
        line.push(' ');
        if columns == 0 && !ours && starts_a_block(word) {
            let mark = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            line.push_str(&word[..mark]);
            line.push('\\');
            line.push_str(&word[mark..]);
        } else {
            line.push_str(word);
        }
        columns += width + 1;
    }
    lines.push(line);
    lines
}

/// The pieces of a paragraph between which a line may end: its words, but a `code` is one piece, and so is a word with the
/// one after it that would read as something else at the start of a line.
fn unbroken(paragraph: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(paragraph);
    std::iter::from_fn(move || {
        let text = rest?;
        let (mut in_code, mut before) = (false, ' ');
        let end = text.char_indices().find_map(|(at, c)| {
            in_code ^= c == '`' && before != '\\';
            before = c;
            let may_end = || text[at + 1..].split(' ').next().is_none_or(|next| !starts_a_block(next));
            (c == ' ' && !in_code && may_end()).then_some(at)
        });
        rest = end.and_then(|end| text.get(end + 1..));
        Some(end.map_or(text, |end| &text[..end]))
    })
}

/// Whether Markdown reads a line that starts with this word as something other than text.
fn starts_a_block(word: &str) -> bool {
    let after_digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = after_digits.len() < word.len() && (after_digits == "." || after_digits == ")");
    let bullet = matches!(word, "-" | "+") || word.starts_with('#');
    let rule = word.len() > 1 && word.bytes().all(|b| matches!(b, b'-' | b'=' | b'+'));
    numbered || bullet || rule || word == "="
}
