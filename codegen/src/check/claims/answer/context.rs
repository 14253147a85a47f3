//! One answer that the page prints, as those that hold it against something see it.

use serde_json::Value;

use crate::check::claims::printed::Printed;
use crate::check::view::{Tables, View};
use crate::diagnostic::Place;
use crate::spec::{Envelope, TypeExpr};

/// What an answer is held against.
pub(crate) struct Context<'v, 'a> {
    pub(crate) view: &'v View<'a>,
    pub(crate) tables: &'v Tables<'a>,
    /// With its errata applied; an API without one has the empty one.
    pub(crate) envelope: &'v Envelope,
    /// The payload's type. A sample that belongs to no operation may carry any payload.
    pub(crate) payload: Payload<'a>,
    /// Where that type is named.
    pub(crate) answer: Place,
    pub(crate) file: usize,
}

/// What the answer to an operation carries.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Payload<'a> {
    Any,
    None,
    Type(&'a TypeExpr),
}

/// One sample, as those that hold it against something see it.
pub(crate) struct Answer<'v, 'a> {
    pub(crate) context: &'v Context<'v, 'a>,
    pub(crate) printed: Printed<'v>,
    /// The body without what errata set aside.
    pub(crate) value: &'v Value,
    pub(crate) http: u16,
    /// Whether the client reads it as the transcriber says; where it does not, that alone is told of its payload.
    pub(crate) agrees: bool,
}
