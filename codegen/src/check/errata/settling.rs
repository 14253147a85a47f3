//! What each erratum does: taken away, it lets a contradiction appear. One that does not has nothing left to correct.

use std::collections::BTreeMap;

use super::pointed_at::{all, pieces, pointing};
use super::sight::Sight;
use crate::check::claims::{of_api, of_operations};
use crate::check::subjects::{Subject, subjects};
use crate::check::view::{Piece, View, Without, errata_by_file};
use crate::diagnostic::{Code, Finding, Place};
use crate::parallel;
use crate::spec::{ApiSpec, Erratum};

/// What each erratum settles, by the place of its subject: the erratum's name and the contradictions in words.
pub(crate) type Settles = BTreeMap<Place, Vec<(String, String)>>;

/// Takes every erratum of a spec without contradictions away in turn, for each of its subjects and piece by piece.
pub(crate) fn effects(spec: &ApiSpec, findings: &mut Vec<Finding>) -> Settles {
    let subjects = subjects(spec);
    let sight = Sight::of(spec);
    let errata: Vec<_> = all(spec).collect();
    let effects = parallel::map(&errata, 8, |(file, place, name, erratum)| {
        let needless = needless_pieces(&sight, &pointing(&subjects, spec, *file, name), place, name, erratum);
        (of_subjects(&sight, &subjects, *file, name), needless)
    });
    let (of_subjects, needless): (Vec<_>, Vec<_>) = effects.into_iter().unzip();
    let mut of_subjects: Vec<_> = of_subjects.into_iter().flatten().collect();
    of_subjects.sort_by_key(|effect| (effect.subject, effect.pointer));
    let mut settles = Settles::new();
    for Effect { subject, pointer, file, name, settles: settled } in of_subjects {
        let subject = &subjects[subject];
        match settled {
            Some(claims) => settles.entry(subject.place.clone()).or_default().push((name.to_owned(), claims)),
            None => findings.push(without_effect(spec, file, name, subject, pointer)),
        }
    }
    findings.extend(needless.into_iter().flatten());
    settles
}

/// What an erratum does for one of its subjects.
struct Effect<'a> {
    /// The subject's position among all of them.
    subject: usize,
    /// The position of the erratum among those that the subject points at.
    pointer: usize,
    file: usize,
    name: &'a str,
    /// The contradictions that it settles, in words; `None` where there is none.
    settles: Option<String>,
}

fn of_subjects<'a>(sight: &Sight<'_>, subjects: &[Subject<'_>], file: usize, name: &'a str) -> Vec<Effect<'a>> {
    let spec = sight.spec;
    let pointing = pointing(subjects, spec, file, name);
    // With one subject that is the same once more.
    let several = pointing.len() > 1;
    let altogether = several.then(|| appear(sight, &Without { file, name, what: Piece::All }, &pointing));
    let mut effects = Vec::new();
    for (position, subject) in subjects.iter().enumerate().filter(|(_, subject)| subject.points_at(spec, file, name)) {
        let what = Piece::For(subject.place.clone());
        let appeared = appear(sight, &Without { file, name, what }, &[subject]);
        let settles = (!appeared.is_empty()).then(|| on_the_page(&appeared, altogether.as_deref()));
        let pointers = subject.pointers.0.iter().enumerate().filter(|(_, pointer)| *pointer == name);
        effects.extend(pointers.map(|(pointer, _)| Effect {
            subject: position,
            pointer,
            file,
            name,
            settles: settles.clone(),
        }));
    }
    effects
}

fn needless_pieces(
    sight: &Sight<'_>,
    pointing: &[&Subject<'_>],
    place: &Place,
    name: &str,
    erratum: &Erratum,
) -> Vec<Finding> {
    let pieces = pieces(erratum);
    let is_needless = |what: &&Piece| {
        let without = Without { file: place.file, name, what: (*what).clone() };
        appear(sight, &without, pointing).is_empty()
    };
    let several = pieces.iter().filter(|_| pieces.len() > 1);
    several.filter(is_needless).map(|what| needless_piece(place, name, erratum, what)).collect()
}

/// In words, what appeared without the erratum for one subject. A subject that now differs only from others which the same
/// erratum corrects is no contradiction of the page: without the erratum `altogether`, they agree.
fn on_the_page(appeared: &[Finding], altogether: Option<&[Finding]>) -> String {
    let altogether = altogether.unwrap_or(appeared);
    let stays = |finding: &&Finding| altogether.iter().any(|other| other.tells_as(finding));
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

/// The contradictions that appear when a piece of an erratum is taken away for these subjects, asked of all that can see them.
fn appear(sight: &Sight<'_>, without: &Without<'_>, subjects: &[&Subject<'_>]) -> Vec<Finding> {
    let spec = sight.spec;
    let view = View { spec, without: Some(without) };
    let stands_in = |file: usize| subjects.iter().any(|subject| subject.place.file == file);
    let everywhere = subjects.iter().any(|subject| sight.is_seen_everywhere(subject));
    let mut found = if stands_in(spec.file) { of_api(&view).findings } else { Vec::new() };
    for (file, resource) in spec.resources.iter().filter(|(file, _)| everywhere || stands_in(*file)) {
        let here = subjects.iter().filter(|subject| subject.place.file == *file);
        let asked = |n: usize| everywhere || here.clone().any(|subject| sight.sees(n, subject));
        found.extend(of_operations(&view, *file, resource, asked).findings);
    }
    found
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
