//! From the bytes of an answer to a value or an error. Nothing here depends on the type of the payload but one thin
//! function; which answers are a success is decided in `envelope`.

use std::borrow::Cow;

use tracing::Span;

use super::trace;
use crate::client::core::Core;
use crate::description::field::{Field, Inside, View};
use crate::description::spec::OperationSpec;
use crate::description::table::Kind;
use crate::envelope::keys::{errors, message, paging, text_at};
use crate::envelope::members::Members;
use crate::envelope::verdict::{Evidence, Verdict, is_told_by_status, judge};
use crate::outcome::answer::Answer;
use crate::outcome::deviation::{Deviations, UNKNOWN_KEY};
use crate::outcome::error::{Error, Refused, Unreadable};
use crate::outcome::history::History;
use crate::secrets::mask::{Kept, Mask};
use crate::secrets::shortening::all_shortened_to;
use crate::values::place::Place;
use crate::values::read::read_json;
use crate::values::slot::{LONGEST_PATH, Reading, Slot};

/// An answer that came, not read yet.
#[derive(Debug)]
pub struct Reply {
    pub(crate) core: Core,
    pub(crate) operation: &'static OperationSpec,
    pub(crate) http: u16,
    pub(crate) body: Vec<u8>,
    pub(crate) history: History,
    pub(crate) span: Span,
}

impl Reply {
    /// Reads the answer.
    ///
    /// # Errors
    /// [`Error::Refused`] where the vendor said no, [`Error::Unreadable`] where the answer cannot be understood.
    pub fn read<T: Field>(self) -> Result<Answer<T>, Error> {
        let mut value = T::empty();
        // Spelled out: each type that is read is compiled through here, and every closure with it.
        match self.read_told(&mut value) {
            Ok(about) => Ok(about.with(value)),
            Err(error) => Err(error),
        }
    }

    /// Reads the answer and completes the span of its call.
    fn read_told(&self, value: &mut dyn Field) -> Result<Answer<()>, Error> {
        let about = self.span.in_scope(|| self.read_into(value));
        trace::outcome(&self.span, Some(self.http), self.history.earlier().len(), about.as_ref().err());
        about
    }

    /// The error that an answer with a status of failure is.
    pub(crate) fn into_error(self) -> Error {
        match self.read_into(&mut ()) {
            Err(error) => error,
            Ok(_) => {
                self.unreadable("it tells success and failure".to_owned(), Deviations::default(), self.core.mask())
            }
        }
    }

