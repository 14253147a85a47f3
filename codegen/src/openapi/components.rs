//! The named schemas: every type of the API, under a name that no other one has.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::schema;
use super::{answer, envelope};
use crate::model::{Api, Record, Shape, Type};

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
pub(super) struct Components {
    names: BTreeMap<(String, Way), String>,
}

impl Components {
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
        Components { names }
    }

    /// The name of a type's schema.
    pub(super) fn name(&self, ident: &str, way: Way) -> &str {
        // What goes one way only has one schema.
        let other = if way == Way::Sent { Way::Read } else { Way::Sent };
        let name = |way| self.names.get(&(ident.to_owned(), way));
        name(way).or_else(|| name(other)).map(String::as_str).unwrap_or_default()
    }

    /// All schemas.
    pub(super) fn schemas(&self, api: &Api) -> Map<String, Value> {
        let mut schemas = envelope::schemas(api, self);
        schemas.extend(answer::schemas(api, self));
        for ty in types(api) {
            for way in ways(ty).iter().copied() {
                let schema = match &ty.shape {
                    Shape::Record(record) => schema::record(self, ty, record, way),
                    Shape::Enumeration(variants) => schema::enumeration(ty, variants),
                };
                schemas.insert(self.name(&ty.ident, way).to_owned(), schema);
            }
        }
        schemas
    }
}

/// The name, longer where something else has it.
fn free(mut name: String, taken: &mut BTreeSet<String>) -> String {
    while !taken.insert(name.clone()) {
        name.push('_');
    }
    name
}

fn types(api: &Api) -> impl Iterator<Item = &Type> {
    api.types.iter().chain(api.resources.iter().flat_map(|resource| &resource.types))
}

fn ways(ty: &Type) -> &'static [Way] {
    match &ty.shape {
        Shape::Record(Record { sent: true, read: true, .. }) => &[Way::Read, Way::Sent],
        Shape::Record(Record { sent: true, .. }) => &[Way::Sent],
        _ => &[Way::Read],
    }
}
