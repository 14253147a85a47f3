//! What can go wrong with a call, told by stage: the stage decides what the caller can do next.

use std::fmt;

use super::cause::Cause;
use super::deviation::Deviations;
use super::history::History;
use super::invalid::Invalid;
use super::stage::Stage;
use crate::description::open::Open;
use crate::secrets::mask::Kept;
use crate::secrets::shortening::{LONG, shortened_to};

/// Why a call brought no answer that can be used.
///
/// Nothing in it, in its texts or behind `source()` shows a credential or a secret of the vendor.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The request breaks a rule of the page, and never left.
    Invalid(Invalid),
    /// The request did not leave: it is safe to try again.
    NotSent(Box<NotSent>),
    /// The request left, or may have left, and no answer came: what it was to change may be changed. Do not blindly repeat a
    /// create.
    UnknownOutcome(Box<UnknownOutcome>),
    /// An answer came and could not be understood.
    Unreadable(Box<Unreadable>),
    /// The vendor said no.
    Refused(Box<Refused>),
}

/// A request that did not leave.
#[derive(Debug)]
#[non_exhaustive]
pub struct NotSent {
    /// The operation: `serpi.sucursales.create`.
    pub operation: &'static str,
    /// What kept it.
    pub cause: Cause,
    /// The attempts before.
    pub history: History,
}

/// A request without an answer.
#[derive(Debug)]
#[non_exhaustive]
pub struct UnknownOutcome {
    /// The operation: `serpi.sucursales.create`.
    pub operation: &'static str,
    /// What happened instead of an answer to the last attempt.
    pub cause: Cause,
    /// The attempts before.
    pub history: History,
}

/// An answer that could not be understood.
#[derive(Debug)]
#[non_exhaustive]
pub struct Unreadable {
    /// The operation: `serpi.sucursales.create`.
    pub operation: &'static str,
    /// The HTTP status.
    pub http: u16,
    /// Why it could not be understood.
    pub why: String,
    /// Where it differs from the page.
    pub deviations: Deviations,
    /// The beginning of the body.
    pub body: Kept,
    /// What broke the answer off, where that is the reason.
    pub cause: Option<Cause>,
    /// The attempts before.
    pub history: History,
}

/// The vendor's no. Its texts are the vendor's own, without secrets, each up to [`Refused::MOST`] bytes and then cut with `…`;
/// the sentence that it makes as an error has half as much of message and errors.
#[derive(Debug)]
#[non_exhaustive]
pub struct Refused {
    /// The operation: `serpi.sucursales.create`.
    pub operation: &'static str,
    /// The HTTP status.
    pub http: u16,
    /// The status that the body tells, where it does.
    pub status: Option<u16>,
    /// The vendor's own code; where the body has none, the one that the page lists for the HTTP status.
    pub code: Option<String>,
    /// The vendor's text for people.
    pub message: Option<String>,
    /// The vendor's list of what is wrong with the fields, up to [`Refused::MOST`] bytes all together. Where there is more, the
    /// last text says how many.
    pub errors: Vec<String>,
    /// The beginning of the body.
    pub body: Kept,
    /// The attempts before.
    pub history: History,
}

impl Error {
    /// How far the call came.
    pub fn stage(&self) -> Stage {
        match self {
            Error::Invalid(_) => Stage::Invalid,
            Error::NotSent(_) => Stage::NotSent,
            Error::UnknownOutcome(_) => Stage::UnknownOutcome,
            Error::Unreadable(_) => Stage::Unreadable,
            Error::Refused(_) => Stage::Refused,
        }
    }

    /// The HTTP status of the answer, where there was one.
    pub fn http(&self) -> Option<u16> {
        match self {
            Error::Unreadable(unreadable) => Some(unreadable.http),
            Error::Refused(refused) => Some(refused.http),
            _ => None,
        }
    }

    /// The attempts before the last one, and how long it all took; `None` where nothing was tried.
    pub fn history(&self) -> Option<&History> {
        match self {
            Error::Invalid(_) => None,
            Error::NotSent(not_sent) => Some(&not_sent.history),
            Error::UnknownOutcome(unknown) => Some(&unknown.history),
            Error::Unreadable(unreadable) => Some(&unreadable.history),
            Error::Refused(refused) => Some(&refused.history),
        }
    }
}

impl Refused {
    /// How much is kept of a text of the vendor, in bytes: more than anybody reads, less than fills a log.
    pub const MOST: usize = LONG;

    /// The vendor's code as one of the page's enumerations.
    pub fn code_as<E: Open>(&self) -> Option<E> {
        self.code.as_deref().map(E::from_name)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Invalid(invalid) => invalid.fmt(f),
            Error::NotSent(not_sent) => write!(f, "{} was not sent{}", not_sent.operation, not_sent.history),
            Error::UnknownOutcome(unknown) => {
                write!(f, "{} got no answer, its outcome is unknown{}", unknown.operation, unknown.history)
            }
            Error::Unreadable(unreadable) => unreadable.fmt(f),
            Error::Refused(refused) => refused.fmt(f),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Unreadable { operation, http, why, history, .. } = self;
        write!(f, "{operation} got an answer (HTTP {http}) that cannot be read: {why}{history}")
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was refused (HTTP {}", self.operation, self.http)?;
        if let Some(code) = &self.code {
            write!(f, ", code {code}")?;
        }
        f.write_str(")")?;
        let errors = (!self.errors.is_empty()).then(|| self.errors.join("; "));
        let said: String = self.message.iter().chain(&errors).map(|text| format!(": {text}")).collect();
        f.write_str(&shortened_to(Refused::MOST / 2, &said))?;
        self.history.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::NotSent(not_sent) => Some(&not_sent.cause),
            Error::UnknownOutcome(unknown) => Some(&unknown.cause),
            Error::Unreadable(unreadable) => unreadable.cause.as_ref().map(|cause| cause as _),
            Error::Invalid(_) | Error::Refused(_) => None,
        }
    }
}

impl From<Invalid> for Error {
    fn from(invalid: Invalid) -> Error {
        Error::Invalid(invalid)
    }
}
