//! `says`: what several places of a page say about one subject, and whether it is the same.

use crate::check::view::Settled;
use crate::diagnostic::{Code, Finding, Message, Place};
use crate::spec::Says;

/// Holds the quotes of every subject against each other, but for those that errata set aside.
pub(crate) fn check(owner: &Place, says: &Says, settled: &[Settled<'_>], findings: &mut Vec<Finding>) {
    for (n, (subject, quotes)) in says.iter().enumerate() {
        let place = owner.key("says").entry(n);
        if quotes.iter().len() < 2 {
            findings.push(
                Finding::new(
                    Code::SingleQuote,
                    format!("only one place says something about `{subject}`"),
                    place.clone(),
                    "nothing to hold it against",
                )
                .help("quote the place that disagrees, or take the subject away"),
            );
            continue;
        }
        let mut left = quotes.iter().enumerate().filter(|(_, (at, _))| !is_set_aside(settled, subject, at));
        let Some((m, (at, quote))) = left.next() else {
            findings.push(
                Finding::new(
                    Code::QuotesDisagree,
                    format!("everything said about `{subject}` is set aside"),
                    place,
                    "nothing is left to hold",
                )
                .help("leave the place in that the client follows"),
            );
            continue;
        };
        if let Some((k, (other, second))) = left.find(|(_, (_, other))| *other != quote) {
            findings.push(
                Finding::new(
                    Code::QuotesDisagree,
                    disagreement(subject, (at, quote), (other, second)),
                    place.entry(k),
                    "this",
                )
                .label(place.entry(m), "against this")
                .help("say which holds: an erratum with `not: [place]`, pointed at with `erratum:` beside `says`"),
            );
        }
    }
}

/// The subject and the places have names of the spec; who calls the client is told the quotes.
fn disagreement(subject: &str, (at, quote): (&str, &str), (other, second): (&str, &str)) -> Message {
    let in_words = |place: &str| place.replace('_', " ");
    let both = |at: &str, other: &str| format!("`{}` ({at}), but `{}` ({other})", quote.trim(), second.trim());
    Message::of_both(
        format!("two places disagree about `{subject}`: {}", both(at, other)),
        both(&in_words(at), &in_words(other)),
    )
}

/// Whether an erratum names this place: `java`, or `host.java` where other subjects have such a place too.
fn is_set_aside(settled: &[Settled<'_>], subject: &str, place: &str) -> bool {
    let names = settled.iter().flat_map(|settled| &settled.erratum.set_aside.0);
    names.into_iter().any(|name| name == place || name.split_once('.') == Some((subject, place)))
}