    fn read_into(&self, value: &mut dyn Field) -> Result<Answer<()>, Error> {
        let (text, is_lossy) = match std::str::from_utf8(&self.body) {
            Ok(text) => (Cow::Borrowed(text), false),
            Err(_) => (String::from_utf8_lossy(&self.body), true),
        };
        let text = text.trim_start_matches('\u{feff}');
        let envelope = &self.core.api().envelope;

        let body_counts = !is_told_by_status(envelope) || self.operation.answer.is_some() || self.http >= 300;
        let on_the_way = self.read_on_the_way(text, value);
        let (members, read) = match on_the_way {
            Some((members, deviations)) => (Ok(members), Some(deviations)),
            None if body_counts => (Members::scan(text), None),
            None => (Ok(Members::default()), None),
        };
        let is_read = read.is_some();
        let body = (!text.trim().is_empty()).then(|| members.as_ref().map_err(Clone::clone));
        let verdict = judge(self.core.api(), self.operation, &Evidence { http: self.http, body });
        let members = members.unwrap_or_default();
        let mask = self.mask(text, &members, &verdict);

        let is_empty = match verdict {
            Verdict::Ok => false,
            Verdict::NoRows => true,
            Verdict::Refused => return Err(self.refused(&members, &mask)),
            Verdict::Unreadable(why) => {
                return Err(self.unreadable(mask.owned(why), Deviations::default(), &mask));
            }
        };
        let (filled, mut deviations) = match read {
            // Opened, the list is empty again: rows may have been read on the way, also where that was given up.
            _ if is_empty => (matches!(value.open(), Inside::List(_)), Deviations::default()),
            Some(deviations) => (true, deviations),
            None => self.read_payload(text, &members, value, &mask),
        };
        self.tell_unknown_keys(&members, &mut deviations, &mask);
        let of_rows = match &mask {
            Cow::Borrowed(mask) => Self::mask_of_rows(text, mask, &deviations),
            Cow::Owned(_) => None,
        };
        let mask = match of_rows {
            None => mask,
            // Something is told of an answer with secrets in its rows: told again, now that they are known. Of rows that were
            // read on the way there is nothing to tell, or they would have been left to the second pass.
            Some(known) => {
                if !is_empty {
                    deviations = match is_read {
                        true => Deviations::default(),
                        false => self.read_payload(text, &members, value, &known).1,
                    };
                    self.tell_unknown_keys(&members, &mut deviations, &known);
                }
                Cow::Owned(known)
            }
        };
        if is_lossy {
            deviations.add(String::new(), "text in UTF-8", "bytes that are not".to_owned());
        }
        self.check(filled, &deviations, &mask)?;
        Ok(Answer {
            value: (),
            message: message(envelope, &members).map(|text| mask.owned(text)),
            code: text_at(&members, envelope.code).map(|text| mask.owned(text)),
            http: self.http,
            paging: paging(&envelope.paging, &members),
            deviations,
        })
    }

