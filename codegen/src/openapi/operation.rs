//! The calls: under which address and method, with which parameters and body. What comes back is in `answer`.

use serde_json::{Map, Value, json};

use super::answer;
use super::names::{Names, Way, operation_id};
use super::schema::{reference, value};
use super::told;
use crate::model::{Api, Field, Operation, Paging, RequestSample, Resource, Walk};

/// All operations, by address and method.
pub(super) fn paths(api: &Api, names: &Names) -> Map<String, Value> {
    let mut paths = Map::new();
    for resource in &api.resources {
        for operation in &resource.operations {
            let path = paths.entry(operation.path.clone()).or_insert_with(|| json!({}));
            let (one, method) = (of(api, names, resource, operation), operation.method.to_string().to_lowercase());
            match &mut path[method] {
                free @ Value::Null => *free = one,
                // OpenAPI knows one operation here.
                taken => match &mut taken["x-ficha-also"] {
                    Value::Array(others) => others.push(one),
                    first => *first = json!([one]),
                },
            }
        }
    }
    paths
}

fn of(api: &Api, names: &Names, resource: &Resource, operation: &Operation) -> Value {
    let Operation { doc, source, params, path_params, notes, .. } = operation;
    let params = params.iter().enumerate().map(|(n, field)| parameter(names, field, n < *path_params));
    let constant = super::constant_headers(api).into_iter().map(|(name, _)| constant_header(&name));
    let mut of = json!({
        "operationId": operation_id(resource, operation),
        "tags": [resource.ident],
        "description": told::description(doc.as_deref(), &[], notes),
        "parameters": constant.chain(params).collect::<Vec<_>>(),
        "responses": answer::responses(api, names, resource, operation),
        "x-ficha-effect": operation.effect.to_string(),
    });
    if let Some(body) = body(names, operation) {
        of["requestBody"] = body;
    }
    if let Some(paging) = &operation.paging {
        of["x-ficha-paging"] = paged(operation, paging);
    }
    if let Some(page) = source.and_then(|n| api.sources.get(n)).and_then(told::page) {
        of["externalDocs"] = page;
    }
    told::errata(&mut of, notes);
    of
}

fn constant_header(name: &str) -> Value {
    json!({ "$ref": format!("#/components/parameters/{name}") })
}

fn parameter(names: &Names, field: &Field, is_in_path: bool) -> Value {
    let mut schema = value(names, Some(field), &field.ty, Way::Sent);
    if is_in_path && schema["type"] == "string" {
        schema["minLength"] = 1.into();
    }
    let mut parameter = json!({
        "name": field.wire,
        "in": if is_in_path { "path" } else { "query" },
        "required": is_in_path || field.required,
        "description": told::description(field.doc.as_deref(), &[], &field.notes),
        "schema": schema,
    });
    told::errata(&mut parameter, &field.notes);
    parameter
}

fn body(names: &Names, operation: &Operation) -> Option<Value> {
    let schema = reference(names.name(operation.body.as_ref()?, Way::Sent));
    let example = |sample: &RequestSample| Some((sample.name.clone(), json!({ "value": sample.body.as_ref()? })));
    let examples: Map<_, _> = operation.requests.iter().filter_map(example).collect();
    let mut media = json!({ "schema": { "$ref": schema } });
    if !examples.is_empty() {
        media["examples"] = examples.into();
    }
    Some(json!({ "required": true, "content": { "application/json": media } }))
}

/// Which parameters walk through the list.
fn paged(operation: &Operation, paging: &Paging) -> Value {
    let name = |n: usize| operation.params.get(n).map(|field| &field.wire);
    match paging.walk {
        Walk::Page(page) => json!({ "size": name(paging.size), "page": name(page) }),
        Walk::Offset(offset) => json!({ "size": name(paging.size), "offset": name(offset) }),
    }
}
