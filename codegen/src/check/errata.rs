//! Errata are defined by their effect: taken away, each one lets a finding appear. One that does not is a finding.

use std::collections::BTreeMap;

use super::contradictions::{of_api, of_operations};
use super::hint::did_you_mean;
use super::subjects::{Subject, subjects};
use super::view::{Piece, View, Without, errata_by_file, find_erratum, visible_errata};
use crate::diagnostic::{Code, Finding, Place, Step};
use crate::spec::{ApiSpec, Erratum};

/// What each erratum settles, by the place of its subject: the erratum's name and the contradictions in words.
pub(super) type Settles = BTreeMap<Place, Vec<(String, String)>>;

/// Every pointer leads to an erratum. Where one does not, what it should settle would only confuse.
pub(super) fn pointers(spec: &ApiSpec, findings: &mut Vec<Finding>) {
    for subject in &subjects(spec) {
        for (n, name) in subject.pointers.0.iter().enumerate() {
            if find_erratum(spec, subject.place.file, name).is_none() {
                findings.push(unknown(spec, subject, n, name));
            }
        }
    }
}

/// Every erratum is pointed at and says something that its subjects can use.
pub(super) fn check(spec: &ApiSpec, findings: &mut Vec<Finding>) {
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
        for key in used_keys(erratum).filter(|key| !pointing.iter().any(|subject| subject.takes(key))) {
            let message = format!("`{key}` says nothing about {}", first.what());
            let at = place.key("use").key(key);
            let finding = Finding::new(Code::ErratumDoesNotApply, message, at, "said here");
            findings.push(finding.label(first.place.key("erratum"), "pointed at from here"));
        }
    }
}

/// What an erratum sets aside and none of its subjects has: a slip of the pen, where a contradiction is left. Where none is,
/// `effects` tells it.
pub(super) fn idle(spec: &ApiSpec, findings: &mut Vec<Finding>) {
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

/// Takes every erratum of a spec without contradictions away in turn, for each of its subjects and piece by piece.
pub(super) fn effects(spec: &ApiSpec, findings: &mut Vec<Finding>) -> Settles {
    let mut settles = Settles::new();
    let subjects = subjects(spec);
    for subject in &subjects {
        for (n, name) in subject.pointers.0.iter().enumerate() {
            let Some((file, _)) = find_erratum(spec, subject.place.file, name) else { continue };
            let what = Piece::For(subject.place.clone());
            let appeared = appear(spec, &Without { file, name, what }, &[subject]);
            if appeared.is_empty() {
                findings.push(without_effect(spec, file, name, subject, n));
                continue;
            }
            let settled = settles.entry(subject.place.clone()).or_default();
            let pointing = pointing(&subjects, spec, file, name);
            settled.push((name.clone(), on_the_page(spec, file, name, &pointing, &appeared)));
        }
    }
    for (file, place, name, erratum) in all(spec) {
        let pieces = pieces(erratum);
        for what in pieces.iter().filter(|_| pieces.len() > 1) {
            let without = Without { file, name, what: what.clone() };
            if appear(spec, &without, &pointing(&subjects, spec, file, name)).is_empty() {
                findings.push(needless_piece(&place, name, erratum, what));
            }
        }
    }
    settles
}

/// In words, what appeared without the erratum for one subject. A subject that now differs only from others which the same
/// erratum corrects is no contradiction of the page: without the erratum altogether, they agree.
fn on_the_page(spec: &ApiSpec, file: usize, name: &str, pointing: &[&Subject<'_>], appeared: &[Finding]) -> String {
    let others = pointing.len() > 1;
    let altogether = others.then(|| appear(spec, &Without { file, name, what: Piece::All }, pointing));
    let altogether = altogether.as_deref().unwrap_or(appeared);
    let stays = |finding: &&Finding| altogether.iter().any(|other| other.message == finding.message);
    let all: Vec<&Finding> = appeared.iter().collect();
    let staying: Vec<&Finding> = appeared.iter().filter(stays).collect();
    let told = if staying.is_empty() { all } else { staying };
    let mut claims: Vec<&str> = Vec::new();
    for finding in told {
        let words = finding.told.as_deref().unwrap_or(&finding.message);
        if !claims.contains(&words) {
            claims.push(words);
        }
    }
    claims.join("; ")
}

/// Every erratum of an API: its file, its place, its name and what it says.
fn all(spec: &ApiSpec) -> impl Iterator<Item = (usize, Place, &str, &Erratum)> {
    errata_by_file(spec).flat_map(|(file, errata)| {
        let entries = errata.iter().enumerate();
        entries.map(move |(n, (name, erratum))| (file, Place::root(file).key("errata").entry(n), name, erratum))
    })
}

/// The subjects that point at one erratum.
fn pointing<'s, 'a>(subjects: &'s [Subject<'a>], spec: &ApiSpec, file: usize, name: &str) -> Vec<&'s Subject<'a>> {
    subjects.iter().filter(|subject| subject.points_at(spec, file, name)).collect()
}

/// The contradictions that appear when a piece of an erratum is taken away for these subjects. Nothing is asked again that
/// cannot see them: what stands in `api.yaml` can be missed everywhere, a table in its resource, an operation in itself.
fn appear(spec: &ApiSpec, without: &Without<'_>, subjects: &[&Subject<'_>]) -> Vec<Finding> {
    let view = View { spec, without: Some(without) };
    let everywhere = subjects.iter().any(|subject| subject.place.file == spec.file);
    let mut found = if everywhere { of_api(&view).findings } else { Vec::new() };
    for (file, resource) in &spec.resources {
        let mut here = subjects.iter().map(|subject| &subject.place).filter(|place| place.file == *file).peekable();
        if everywhere || here.peek().is_some() {
            let operations: Option<Vec<usize>> = here.map(operation).collect();
            let asked = |n: usize| everywhere || operations.as_ref().is_none_or(|asked| asked.contains(&n));
            found.extend(of_operations(&view, *file, resource, asked).findings);
        }
    }
    found
}

