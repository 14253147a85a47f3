//! Whether everything that points at an erratum points at one that is there.

use std::collections::BTreeMap;

use super::hint::did_you_mean;
use crate::check::subjects::subjects;
use crate::check::view::{find_erratum, visible_errata};
use crate::diagnostic::{Code, Finding, Place};
use crate::spec::ApiSpec;

/// Every pointer leads to an erratum. Where one does not, what it should settle would only confuse.
pub(super) fn check(spec: &ApiSpec, findings: &mut Vec<Finding>) {
    let mut unknown: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    for subject in &subjects(spec) {
        for (n, name) in subject.pointers.0.iter().enumerate() {
            if find_erratum(spec, subject.place.file, name).is_none() {
                unknown.entry(name).or_default().push(subject.place.key("erratum").item(n));
            }
        }
    }
    findings.extend(unknown.into_iter().map(|(name, places)| unknown_at(spec, name, &places)));
}

/// What is misspelled once, where it is declared, is named in many places.
fn unknown_at(spec: &ApiSpec, name: &str, places: &[Place]) -> Finding {
    const SHOWN: usize = 3;
    let first = &places[0];
    let more = match places.len() - 1 {
        0 => String::new(),
        1 => "; one more place names it".to_owned(),
        more => format!("; {more} more places name it"),
    };
    let message = format!("there is no erratum `{name}`{more}");
    let finding = Finding::new(Code::UnknownErratum, message, first.clone(), "named here");
    let others = places.iter().take(SHOWN).skip(1);
    let finding = others.fold(finding, |finding, place| finding.label(place.clone(), "and here"));
    did_you_mean(finding, name, visible_errata(spec, first.file))
}
