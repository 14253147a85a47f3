//! From what came of a call to an answer in the vendor's own envelope: the page's sample with the mock's values in it, or,
//! where the page has none, what the rules of the envelope ask for.

use crate::description::spec::{EnvelopeSpec, KeyPath, Literal, Reads};
use crate::description::table::Kind;
use crate::envelope::members::Members;
use crate::envelope::verdict::{Evidence, Verdict, is_http, judge};

use super::json;
use super::performing::{Outcome, Page, shown};
use super::refusal::{Refusal, Why};
use super::vendor::{Sample, Served, Vendor};

/// An answer, ready to be sent.
#[derive(Debug, Clone)]
pub(super) struct Answering {
    pub(super) http: u16,
    pub(super) body: String,
}

impl Answering {
    /// A sample as the page prints it.
    pub(super) fn verbatim(sample: &Sample) -> Answering {
        // A real 204 has no body, whatever the page prints.
        let body = if sample.http == 204 { "" } else { sample.json };
        Answering { http: sample.http, body: body.to_owned() }
    }
}

/// The answer to a call that went well.
pub(super) fn done(vendor: &Vendor, served: &Served, outcome: &Outcome) -> Answering {
    let envelope = &vendor.api.envelope;
    let sample = |reads: Reads| served.answers.iter().find(|sample| sample.reads == reads);
    if let (Outcome::Page(Page { rows, .. }), Some(no_rows)) = (outcome, sample(Reads::NoRows))
        && rows.is_empty()
    {
        return Answering::verbatim(no_rows);
    }
    let mut answering = sample(Reads::Ok).map_or_else(|| granted(vendor), Answering::verbatim);
    if let Some(kind) = served.spec.answer {
        let payload = payload(kind, outcome);
        answering.body = json::with(&answering.body, envelope.payload.unwrap_or_default(), &payload);
    }
    if let (Outcome::Page(page), Some(_)) = (outcome, served.spec.paging) {
        let keys = &envelope.paging;
        let told = [
            (keys.offset, page.offset),
            (keys.limit, page.limit),
            (keys.result, page.rows.len()),
            (keys.total, page.total),
        ];
        for (path, number) in told.into_iter().filter_map(|(path, number)| Some((path?, number))) {
            answering.body = json::with(&answering.body, path, &number.to_string());
        }
    }
    answering
}

fn payload(kind: &Kind, outcome: &Outcome) -> String {
    match (outcome, kind) {
        (Outcome::Page(page), Kind::List(item)) => {
            json::list(&page.rows.iter().map(|row| shown(item, row)).collect::<Vec<_>>())
        }
        (Outcome::Row(Some(row)), kind) => shown(kind, row),
        (_, Kind::List(_)) => "[]".to_owned(),
        _ => "null".to_owned(),
    }
}

/// A success without a sample: the first form that the envelope knows.
fn granted(vendor: &Vendor) -> Answering {
    let form = vendor.api.envelope.ok.first().copied().unwrap_or_default();
    let body = form.iter().filter(|(path, _)| !is_http(path)).fold(String::new(), |body, (path, wanted)| {
        let wanted = match wanted {
            Literal::Null => "null".to_owned(),
            Literal::Bool(wanted) => wanted.to_string(),
            Literal::Int(wanted) => wanted.to_string(),
            Literal::Text(wanted) => json::text(wanted),
            Literal::EmptyList => "[]".to_owned(),
        };
        json::with(&body, path, &wanted)
    });
    let status = vendor.api.statuses.iter().find(|status| status.reads == Reads::Ok);
    Answering { http: status.map_or(200, |status| status.http), body }
}

/// The answer that says no.
pub(super) fn refused(vendor: &Vendor, served: Option<&Served>, refusal: &Refusal) -> Answering {
    let mut answering = match fitting(vendor, served, refusal.why) {
        Some(sample) => with_reasons(&vendor.api.envelope, refusal, Answering::verbatim(sample)),
        None => reworded(vendor, served, refusal),
    };
    if let Why::Scripted(http) = refusal.why {
        answering.http = http;
    }
    // The mock may word it badly, but never so that the client takes it for a success.
    if served.is_none_or(|served| !reads_as_refused(vendor, served, &answering)) && answering.http < 400 {
        answering.http = refusal.why.http();
    }
    answering
}

fn reads_as_refused(vendor: &Vendor, served: &Served, answering: &Answering) -> bool {
    let members = Members::scan(&answering.body);
    let body = Some(members.as_ref().map_err(Clone::clone));
    judge(vendor.api, served.spec, &Evidence { http: answering.http, body }) == Verdict::Refused
}

/// The refusals that the page shows, the operation's own first.
fn refusals(vendor: &Vendor, served: Option<&Served>) -> impl Iterator<Item = &'static Sample> {
    let own = served.map(|served| served.answers).unwrap_or_default();
    let others = vendor.operations.iter().flat_map(|served| served.answers);
    own.iter()
        .chain(vendor.answers)
        .chain(others)
        .filter(|sample| sample.reads == Reads::Refused && says_no(vendor, sample))
}

