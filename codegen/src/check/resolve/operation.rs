//! An operation as the client has it: its parameters in order, its samples as held, its contradictions once each.

use super::Resolver;
use super::notes;
use super::table::ty;
use crate::check::operation::params;
use crate::check::sound::leaves::in_braces;
use crate::check::sound::paths::path_names;
use crate::check::view::{Claim, Tables};
use crate::diagnostic::Place;
use crate::model::{self, Walk};
use crate::names;
use crate::spec::{Literal, Operation};

impl Resolver<'_> {
    /// All of it but its samples.
    pub(super) fn operation(
        &self,
        file: usize,
        place: &Place,
        name: &str,
        operation: &Operation,
        home: Option<usize>,
        tables: &Tables<'_>,
    ) -> model::Operation {
        let in_path = path_names(&operation.path).unwrap_or_default();
        let claims = params(&self.view, file, place, operation);
        let position = |name: &str| claims.iter().position(|claim| claim.name == name);
        let field = |(at, claim): (usize, &Claim<'_>)| {
            let mut field = self.field(claim, true, tables);
            field.required |= at < in_path.len();
            field
        };
        let own = self.notes(place, &operation.erratum);
        let requests = self.of_samples(place, "requests", operation.requests.iter().map(|(_, one)| &one.erratum));
        let answers = self.of_samples(place, "answers", operation.answers.iter().map(|(_, one)| &one.erratum));
        let notes = notes::each_once(own.into_iter().chain(requests).chain(answers));
        model::Operation {
            name: name.to_owned(),
            ident: names::snake(name).unwrap_or_default(),
            type_ident: names::pascal(name).unwrap_or_default(),
            doc: operation.doc.clone(),
            source: self.source_at(operation.from.as_deref()).or(home),
            method: operation.method,
            path: operation.path.clone(),
            effect: operation.effect,
            params: claims.iter().enumerate().map(field).collect(),
            path_params: in_path.len(),
            body: operation.body.clone(),
            answer: operation.answer.as_ref().map(|answer| ty(answer, None, tables)),
            paging: operation.paging.as_ref().and_then(|paging| {
                let page = paging.page.as_deref().and_then(position).map(Walk::Page);
                let walk = page.or_else(|| paging.offset.as_deref().and_then(position).map(Walk::Offset))?;
                Some(model::Paging { size: position(&paging.size)?, walk })
            }),
            requests: Vec::new(),
            answers: Vec::new(),
            leaves: operation.leaves.iter().map(|(row, left)| (row.to_owned(), leaves(left))).collect(),
            notes,
        }
    }
}

/// What stands under `leaves`.
fn leaves(value: &Literal) -> model::Leaves {
    match in_braces(value) {
        Some(name) => model::Leaves::Body(name.to_owned()),
        None => model::Leaves::Value(value.json()),
    }
}
