//! A table row in a text without tables: its cells follow each other, with bars, line ends or nothing between them.

/// How many lines a row may be printed over.
const LINES: usize = 7;

/// Whether the text has these cells one after the other; a cell has one or more spellings.
pub(super) fn is_in(text: &str, cells: &[Vec<String>]) -> bool {
    let Some((names, rest)) = cells.split_first() else { return true };
    names.iter().any(|name| {
        all(text, name).any(|(_, after)| match rest.first() {
            Some(next) if next.iter().any(|cell| past(after, cell).is_some()) => follow(after, rest),
            _ => ends_word(after) && follow(after, rest),
        })
    })
}

/// Whether the text has this name as a key of JSON samples, and nowhere else.
pub(super) fn is_only_shown(text: &str, name: &str) -> bool {
    let mut all = all(text, name).filter(|(_, after)| ends_word(after)).peekable();
    all.peek().is_some()
        && all.all(|(before, after)| {
            let after = after.strip_prefix('"');
            before.ends_with('"') && after.is_some_and(|after| after.trim_start().starts_with(':'))
        })
}

/// The lines that have this cell, counted from 1.
pub(super) fn lines_with<'t>(text: &'t str, cell: &str) -> impl Iterator<Item = (usize, &'t str)> {
    let lines = text.lines().enumerate().map(|(n, line)| (n + 1, line));
    lines.filter(move |(_, line)| all(line, cell).any(|(_, after)| ends_word(after)))
}

/// Wherever the text has this cell, not in the middle of a word: what is before and after it.
fn all<'t>(text: &'t str, cell: &str) -> impl Iterator<Item = (&'t str, &'t str)> {
    starting(text, text, cell)
}

/// The same of a cell that starts in the first part of a text.
fn starting<'t>(text: &'t str, part: &'t str, cell: &str) -> impl Iterator<Item = (&'t str, &'t str)> {
    let first = cell.split_whitespace().next().unwrap_or_default();
    let split = part.match_indices(first).filter_map(|(at, _)| text.split_at_checked(at));
    let split = split.filter(move |(before, _)| !first.is_empty() && !before.ends_with(is_letter));
    split.filter_map(|(before, rest)| Some((before, past(rest, cell)?)))
}

/// What is after a cell that stands here, whatever white space is between its words.
fn past<'t>(text: &'t str, cell: &str) -> Option<&'t str> {
    let mut words = cell.split_whitespace();
    let first = text.strip_prefix(words.next()?)?;
    words.try_fold(first, |after, word| {
        let next = after.trim_start();
        next.strip_prefix(word).filter(|_| next.len() < after.len())
    })
}

/// Whether the cells follow: each right after the one before, bars and up to a few line ends aside, or further on in
/// the same line.
fn follow(after: &str, cells: &[Vec<String>]) -> bool {
    let Some((cell, rest)) = cells.split_first() else { return true };
    let glued = cell.iter().filter_map(|spelling| past(after, spelling));
    let next = after.trim_start_matches(is_separator);
    let near = after.len() - next.len();
    let near = after.get(..near).is_some_and(|gap| gap.matches('\n').count() < LINES).then_some(next);
    let near = cell.iter().filter_map(|spelling| past(near?, spelling)).filter(|after| ends_word(after));
    let line = after.lines().next().unwrap_or_default();
    let further = cell.iter().flat_map(|spelling| starting(after, line, spelling));
    let further = further.map(|(_, after)| after).filter(|after| ends_word(after));
    glued.chain(near).chain(further).any(|after| follow(after, rest))
}

fn ends_word(after: &str) -> bool {
    !after.starts_with(is_letter)
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || c == '|'
}
