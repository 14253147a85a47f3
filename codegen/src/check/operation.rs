//! What the samples of an operation are held against: the operation, with the errata of its parameters applied.

use super::view::{Claim, Tables, View};
use crate::diagnostic::Place;
use crate::spec::{Operation, Unset};

/// Where a request sample stands, and what it is held against.
pub(super) struct Context<'v, 'a> {
    pub(super) view: &'v View<'a>,
    pub(super) tables: &'v Tables<'a>,
    pub(super) operation: &'a Operation,
    pub(super) params: &'v [Claim<'a>],
    pub(super) file: usize,
    pub(super) place: &'v Place,
}

/// The parameters of an operation with their errata applied.
pub(super) fn params<'a>(view: &View<'a>, file: usize, place: &Place, operation: &'a Operation) -> Vec<Claim<'a>> {
    let claim = |(n, row)| view.claim(file, place.key("params").item(n), row, Unset::Omitted);
    operation.params.iter().enumerate().map(claim).collect()
}
