//! A table row in a text without tables: its cells follow each other, with bars, line ends or nothing between them.

/// How many lines a row may be printed over.
const LINES: usize = 7;

/// Whether the text has these cells one after the other; a cell has one or more spellings.
pub(super) fn is_in(text: &str, cells: &[Vec<String>]) -> bool {
    let Some((names, rest)) = cells.split_first() else { return true };
    names.iter().any(|name| {
        starts(text, name).any(|start| {
            let after = text.get(start + name.len()..).unwrap_or_default();
            match rest.first() {
                Some(next) if next.iter().any(|word| after.starts_with(word.as_str())) => follow(after, rest),
                _ => ends_word(after) && follow(after, rest),
            }
        })
    })
}

/// Whether the text has this name as a key of JSON samples, and nowhere else.
pub(super) fn is_only_shown(text: &str, name: &str) -> bool {
    let mut all = starts(text, name).filter(|at| text.get(at + name.len()..).is_some_and(ends_word)).peekable();
    all.peek().is_some()
        && all.all(|at| {
            let after = text.get(at + name.len()..).and_then(|after| after.strip_prefix('"'));
            text.get(..at).is_some_and(|before| before.ends_with('"'))
                && after.is_some_and(|after| after.trim_start().starts_with(':'))
        })
}

/// The lines that have this word, counted from 1.
pub(super) fn lines_with<'t>(text: &'t str, word: &str) -> impl Iterator<Item = (usize, &'t str)> {
    let lines = text.lines().enumerate().map(|(n, line)| (n + 1, line));
    lines.filter(move |(_, line)| starts(line, word).any(|at| line.get(at + word.len()..).is_some_and(ends_word)))
}

/// Where the text has this, not in the middle of a word.
fn starts(text: &str, word: &str) -> impl Iterator<Item = usize> {
    text.match_indices(word)
        .map(|(at, _)| at)
        .filter(move |at| !word.is_empty() && text.get(..*at).is_some_and(|before| !before.ends_with(is_letter)))
}

/// Whether the cells follow: each right after the one before, bars and up to a few line ends aside, or further on in
/// the same line.
fn follow(after: &str, cells: &[Vec<String>]) -> bool {
    let Some((cell, rest)) = cells.split_first() else { return true };
    let glued = cell.iter().filter_map(|word| after.strip_prefix(word.as_str()));
    let next = after.trim_start_matches(is_separator);
    let near = after.len() - next.len();
    let near = after.get(..near).is_some_and(|gap| gap.matches('\n').count() < LINES).then_some(next);
    let near = cell.iter().filter_map(|word| near?.strip_prefix(word.as_str())).filter(|after| ends_word(after));
    let line = after.lines().next().unwrap_or_default();
    let further = cell.iter().flat_map(|word| starts(line, word).map(|at| at + word.len()));
    let further = further.filter_map(|end| after.get(end..)).filter(|after| ends_word(after));
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