    /// Reads the payload while the text is scanned, which saves going through it twice. Only where it makes no difference: the
    /// answer is one of success that has rows or a record, of which no part means anything else, and nothing beside it is
    /// secret. If the answer is then judged otherwise, what was read does not count.
    fn read_on_the_way<'t>(&self, text: &'t str, value: &mut dyn Field) -> Option<(Members<'t>, Deviations)> {
        let key = self.core.envelope_keys().payload_alone.filter(|_| (200..300).contains(&self.http))?;
        let kind = self.operation.answer.filter(|kind| matches!(kind, Kind::List(_) | Kind::Record(_)))?;
        let mask = self.core.mask();
        let mut reading = Reading::of_json(mask);
        let start = Place::start(key);
        let members = Members::scan_and_read(text, key, Slot::of_payload(value, kind, &start, &mut reading))?;
        let has_substance = match value.view() {
            View::List(items) => items.count() > 0,
            View::Record(_) => true,
            _ => false,
        };
        let is_quiet = !self.has_secrets(&members) && Self::mask_of_rows(text, mask, &reading.deviations).is_none();
        (has_substance && is_quiet).then_some((members, reading.deviations))
    }

    /// What is to be masked in all that is told of this answer. Who asked for a payload under a secret key gets it as the value,
    /// and is told of it no more than others.
    fn mask(&self, text: &str, members: &Members<'_>, verdict: &Verdict) -> Cow<'_, Mask> {
        let mask = self.core.mask();
        match verdict {
            Verdict::Ok | Verdict::NoRows if !self.has_secrets(members) => Cow::Borrowed(mask),
            _ => mask.with_values_of(text),
        }
    }

    /// The same where something is to be told of an answer whose rows have secrets of their own; `None` where they have none.
    fn mask_of_rows(text: &str, mask: &Mask, told: &Deviations) -> Option<Mask> {
        if told.is_empty() {
            return None;
        }
        if let Cow::Owned(known) = mask.with_values_of(text) { Some(known) } else { None }
    }

    /// Whether a secret key stands in the answer, be it deep in what is told beside the payload. The payload itself is what
    /// was asked for.
    fn has_secrets(&self, members: &Members<'_>) -> bool {
        let (mask, payload) = (self.core.mask(), self.core.api().envelope.payload);
        let is_beside = |key: &str| payload.is_some_and(|path| path.first().is_none_or(|first| *first != key));
        let is_secret = |key: &str, value| mask.has_key(key) || is_beside(key) && mask.may_have_key_in(value);
        mask.has_keys() && members.iter().any(|(key, value)| is_secret(key, value))
    }

    /// Reads the payload into the value. Tells whether the value could be filled.
    fn read_payload(
        &self,
        text: &str,
        members: &Members<'_>,
        value: &mut dyn Field,
        mask: &Mask,
    ) -> (bool, Deviations) {
        let envelope = &self.core.api().envelope;
        let start = envelope.payload.map(|path| path.join(".")).unwrap_or_default();
        let payload = match envelope.payload {
            Some(path) => members.at(path),
            None => Some(text),
        };
        match (self.operation.answer, payload) {
            (Some(kind), Some(payload)) => read_json(payload, kind, &start, value, mask),
            (None, Some(payload)) if envelope.payload.is_some() && payload != "null" => {
                let mut deviations = Deviations::default();
                deviations.add(start, "nothing", "a payload".to_owned());
                (true, deviations)
            }
            (answer, _) => (answer.is_none(), Deviations::default()),
        }
    }

    /// Tells of keys beside the payload that the envelope does not know.
    fn tell_unknown_keys(&self, members: &Members<'_>, deviations: &mut Deviations, mask: &Mask) {
        let keys = self.core.envelope_keys();
        if self.core.api().envelope.payload.is_none() {
            deviations.forget_unknown(|path| keys.is_known(path));
        } else {
            for (key, _) in members.iter().filter(|(key, _)| !keys.is_known(key)) {
                deviations.add(mask.beginning(LONGEST_PATH, key).into_owned(), UNKNOWN_KEY, "one".to_owned());
            }
        }
    }

    /// Tells what was odd, and lets an answer pass that is good enough.
    fn check(&self, filled: bool, deviations: &Deviations, mask: &Mask) -> Result<(), Error> {
        for deviation in deviations {
            tracing::warn!(
                operation = self.operation.name,
                path = deviation.path,
                expected = deviation.expected,
                found = deviation.found,
                times = deviation.times,
                "the answer differs from the page"
            );
        }
        let first = deviations.iter().next();
        let why = match (filled, first) {
            (false, None) => "there is no payload".to_owned(),
            (false, Some(first)) => format!("the payload is not what the page says: {first}"),
            (true, Some(first)) if self.core.is_strict() => format!("it differs from the page: {first}"),
            _ => return Ok(()),
        };
        Err(self.unreadable(why, deviations.clone(), mask))
    }

    /// The vendor's no: as much of it as somebody reads.
    fn refused(&self, members: &Members<'_>, mask: &Mask) -> Error {
        let api = self.core.api();
        let status = api.statuses.iter().find(|status| status.http == self.http);
        let documented = || status.and_then(|status| status.code).map(str::to_owned);
        let masked = |text| mask.owned(text);
        let (first, more) = errors(&api.envelope, members);
        Error::Refused(Box::new(Refused {
            operation: self.operation.name,
            http: self.http,
            status: text_at(members, api.envelope.status).and_then(|status| status.parse().ok()),
            code: text_at(members, api.envelope.code).or_else(documented).map(masked),
            message: message(&api.envelope, members).map(masked),
            errors: all_shortened_to(Refused::MOST, first.into_iter().map(masked), more),
            body: Kept::new(&self.body, mask),
            history: self.history.clone(),
        }))
    }

    /// The error of an answer that cannot be read; the reason has no secrets any more.
    fn unreadable(&self, why: String, deviations: Deviations, mask: &Mask) -> Error {
        Error::Unreadable(Box::new(Unreadable {
            operation: self.operation.name,
            http: self.http,
            why,
            deviations,
            body: Kept::new(&self.body, mask),
            cause: None,
            history: self.history.clone(),
        }))
    }
}
