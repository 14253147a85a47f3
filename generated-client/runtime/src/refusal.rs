//! What a refusal tells of the vendor's no: as much as somebody reads, without secrets. Whether an answer is one is decided in
//! `envelope`.

use super::envelope_keys::{errors, message, text_at};
use super::error::{Error, Refused};
use super::members::Members;
use super::redaction::{Kept, Mask};
use super::reply::Reply;
use super::shortening::shortened_to;

/// The error that an answer with these members is.
pub(crate) fn refused(reply: &Reply, members: &Members<'_>, mask: &Mask) -> Error {
    let api = reply.core.api();
    let status = api.statuses.iter().find(|status| status.http == reply.http);
    let documented = || status.and_then(|status| status.code).map(str::to_owned);
    let masked = |text| mask.owned(text);
    let (first, more) = errors(&api.envelope, members);
    Error::Refused(Box::new(Refused {
        operation: reply.operation.name,
        http: reply.http,
        status: text_at(members, api.envelope.status).and_then(|status| status.parse().ok()),
        code: text_at(members, api.envelope.code).or_else(documented).map(masked),
        message: message(&api.envelope, members).map(masked),
        errors: readable(first.into_iter().map(masked), more),
        body: Kept::new(&reply.body, mask),
        history: reply.history.clone(),
    }))
}

/// As many texts as are no longer than [`Refused::MOST`] all together, and how many there are beyond.
fn readable(texts: impl Iterator<Item = String>, mut more: usize) -> Vec<String> {
    let (mut readable, mut left) = (Vec::new(), Refused::MOST);
    for text in texts {
        if left == 0 {
            more += 1;
            continue;
        }
        readable.push(shortened_to(left, &text));
        left = left.saturating_sub(text.len());
    }
    if more > 0 {
        readable.push(format!("… and {more} more"));
    }
    readable
}
