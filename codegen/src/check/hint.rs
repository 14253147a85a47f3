//! What a finding about a name says to help: the name that was probably meant, or those that there are.

use crate::diagnostic::{self, Finding};

/// Adds the known name that is nearest to the given one, or the list of all where there are only a few.
pub(super) fn did_you_mean<'n>(finding: Finding, name: &str, known: impl Iterator<Item = &'n str>) -> Finding {
    const FEW: usize = 8;
    let known: Vec<&str> = known.collect();
    let few = || (1..=FEW).contains(&known.len()).then(|| format!("known are: {}", known.join(", ")));
    match diagnostic::did_you_mean(name, known.iter().copied()).or_else(few) {
        Some(help) => finding.help(help),
        None => finding,
    }
}
