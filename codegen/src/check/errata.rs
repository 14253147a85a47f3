//! Errata are defined by their effect: taken away, each one lets a finding appear. One that does not is a finding.

use std::collections::BTreeMap;

use super::contradictions::{of_api, of_resource};
use super::hint::did_you_mean;
use super::subjects::{Subject, subjects};
use super::view::{Piece, View, Without, errata_by_file, find_erratum};
use crate::diagnostic::{Code, Finding, Place};
use crate::spec::{ApiSpec, Erratum};

/// What each erratum settles, by the place of its subject: the erratum's name and the contradictions in words.
pub(super) type Settles = BTreeMap<Place, Vec<(String, String)>>;

/// Takes every erratum away in turn. `standing` are the contradictions that are there anyway.
pub(super) fn check(spec: &ApiSpec, standing: &[Finding], findings: &mut Vec<Finding>) -> Settles {
    let subjects = subjects(spec);
    let mut settles = Settles::new();
    for subject in &subjects {
        for (n, name) in subject.pointers.0.iter().enumerate() {
            let Some((home, _)) = find_erratum(spec, subject.place.file, name) else {
                findings.push(unknown(spec, subject, n, name));
                continue;
            };
            let without = Without {
                file: home,
                name,
                what: Piece::For(subject.place.clone()),
            };
            let appeared = appear(spec, &without, subject.place.file, standing);
            if appeared.is_empty() {
                findings.push(without_effect(spec, home, name, subject, n));
            } else {
                let messages: Vec<&str> = appeared.iter().map(|finding| finding.message.as_str()).collect();
                settles
                    .entry(subject.place.clone())
                    .or_default()
                    .push((name.clone(), messages.join("; ")));
            }
        }
    }
    for (file, errata) in errata_by_file(spec) {
        for (n, (name, erratum)) in errata.iter().enumerate() {
            let place = Place::root(file).key("errata").entry(n);
            check_pieces(spec, file, name, erratum, &place, &subjects, standing, findings);
        }
    }
    settles
}

/// An erratum that is pointed at, piece by piece: each key of its `use`, each place of its `not`.
#[allow(clippy::too_many_arguments)]
fn check_pieces(
    spec: &ApiSpec,
    file: usize,
    name: &str,
    erratum: &Erratum,
    place: &Place,
    subjects: &[Subject<'_>],
    standing: &[Finding],
    findings: &mut Vec<Finding>,
) {
    let pointing: Vec<&Subject<'_>> = subjects
        .iter()
        .filter(|subject| subject.points_at(spec, file, name))
        .collect();
    if pointing.is_empty() {
        findings.push(
            Finding::new(
                Code::UnusedErratum,
                format!("nothing points at the erratum `{name}`"),
                place.name(),
                "named here",
            )
            .help(format!("write `erratum: {name}` on what it settles, or take it away")),
        );
        return;
    }
    let pieces = pieces(erratum);
    if pieces.is_empty() {
        findings.push(
            Finding::new(
                Code::ErratumWithoutEffect,
                format!("the erratum `{name}` does nothing"),
                place.name(),
                "named here",
            )
            .help("say what holds instead (`use: { … }`) or which places are set aside (`not: [ … ]`)"),
        );
    }
    for piece in &pieces {
        let (at, word) = match piece {
            Piece::Use(key) => (place.key("use").key(key), *key),
            Piece::Not(n) => (
                place.key("not").item(*n),
                erratum.set_aside.0.get(*n).map_or("", String::as_str),
            ),
            Piece::For(_) => continue,
        };
        if let Piece::Use(key) = piece
            && !pointing.iter().any(|subject| subject.takes(key))
        {
            findings.push(
                Finding::new(
                    Code::ErratumDoesNotApply,
                    format!("`{key}` says nothing about {}", pointing[0].what()),
                    at,
                    "said here",
                )
                .label(pointing[0].place.key("erratum"), "pointed at from here"),
            );
            continue;
        }
        let without = Without {
            file,
            name,
            what: piece.clone(),
        };
        if pieces.len() > 1 && appear(spec, &without, file, standing).is_empty() {
            findings.push(
                Finding::new(
                    Code::ErratumWithoutEffect,
                    format!("`{word}` of the erratum `{name}` corrects nothing"),
                    at,
                    "nothing left to correct",
                )
                .help("take it away: the claims agree without it"),
            );
        }
    }
}

/// The contradictions that appear when a piece of an erratum is taken away.
fn appear(spec: &ApiSpec, without: &Without<'_>, site: usize, standing: &[Finding]) -> Vec<Finding> {
    let view = View {
        spec,
        without: Some(without),
    };
    // What stands in a resource can only be missed there; what stands in api.yaml, everywhere.
    let scope = if without.file == spec.file { site } else { without.file };
    let mut found = Vec::new();
    if scope == spec.file {
        found.extend(of_api(&view).findings);
    }
    for (file, resource) in spec
        .resources
        .iter()
        .filter(|(file, _)| scope == spec.file || scope == *file)
    {
        found.extend(of_resource(&view, *file, resource).findings);
    }
    found.retain(|finding| !standing.contains(finding));
    found
}

fn pieces(erratum: &Erratum) -> Vec<Piece> {
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
    let keys = keys
        .into_iter()
        .filter(|(_, said)| *said)
        .map(|(key, _)| Piece::Use(key));
    keys.chain((0..erratum.set_aside.0.len()).map(Piece::Not)).collect()
}

fn unknown(spec: &ApiSpec, subject: &Subject<'_>, n: usize, name: &str) -> Finding {
    let finding = Finding::new(
        Code::UnknownErratum,
        format!("there is no erratum `{name}`"),
        subject.place.key("erratum").item(n),
        "named here",
    );
    let visible = errata_by_file(spec).filter(|(file, _)| *file == subject.place.file || *file == spec.file);
    did_you_mean(
        finding,
        name,
        visible
            .flat_map(|(_, errata)| errata.names())
            .collect::<Vec<_>>()
            .into_iter(),
    )
}

fn without_effect(spec: &ApiSpec, home: usize, name: &str, subject: &Subject<'_>, n: usize) -> Finding {
    let errata = errata_by_file(spec).find(|(file, _)| *file == home);
    let at = errata
        .and_then(|(_, errata)| errata.names().position(|known| known == name))
        .unwrap_or_default();
    Finding::new(
        Code::ErratumWithoutEffect,
        format!("the erratum `{name}` has nothing left to correct here"),
        subject.place.key("erratum").item(n),
        format!("{} holds without it", subject.what()),
    )
    .label(Place::root(home).key("errata").entry(at).name(), "the erratum")
    .help("if the page was mended, take the erratum away")
}