/// Whether a sample says no whatever was asked, and not only because nothing was found where something was to be made.
fn says_no(vendor: &Vendor, sample: &Sample) -> bool {
    let list = vendor.operations.iter().find(|served| served.is_list());
    list.is_none_or(|list| reads_as_refused(vendor, list, &Answering::verbatim(sample)))
}

/// The refusal of the page that is about this; one whose HTTP status says so before one whose code does.
fn fitting(vendor: &Vendor, served: Option<&Served>, why: Why) -> Option<&'static Sample> {
    let same_status = |sample: &&Sample| sample.http == why.http() && !tells_of_credentials(vendor, sample);
    let fits = |sample: &&Sample| match tells_of_credentials(vendor, sample) {
        true => why == Why::Unauthorized,
        false => code_fits(vendor, sample, why),
    };
    refusals(vendor, served).find(same_status).or_else(|| refusals(vendor, served).find(fits))
}

/// Only an answer about the credentials shows what must not be shown.
fn tells_of_credentials(vendor: &Vendor, sample: &Sample) -> bool {
    json::members(sample.json).iter().any(|(key, _)| vendor.api.envelope.secret.contains(&key.as_str()))
}

/// Whether the code in a sample is the HTTP status, the code that the page lists for it, or, where a row is missing, one
/// that means "nothing found".
fn code_fits(vendor: &Vendor, sample: &Sample, why: Why) -> bool {
    let Some(path) = vendor.api.envelope.code else { return false };
    let Some(code) = json::at(sample.json, path).map(json::plain) else { return false };
    let is_nothing = |(at, literal): &(KeyPath, Literal)| {
        *at == path && matches!(literal, Literal::Int(number) if number.to_string() == code)
    };
    let means_nothing =
        || vendor.api.envelope.no_rows.iter().any(|form| form.len() == 1 && form.iter().all(is_nothing));
    code == why.http().to_string()
        || listed_code(vendor, why.http()).is_some_and(|listed| listed == code)
        || (why == Why::NoSuchRow && means_nothing())
}

fn listed_code(vendor: &Vendor, http: u16) -> Option<&'static str> {
    vendor.api.statuses.iter().find(|status| status.http == http)?.code
}

/// A sample that fits says itself what is wrong, unless the request says it better.
fn with_reasons(envelope: &EnvelopeSpec, refusal: &Refusal, mut answering: Answering) -> Answering {
    if matches!(refusal.why, Why::Unauthorized | Why::NoSuchRow | Why::Scripted(_)) {
        return answering;
    }
    answering.body = match envelope.errors {
        Some(errors) => json::with(&answering.body, errors, &texts(&refusal.reasons)),
        None => with_message(envelope, answering.body, refusal),
    };
    answering
}

/// Another refusal of the page, or none at all, made to say this.
fn reworded(vendor: &Vendor, served: Option<&Served>, refusal: &Refusal) -> Answering {
    let envelope = &vendor.api.envelope;
    let http = refusal.why.http();
    let told_by_status = |sample: &&Sample| sample.http >= 400;
    let sample = refusals(vendor, served).find(told_by_status).or_else(|| refusals(vendor, served).next());
    let mut answering = sample.map_or_else(|| denied(vendor), Answering::verbatim);
    let is_listed = vendor.api.statuses.iter().any(|status| status.http == http);
    if is_listed || envelope.ok.is_empty() {
        answering.http = http;
    }
    let mut members = json::members(&answering.body);
    members.retain(|(key, _)| !envelope.secret.contains(&key.as_str()));
    let mut body = with_message(envelope, json::object(&members), refusal);
    if let Some(errors) = envelope.errors {
        body = json::with(&body, errors, &texts(&refusal.reasons));
    }
    if let Some(path) = envelope.code {
        let is_number = json::at(&body, path).is_none_or(|code| !code.starts_with('"'));
        let code = listed_code(vendor, http).map(json::text);
        body = json::with(&body, path, &code.unwrap_or_else(|| quoted_unless(is_number, http)));
    }
    if let Some(path) = envelope.status {
        body = json::with(&body, path, &http.to_string());
    }
    answering.body = body;
    answering
}

fn quoted_unless(is_number: bool, http: u16) -> String {
    if is_number { http.to_string() } else { json::text(&http.to_string()) }
}

/// A refusal where the page shows none: the opposite of the first form of success.
fn denied(vendor: &Vendor) -> Answering {
    let form = vendor.api.envelope.ok.first().copied().unwrap_or_default();
    let body = form.iter().fold("{}".to_owned(), |body, (path, wanted)| match wanted {
        Literal::Bool(wanted) => json::with(&body, path, &(!wanted).to_string()),
        Literal::Text(_) => json::with(&body, path, "\"error\""),
        Literal::Int(_) | Literal::Null | Literal::EmptyList => body,
    });
    Answering { http: 200, body }
}

fn with_message(envelope: &EnvelopeSpec, body: String, refusal: &Refusal) -> String {
    match envelope.message.first() {
        Some(path) => json::with(&body, path, &json::text(&refusal.reasons.join("; "))),
        None => body,
    }
}

fn texts(reasons: &[String]) -> String {
    json::list(&reasons.iter().map(|reason| json::text(reason)).collect::<Vec<_>>())
}
