//! What a finding about a name says to help: the name that was probably meant, or those that there are.

use crate::diagnostic::{self, Finding};

/// Adds what `meant` says, where it says something.
pub(crate) fn did_you_mean<'n>(finding: Finding, name: &str, known: impl Iterator<Item = &'n str>) -> Finding {
    match meant(name, known) {
        Some(help) => finding.help(help),
        None => finding,
    }
}

/// The known name that is nearest to the given one, or the list of all where there are only a few.
pub(crate) fn meant<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    const FEW: usize = 8;
    let known: Vec<&str> = known.collect();
    let few = || (1..=FEW).contains(&known.len()).then(|| format!("known are: {}", known.join(", ")));
    diagnostic::did_you_mean(name, known.iter().copied()).or_else(few)
}

/// What was probably meant, and what to do if the page prints it so all the same.
pub(crate) fn meant_or<'n>(name: &str, known: impl Iterator<Item = &'n str>, instead: &str) -> String {
    match meant(name, known) {
        Some(meant) if meant.ends_with('?') => format!("{meant} If the page prints it so, {instead}"),
        Some(meant) => format!("{meant}; if the page prints it so, {instead}"),
        None => format!("if the page prints it so, {instead}"),
    }
}
