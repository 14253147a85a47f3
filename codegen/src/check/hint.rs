//! What a misspelled name was probably meant to be.

use crate::diagnostic::{Finding, nearest};

/// Adds the known name that is nearest to the given one, or the list of all where there are only a few.
pub(super) fn did_you_mean<'n>(finding: Finding, name: &str, known: impl Iterator<Item = &'n str>) -> Finding {
    const FEW: usize = 8;
    let known: Vec<&str> = known.collect();
    match nearest(name, known.iter().copied()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None if known.is_empty() => finding,
        None if known.len() <= FEW => finding.help(format!("known are: {}", known.join(", "))),
        None => finding,
    }
}

/// The line of a text that is most like the wanted one.
pub(super) fn nearest_text<'t>(text: &'t str, wanted: &str) -> Option<&'t str> {
    const ALIKE: f64 = 0.5;
    let scored = text.lines().map(|line| (strsim::normalized_levenshtein(line.trim(), wanted.trim()), line.trim()));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|(alike, _)| *alike >= ALIKE).map(|(_, line)| line)
}