/// The operation that a place stands in, if it does.
fn operation(place: &Place) -> Option<usize> {
    match place.steps.as_slice() {
        [Step::Key("operations"), Step::Entry(n), ..] => Some(*n),
        _ => None,
    }
}

fn pieces(erratum: &Erratum) -> Vec<Piece> {
    let set_aside = (0..erratum.set_aside.0.len()).map(Piece::Not);
    used_keys(erratum).map(Piece::Use).chain(set_aside).collect()
}

/// The keys that an erratum has under `use`.
fn used_keys(erratum: &Erratum) -> impl Iterator<Item = &'static str> {
    let instead = &erratum.instead;
    let keys = [
        ("name", instead.name.is_some()),
        ("type", instead.ty.is_some()),
        ("length", instead.length.is_some()),
        ("required", instead.required.is_some()),
        ("quoted", instead.quoted.is_some()),
        ("unset", instead.unset.is_some()),
        ("values", instead.values.is_some()),
        ("ok", instead.ok.is_some()),
        ("message", instead.message.is_some()),
        ("reads", instead.reads.is_some()),
    ];
    keys.into_iter().filter(|(_, said)| *said).map(|(key, _)| key)
}

fn needless_piece(place: &Place, name: &str, erratum: &Erratum, piece: &Piece) -> Finding {
    let (at, word) = match piece {
        Piece::Use(key) => (place.key("use").key(key), *key),
        Piece::Not(n) => (place.key("not").item(*n), erratum.set_aside.0.get(*n).map_or("", String::as_str)),
        Piece::All => (place.name(), name),
        Piece::For(subject) => (subject.clone(), name),
    };
    let message = format!("`{word}` of the erratum `{name}` corrects nothing");
    let finding = Finding::new(Code::ErratumWithoutEffect, message, at, "nothing left to correct");
    finding.help("take it away: the claims agree without it")
}

fn unknown(spec: &ApiSpec, subject: &Subject<'_>, n: usize, name: &str) -> Finding {
    let finding = Finding::new(
        Code::UnknownErratum,
        format!("there is no erratum `{name}`"),
        subject.place.key("erratum").item(n),
        "named here",
    );
    did_you_mean(finding, name, visible_errata(spec, subject.place.file))
}

fn without_effect(spec: &ApiSpec, home: usize, name: &str, subject: &Subject<'_>, n: usize) -> Finding {
    let errata = errata_by_file(spec).find(|(file, _)| *file == home);
    let at = errata.and_then(|(_, errata)| errata.names().position(|known| known == name)).unwrap_or_default();
    Finding::new(
        Code::ErratumWithoutEffect,
        format!("the erratum `{name}` has nothing left to correct here"),
        subject.place.key("erratum").item(n),
        format!("{} holds without it", subject.what()),
    )
    .label(Place::root(home).key("errata").entry(at).name(), "the erratum")
    .help("if the page was mended, take the erratum away")
}
