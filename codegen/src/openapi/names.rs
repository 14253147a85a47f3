//! What things are called in the document: each schema by a name that no other one has, and each operation.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Api, Operation, Record, Resource, Shape, Type};

/// Which way a value goes. A record that goes both ways has a schema for each: what is sent is complete and within its
/// limits, what is read need not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    Sent,
    Read,
}

/// What every answer refers to.
pub(super) const SUCCEEDED: &str = "Succeeded";
pub(super) const NO_ROWS: &str = "NoRows";
pub(super) const REFUSAL: &str = "Refusal";

/// The name of each type's schema: its own, which no other type of the API has.
pub(super) struct Names {
    names: BTreeMap<(String, Way), String>,
}

impl Names {
    pub(super) fn of(api: &Api) -> Self {
        let mut taken: BTreeSet<String> = [SUCCEEDED, NO_ROWS, REFUSAL].map(str::to_owned).into();
        taken.extend(types(api).map(|ty| ty.ident.clone()));
        let mut names = BTreeMap::new();
        for ty in types(api) {
            for (n, way) in ways(ty).iter().copied().enumerate() {
                let name = match n {
                    0 if ![SUCCEEDED, NO_ROWS, REFUSAL].contains(&ty.ident.as_str()) => ty.ident.clone(),
                    0 => free(format!("{}_", ty.ident), &mut taken),
                    _ => free(format!("{}ToSend", ty.ident), &mut taken),
                };
                names.insert((ty.ident.clone(), way), name);
            }
        }
        Names { names }
    }

    /// The name of a type's schema.
    pub(super) fn name(&self, ident: &str, way: Way) -> &str {
        // What goes one way only has one schema.
        let other = if way == Way::Sent { Way::Read } else { Way::Sent };
        let name = |way| self.names.get(&(ident.to_owned(), way));
        name(way).or_else(|| name(other)).map(String::as_str).unwrap_or_default()
    }
}

/// The name, longer where something else has it.
fn free(mut name: String, taken: &mut BTreeSet<String>) -> String {
    while !taken.insert(name.clone()) {
        name.push('_');
    }
    name
}

/// Every type of the API.
pub(super) fn types(api: &Api) -> impl Iterator<Item = &Type> {
    api.types.iter().chain(api.resources.iter().flat_map(|resource| &resource.types))
}

/// The ways that a type's values go, each with a schema.
pub(super) fn ways(ty: &Type) -> &'static [Way] {
    match &ty.shape {
        Shape::Record(Record { sent: true, read: true, .. }) => &[Way::Read, Way::Sent],
        Shape::Record(Record { sent: true, .. }) => &[Way::Sent],
        _ => &[Way::Read],
    }
}

/// The name of an operation: no two of an API have one.
pub(super) fn operation_id(resource: &Resource, operation: &Operation) -> String {
    format!("{}_{}", resource.ident, operation.name)
}
