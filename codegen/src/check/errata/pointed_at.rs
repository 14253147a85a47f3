//! Whether every erratum is pointed at and says something that can be used. What it does is `settling`'s.

use crate::check::subjects::{Subject, subjects};
use crate::check::view::{Piece, errata_by_file};
use crate::diagnostic::{Code, Finding, Place};
use crate::spec::{ApiSpec, Erratum};

/// Every erratum is pointed at and says something that its subjects can use.
pub(crate) fn check(spec: &ApiSpec, findings: &mut Vec<Finding>) {
    let subjects = subjects(spec);
    for (file, place, name, erratum) in all(spec) {
        let pointing = pointing(&subjects, spec, file, name);
        let Some(first) = pointing.first() else {
            let message = format!("nothing points at the erratum `{name}`");
            let finding = Finding::new(Code::UnusedErratum, message, place.name(), "named here");
            findings.push(finding.help(format!("write `erratum: {name}` on what it settles, or take it away")));
            continue;
        };
        if pieces(erratum).is_empty() {
            let message = format!("the erratum `{name}` does nothing");
            let finding = Finding::new(Code::ErratumWithoutEffect, message, place.name(), "named here");
            findings.push(
                finding.help("say what holds instead (`use: { … }`) or which places are set aside (`not: [ … ]`)"),
            );
        }
        for key in erratum.instead.keys().filter(|key| !pointing.iter().any(|subject| subject.takes(key))) {
            let message = format!("`{key}` says nothing about {}", first.what());
            let at = place.key("use").key(key);
            let finding = Finding::new(Code::ErratumDoesNotApply, message, at, "said here");
            findings.push(finding.label(first.place.key("erratum"), "pointed at from here"));
        }
    }
}

/// What an erratum sets aside and none of its subjects has: a slip of the pen, where a contradiction is left. Where none is,
/// `effects` tells it.
pub(crate) fn idle(spec: &ApiSpec, findings: &mut Vec<Finding>) {
    let subjects = subjects(spec);
    for (file, place, name, erratum) in all(spec) {
        let pointing = pointing(&subjects, spec, file, name);
        let Some(first) = pointing.first() else { continue };
        for (n, part) in erratum.set_aside.0.iter().enumerate() {
            if !pointing.iter().any(|subject| subject.has(part)) {
                let message = format!("`{part}` names nothing in {}", first.what());
                let finding = Finding::new(Code::ErratumDoesNotApply, message, place.key("not").item(n), "named here");
                let finding = finding.label(first.place.key("erratum"), "pointed at from here");
                findings.push(finding.help(
                    "of a statement a quoted place can be set aside, of a sample `method`, `address`, `host`, `content`, \
                     `headers.<name>` and the keys of its JSON",
                ));
            }
        }
    }
}

/// Every erratum of an API: its file, its place, its name and what it says.
pub(crate) fn all(spec: &ApiSpec) -> impl Iterator<Item = (usize, Place, &str, &Erratum)> {
    errata_by_file(spec).flat_map(|(file, errata)| {
        let entries = errata.iter().enumerate();
        entries.map(move |(n, (name, erratum))| (file, Place::root(file).key("errata").entry(n), name, erratum))
    })
}

/// The subjects that point at one erratum.
pub(crate) fn pointing<'s, 'a>(
    subjects: &'s [Subject<'a>],
    spec: &ApiSpec,
    file: usize,
    name: &str,
) -> Vec<&'s Subject<'a>> {
    subjects.iter().filter(|subject| subject.points_at(spec, file, name)).collect()
}

/// What of an erratum can be taken away by itself.
pub(crate) fn pieces(erratum: &Erratum) -> Vec<Piece> {
    let set_aside = (0..erratum.set_aside.0.len()).map(Piece::Not);
    erratum.instead.keys().map(Piece::Use).chain(set_aside).collect()
}
