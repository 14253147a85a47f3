//! Where a page has a text by itself, and not as a part of a longer word, name or address: `token` is not in `tokens`, nor
//! `api.example.com` in `api.example.com.mx`.

/// Where the text ends, each time that it stands by itself.
pub(super) fn ends<'t>(page: &'t str, text: &'t str) -> impl Iterator<Item = usize> {
    let found = page.match_indices(text).map(|(start, _)| (start, start + text.len()));
    found.filter(move |(start, end)| !text.is_empty() && is_alone(page, *start, *end)).map(|(_, end)| end)
}

/// Quotes, tags and other signs around it do not matter, nor do the underscores of an emphasis.
fn is_alone(page: &str, start: usize, end: usize) -> bool {
    let (mut before, mut after) = (page.get(..start).unwrap_or_default(), page.get(end..).unwrap_or_default());
    let text = page.get(start..end).unwrap_or_default();
    while let (Some(outer), Some(rest)) = (before.strip_suffix('_'), after.strip_prefix('_')) {
        (before, after) = (outer, rest);
    }
    let comes_from = text.starts_with(is_word) && before.ends_with(is_word);
    let goes_on = text.ends_with(is_word) && goes_on(after);
    !comes_from && !goes_on
}

/// A dot ends a sentence, and a colon what it introduces, unless more of a name or the number of a port follows at once.
fn goes_on(after: &str) -> bool {
    let mut signs = after.chars();
    match signs.next() {
        Some('.') => signs.next().is_some_and(char::is_alphanumeric),
        Some(':') => signs.next().is_some_and(|c| c.is_ascii_digit()),
        next => next.is_some_and(is_word),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}
