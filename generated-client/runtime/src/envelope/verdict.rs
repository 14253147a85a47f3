//! What an answer says about the call, decided before its payload is read: done, done without rows, refused, or not to be
//! understood. What is not surely a success never counts as one.

use super::members::Members;
use crate::description::spec::{
    ApiSpec, Effect, EnvelopeSpec, Form, KeyPath, Literal, OperationSpec, Reads, StatusSpec,
};
use crate::description::table::Kind;

/// What an answer says about the call.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The vendor did it.
    Ok,
    /// The vendor did it, and there are no rows.
    NoRows,
    /// The vendor said no.
    Refused,
    /// Nothing that can be relied on, and why.
    Unreadable(String),
}

/// An answer as far as it must be known to be judged.
pub(crate) struct Evidence<'a> {
    pub(crate) http: u16,
    /// The members of the body; `None` where there is no body at all.
    pub(crate) body: Option<Result<&'a Members<'a>, String>>,
}

/// Judges an answer to an operation.
pub(crate) fn judge(api: &ApiSpec, operation: &OperationSpec, evidence: &Evidence<'_>) -> Verdict {
    let envelope = &api.envelope;
    let http = evidence.http;
    let status = api.statuses.iter().find(|status| status.http == http);
    let is_list = matches!(operation.answer, Some(Kind::List(_)));

    let members = match &evidence.body {
        Some(Ok(members)) => *members,
        Some(Err(why)) => return by_status(http, status, why),
        None => return without_body(api, operation, http, status, is_list),
    };
    match (holds(envelope, members, http), is_success(http, status)) {
        (Ok(true), true) => with_rows(no_rows(envelope, members, http), is_list),
        (Ok(_), _) if is_redirect(http) => redirected(),
        (Ok(_), _) => Verdict::Refused,
        (Err(why), _) => by_status(http, status, why),
    }
}

/// Whether the status alone tells success: there are no forms, or none of them names a key of a body.
pub(crate) fn is_told_by_status(envelope: &EnvelopeSpec) -> bool {
    envelope.ok.iter().copied().flatten().all(|(path, _)| is_http(path))
}

/// Which key of a form has to be there: the first one of a body, because a status is always there. Of a form that names
/// nothing but the status it is that.
fn marker_of(form: &Form) -> usize {
    form.iter().position(|(path, _)| !is_http(path)).unwrap_or_default()
}

/// Whether the envelope says ok; why not, where it says nothing. A form needs its marker: that nothing is known to have failed
/// does not mean that anything was done.
fn holds(envelope: &EnvelopeSpec, members: &Members<'_>, http: u16) -> Result<bool, &'static str> {
    let is_2xx = (200..300).contains(&http);
    if envelope.ok.is_empty() {
        return Ok(is_2xx);
    }
    let claims = || envelope.ok.iter().copied().flatten();
    let states: Vec<_> = claims().map(|(path, literal)| agrees(members, http, path, *literal)).collect();
    let paths_that =
        |wanted| claims().zip(&states).filter(move |(_, state)| **state == Some(wanted)).map(|(it, _)| it.0);
    // A form that holds does not outweigh a key of another form that says otherwise.
    let disagreeing = paths_that(false).filter(|path| !paths_that(true).any(|agreeing| agreeing == *path));
    match disagreeing.max_by_key(|path| !is_http(path)) {
        // A success that no form names may have been one all the same.
        Some(path) if is_http(path) && is_2xx => return Err("no form of success names its status"),
        Some(_) => return Ok(false),
        None => {}
    }
    let (mut is_told, mut holds, mut rest) = (false, false, states.as_slice());
    for form in envelope.ok {
        let (own, others) = rest.split_at(form.len());
        let marker = own.get(marker_of(form)).copied().flatten();
        is_told |= marker.is_some();
        holds |= marker == Some(true) && own.iter().flatten().all(|agrees| *agrees);
        rest = others;
    }
    if is_told { Ok(holds) } else { Err("none of the keys that tell success or failure is there") }
}

/// Whether a form for "no rows" holds with all its keys.
fn no_rows(envelope: &EnvelopeSpec, members: &Members<'_>, http: u16) -> bool {
    let holds = |form: &Form| form.iter().all(|(path, literal)| agrees(members, http, path, *literal) == Some(true));
    envelope.no_rows.iter().any(|form| !form.is_empty() && holds(form))
}

/// Whether the value under a path is this one; `None` where there is no such key.
fn agrees(members: &Members<'_>, http: u16, path: KeyPath, literal: Literal) -> Option<bool> {
    if is_http(path) {
        return Some(literal == Literal::Int(i64::from(http)));
    }
    let value = members.at(path)?;
    Some(match literal {
        Literal::Null => value == "null",
        Literal::Bool(truth) => value == if truth { "true" } else { "false" },
        Literal::Int(number) => value.parse() == Ok(number),
        Literal::Text(text) => serde_json::from_str::<String>(value).is_ok_and(|value| value == text),
        Literal::EmptyList => is_empty_list(value),
    })
}

/// Whether a path leads to the HTTP status, and not into a body.
pub(crate) fn is_http(path: KeyPath) -> bool {
    matches!(path, ["http"])
}

fn is_empty_list(value: &str) -> bool {
    let inside = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inside.is_some_and(|inside| inside.trim().is_empty())
}

fn with_rows(no_rows: bool, is_list: bool) -> Verdict {
    match (no_rows, is_list) {
        (false, _) => Verdict::Ok,
        (true, true) => Verdict::NoRows,
        // Nothing was there to be given, changed or made.
        (true, false) => Verdict::Refused,
    }
}

/// The judgement of an answer whose body is empty.
fn without_body(
    api: &ApiSpec,
    operation: &OperationSpec,
    http: u16,
    status: Option<&StatusSpec>,
    is_list: bool,
) -> Verdict {
    let status_form =
        |form: &&Form| form.iter().all(|(path, literal)| is_http(path) && *literal == Literal::Int(i64::from(http)));
    let says_no_rows = api.envelope.no_rows.iter().any(|form| !form.is_empty() && status_form(&form))
        || status.is_some_and(|status| status.reads == Reads::NoRows);
    // To who reads, nothing to give is an answer. To who writes it may as well mean "done": a refusal would be repeated.
    if is_success(http, status) && says_no_rows {
        return match is_list || operation.effect == Effect::Read {
            true => with_rows(true, is_list),
            false => Verdict::Unreadable(
                "there is no body: it may mean that it was done, or that nothing was there".to_owned(),
            ),
        };
    }
    let says_ok = || holds(&api.envelope, &Members::default(), http) == Ok(true);
    if is_success(http, status) && operation.answer.is_none() && says_ok() {
        return Verdict::Ok;
    }
    by_status(http, status, "there is no body")
}

/// The judgement where only the HTTP status can tell: it can refuse, and never grant.
fn by_status(http: u16, status: Option<&StatusSpec>, why: &str) -> Verdict {
    match status {
        Some(status) if status.reads == Reads::Refused => Verdict::Refused,
        _ if is_redirect(http) => redirected(),
        _ => Verdict::Unreadable(why.to_owned()),
    }
}

fn is_success(http: u16, status: Option<&StatusSpec>) -> bool {
    (200..300).contains(&http) && status.is_none_or(|status| status.reads != Reads::Refused)
}

fn is_redirect(http: u16) -> bool {
    (100..200).contains(&http) || (300..400).contains(&http)
}

fn redirected() -> Verdict {
    Verdict::Unreadable("it sends the caller elsewhere, where the credentials must not go".to_owned())
}
