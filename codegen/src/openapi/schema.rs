//! What a row holds, as JSON Schema: what is sent with every limit that the client keeps, what is read with none, because
//! the client reads on where a vendor keeps none.

use serde_json::{Map, Value, json};

use super::names::{Names, Way};
use super::told;
use crate::model::{Field, Record, Ty, Type, Unset, Variant};

/// A table of the page.
pub(super) fn record(names: &Names, ty: &Type, record: &Record, way: Way) -> Value {
    let property = |field: &Field| (field.wire.clone(), property(names, field, way));
    let is_certain = |field: &&Field| if way == Way::Sent { field.required } else { field.key };
    let required: Vec<_> = record.fields.iter().filter(is_certain).map(|field| &field.wire).collect();
    let mut schema = json!({
        "type": "object",
        "description": told::description(ty.doc.as_deref(), &[], &[]),
        "properties": record.fields.iter().map(property).collect::<Map<_, _>>(),
        "required": required,
    });
    if way == Way::Sent {
        schema["additionalProperties"] = false.into();
    }
    schema
}

/// A list of known values. It is open: neither the client nor this schema refuses another one.
pub(super) fn enumeration(ty: &Type, variants: &[Variant]) -> Value {
    let known = variants.iter().map(|variant| json!({ "value": variant.wire, "description": variant.doc }));
    json!({
        "type": "string",
        "description": told::description(ty.doc.as_deref(), &["Other values are possible."], &[]),
        "examples": variants.iter().map(|variant| &variant.wire).collect::<Vec<_>>(),
        "x-ficha-known-values": known.collect::<Vec<_>>(),
    })
}

fn property(names: &Names, field: &Field, way: Way) -> Value {
    let may_be_null = match way {
        Way::Sent => !field.required && field.unset == Unset::Null,
        Way::Read => !field.key,
    };
    let mut schema = value(names, Some(field), &field.ty, way);
    if may_be_null {
        schema = or_null(schema);
    }
    schema["description"] = told::description(field.doc.as_deref(), &[], &field.notes).into();
    if !field.quoted {
        schema["x-ficha-quoted"] = false.into();
    }
    if may_be_null && way == Way::Sent {
        schema["x-ficha-unset"] = "null".into();
    }
    told::errata(&mut schema, &field.notes);
    schema
}

/// What a field, or an item of it, holds; or a payload, which is no field.
pub(super) fn value(names: &Names, field: Option<&Field>, ty: &Ty, way: Way) -> Value {
    let inner = |ty: &Ty| value(names, field, ty, way);
    let mut schema = match ty {
        // Written without quotes where it is a number, so both are seen.
        Ty::Text if field.is_some_and(|field| !field.quoted) => json!({ "type": ["string", "number"] }),
        Ty::Text => json!({ "type": "string" }),
        Ty::Int => json!({ "type": "integer", "format": "int64" }),
        Ty::Number => json!({ "type": "number", "format": "double" }),
        Ty::Bool => json!({ "type": "boolean" }),
        Ty::Json => json!({}),
        Ty::Enumeration(name) | Ty::Record(name) => json!({ "$ref": reference(names.name(name, way)) }),
        Ty::List(item) => json!({ "type": "array", "items": inner(item) }),
        Ty::Map(value) => json!({ "type": "object", "additionalProperties": inner(value) }),
    };
    if let (Some(field), Way::Sent) = (field, way) {
        limit(&mut schema, field, ty);
    }
    schema
}

/// The limits that the client keeps when it sends.
fn limit(schema: &mut Value, field: &Field, ty: &Ty) {
    match ty {
        Ty::Text | Ty::Enumeration(_) => {
            if let Some(length) = field.length {
                schema["maxLength"] = length.into();
            }
        }
        Ty::Int | Ty::Number => {
            let by_digits = field.length.filter(|_| *ty == Ty::Int).and_then(|digits| 10i64.checked_pow(digits));
            let (least, most) = (by_digits.map(|end| 1 - end), by_digits.map(|end| end - 1));
            if let Some(minimum) = field.min.into_iter().chain(least).max() {
                schema["minimum"] = minimum.into();
            }
            if let Some(maximum) = field.max.into_iter().chain(most).min() {
                schema["maximum"] = maximum.into();
            }
        }
        Ty::List(_) => {
            if let Some(items) = field.items {
                schema["anyOf"] = json!([{ "maxItems": 0 }, { "minItems": items, "maxItems": items }]);
            }
        }
        Ty::Bool | Ty::Json | Ty::Record(_) | Ty::Map(_) => {}
    }
}

/// The same, or null. What has no type takes null anyway.
fn or_null(mut schema: Value) -> Value {
    if schema.get("$ref").is_some() {
        return json!({ "anyOf": [schema, { "type": "null" }] });
    }
    match schema.get_mut("type") {
        Some(Value::Array(types)) => types.push("null".into()),
        Some(name) => *name = json!([name.take(), "null"]),
        None => {}
    }
    schema
}

pub(super) fn reference(component: &str) -> String {
    format!("#/components/schemas/{component}")
}
