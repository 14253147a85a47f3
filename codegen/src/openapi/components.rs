//! The schemas that the document names: what every answer refers to, and every type of the API.

use serde_json::{Map, Value};

use super::names::{Names, types, ways};
use super::{answer, envelope, schema};
use crate::model::{Api, Shape};

/// All schemas.
pub(super) fn schemas(api: &Api, names: &Names) -> Map<String, Value> {
    let mut schemas = envelope::schemas(api, names);
    schemas.extend(answer::schemas(api, names));
    for ty in types(api) {
        for way in ways(ty).iter().copied() {
            let schema = match &ty.shape {
                Shape::Record(record) => schema::record(names, ty, record, way),
                Shape::Enumeration(variants) => schema::enumeration(ty, variants),
            };
            schemas.insert(names.name(&ty.ident, way).to_owned(), schema);
        }
    }
    schemas
}
