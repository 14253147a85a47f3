//! One answer that the page prints, as those that hold it against something see it.

use serde_json::Value;

use super::printed::Printed;
use super::view::{Tables, View};
use crate::diagnostic::Place;
use crate::spec::{Envelope, TypeExpr};

/// What an answer is held against.
pub(super) struct Context<'v, 'a> {
    pub(super) view: &'v View<'a>,
    pub(super) tables: &'v Tables<'a>,
    /// With its errata applied; an API without one has the empty one.
    pub(super) envelope: &'v Envelope,
    /// The payload's type. A sample that belongs to no operation may carry any payload.
    pub(super) payload: Payload<'a>,
    /// Where that type is named.
    pub(super) answer: Place,
    pub(super) file: usize,
}

/// What the answer to an operation carries.
#[derive(Debug, Clone, Copy)]
pub(super) enum Payload<'a> {
    Any,
    None,
    Type(&'a TypeExpr),
}

/// One sample, as those that hold it against something see it.
pub(super) struct Answer<'v, 'a> {
    pub(super) context: &'v Context<'v, 'a>,
    pub(super) printed: Printed<'v>,
    /// The body without what errata set aside.
    pub(super) value: &'v Value,
    pub(super) http: u16,
    /// Whether the client reads it as the transcriber says; where it does not, that alone is told of its payload.
    pub(super) agrees: bool,
}
