//! What callers are told about a contradiction: what the page says, what the client does, and why.

use crate::check::claims::rows::{a, base_type};
use crate::check::errata::settling::Settles;
use crate::check::view::{Claim, find_erratum};
use crate::diagnostic::Place;
use crate::model::Note;
use crate::spec::{ApiSpec, Erratum, Length, Named, OneOrMany, Unset, Use};

/// What an erratum has corrected.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Subject<'s> {
    /// A row, and whether a request carries it.
    Row { claim: &'s Claim<'s>, sent: bool },
    /// The envelope.
    Envelope,
    /// A statement or a sample: what the client does was never in doubt, and the reason says what there is to say.
    Word,
}

/// The contradictions of the subject at this place.
pub(crate) fn of(
    spec: &ApiSpec,
    settles: &Settles,
    place: &Place,
    pointers: &OneOrMany<String>,
    subject: Subject<'_>,
) -> Vec<Note> {
    let settled = settles.get(place).map(Vec::as_slice).unwrap_or_default();
    let told = pointers.0.iter().filter_map(|name| {
        let (_, erratum) = find_erratum(spec, place.file, name)?;
        let (_, claims) = settled.iter().find(|(settled, _)| settled == name)?;
        Some(Note {
            erratum: name.clone(),
            claims: claims.clone(),
            does: does(erratum, subject),
            because: erratum.because.trim().to_owned(),
        })
    });
    told.collect()
}

/// One erratum that settles several places is told once, and so is what several of them claim alike.
pub(crate) fn each_once(notes: impl Iterator<Item = Note>) -> Vec<Note> {
    let mut told: Vec<(Note, Vec<String>)> = Vec::new();
    for note in notes {
        match told.iter_mut().find(|(earlier, _)| earlier.erratum == note.erratum) {
            Some((_, claims)) if claims.contains(&note.claims) => {}
            Some((_, claims)) => claims.push(note.claims),
            None => told.push((note.clone(), vec![note.claims])),
        }
    }
    told.into_iter().map(|(note, claims)| Note { claims: claims.join("; "), ..note }).collect()
}

/// What an erratum makes the client do, in words that follow "This client". Nothing where the reason says it already.
fn does(erratum: &Erratum, subject: Subject<'_>) -> String {
    let deeds = match subject {
        _ if says_what_the_client_does(&erratum.because) => Vec::new(),
        Subject::Row { claim, sent } => of_row(&erratum.instead, claim, sent),
        Subject::Envelope => of_envelope(&erratum.instead),
        Subject::Word => Vec::new(),
    };
    deeds.join(" and ")
}

/// Whether one of the sentences is about the client.
fn says_what_the_client_does(because: &str) -> bool {
    let sentences = because.split(['.', '!', '?', ':', ';', '\n']);
    sentences.map(str::trim_start).any(|sentence| {
        let subject = ["The client ", "This client "];
        subject.iter().any(|subject| sentence.starts_with(subject))
    })
}

/// Where a row now claims something else than the page.
fn of_row(instead: &Use, claim: &Claim<'_>, sent: bool) -> Vec<String> {
    let Claim { row, .. } = claim;
    let verb = |sending: &'static str, reading: &'static str| if sent { sending } else { reading };
    let mut deeds = Vec::new();
    if instead.ty.as_ref().is_some_and(|ty| *ty != row.ty) {
        deeds.push(format!("takes it as {}", a(&claim.ty)));
    }
    if instead.name.as_ref().is_some_and(|name| *name != row.name) {
        deeds.push(format!("{} it as `{}`", verb("sends", "reads"), claim.name));
    }
    if instead.required.is_some_and(|required| sent && required != row.required.unwrap_or(false)) {
        deeds.push(if claim.required { "requires it" } else { "does not require it" }.to_owned());
    }
    if sent && instead.length.is_some() && instead.length != row.length {
        let unit = if base_type(&claim.ty) == "string" { "characters" } else { "digits" };
        deeds.push(match claim.length {
            Some(Length::AtMost(most)) => format!("allows {most} {unit}"),
            _ => "allows any length".to_owned(),
        });
    }
    if instead.quoted.is_some_and(|quoted| quoted != row.quoted.unwrap_or(true)) {
        let quotes = if claim.quoted { "with quotes" } else { "without quotes" };
        deeds.push(format!("{} it {quotes}", verb("writes", "reads")));
    }
    if instead.unset.is_some() && sent && !claim.required {
        deeds.push(match claim.unset {
            Unset::Null => "writes null where it is not set".to_owned(),
            Unset::Omitted => "leaves it out where it is not set".to_owned(),
        });
    }
    if let Some(values) = instead.values.as_ref().filter(|values| Some(*values) != row.values.as_ref()) {
        deeds.push(format!("knows the values of `{values}`"));
    }
    deeds
}

fn of_envelope(instead: &Use) -> Vec<String> {
    let mut deeds = Vec::new();
    if let Some(forms) = &instead.ok {
        let form = |form: &Named<_>| {
            let marks =
                form.iter().map(|(key, wanted): (_, &crate::spec::Literal)| format!("`{key}: {}`", wanted.json()));
            marks.collect::<Vec<_>>().join(" with ")
        };
        let forms: Vec<String> = forms.iter().map(form).collect();
        deeds.push(format!("takes {} for a success", forms.join(" or ")));
    }
    if let Some(message) = &instead.message {
        deeds.push(format!("reads the message from `{}`", message.0.join("` or `")));
    }
    deeds
}
