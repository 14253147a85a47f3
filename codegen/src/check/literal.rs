//! The value that a success form wants, as JSON.

use serde_json::Value;

/// The JSON of a scalar or of an empty list; `None` for what no form can want.
pub(super) fn literal(value: &serde_yaml::Value) -> Option<Value> {
    match value {
        serde_yaml::Value::Null => Some(Value::Null),
        serde_yaml::Value::Bool(value) => Some(Value::from(*value)),
        serde_yaml::Value::Number(number) => number.as_i64().map(Value::from),
        serde_yaml::Value::String(text) => Some(Value::from(text.as_str())),
        serde_yaml::Value::Sequence(items) if items.is_empty() => Some(Value::Array(Vec::new())),
        _ => None,
    }
}
