//! What a printed text is most like, where it does not stand as it is printed. Misspelled names are `hint`'s question.

/// The line of a text that is most like the wanted one.
pub(crate) fn nearest_text<'t>(text: &'t str, wanted: &str) -> Option<&'t str> {
    const ALIKE: f64 = 0.5;
    let scored = text.lines().map(|line| (strsim::normalized_levenshtein(line.trim(), wanted.trim()), line.trim()));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|(alike, _)| *alike >= ALIKE).map(|(_, line)| line)
}
