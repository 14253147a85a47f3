//! Whether a value fits what a row claims about it. Records are looked into by `values`.

use serde_json::{Number, Value};

use super::way::Step;
use crate::check::view::{Claim, Tables};
use crate::diagnostic::{Code, nearest};
use crate::spec::{EnumValue, TypeExpr};

/// A claim of a row that does not hold.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) code: Code,
    /// The key of the row that claims it.
    pub(crate) key: &'static str,
    /// The claim in words that follow the row's name.
    pub(crate) says: String,
    /// What would be right, where more can be said than that one of the two is wrong.
    pub(crate) help: Option<String>,
}

impl Broken {
    pub(crate) fn new(code: Code, key: &'static str, says: impl Into<String>) -> Broken {
        Broken { code, key, says: says.into(), help: None }
    }
}

/// What breaks it: the value itself, or one within it.
#[derive(Debug)]
pub(crate) struct Misfit<'v> {
    pub(crate) broken: Broken,
    pub(crate) found: &'v Value,
    /// The way to it from the row's value.
    pub(crate) way: Vec<Step<'v>>,
}

impl<'v> Misfit<'v> {
    fn of(found: &'v Value) -> impl FnOnce(Broken) -> Misfit<'v> {
        move |broken| Misfit { broken, found, way: Vec::new() }
    }

    fn below(mut self, step: Step<'v>) -> Misfit<'v> {
        self.way.insert(0, step);
        self
    }
}

/// The first value that does not fit.
pub(crate) fn misfit<'v>(
    claim: &Claim<'_>,
    ty: &TypeExpr,
    value: &'v Value,
    tables: &Tables<'_>,
) -> Option<Misfit<'v>> {
    let broken = match (ty, value) {
        (TypeExpr::List(item), Value::Array(values)) => {
            let mut values_by_place = values.iter().enumerate();
            let inner =
                values_by_place.find_map(|(n, value)| Some(misfit(claim, item, value, tables)?.below(Step::Item(n))));
            if inner.is_some() {
                return inner;
            }
            wrong_count(claim, values.len())
        }
        (TypeExpr::Map(item), Value::Object(object)) => {
            return object
                .iter()
                .find_map(|(key, value)| Some(misfit(claim, item, value, tables)?.below(Step::Key(key))));
        }
        (TypeExpr::Name(name), value) => match (name.as_str(), value) {
            ("string", value) => text_misfit(claim, value, tables),
            ("int", Value::Number(number)) if !number.is_f64() => number_misfit(claim, number),
            ("number", Value::Number(number)) => number_misfit(claim, number),
            ("int", _) => wrong_type("is an `int`"),
            ("number", _) => wrong_type("is a `number`"),
            ("bool", Value::Bool(_)) | ("json", _) => None,
            ("bool", _) => wrong_type("is a `bool`"),
            (name, value) => named_misfit(name, value, tables),
        },
        (ty, _) => wrong_type(format!("is a `{ty}`")),
    };
    broken.map(Misfit::of(value))
}

fn wrong_type(says: impl Into<String>) -> Option<Broken> {
    Some(Broken::new(Code::ValueType, "type", says))
}

fn broken(code: Code, key: &'static str, says: String) -> Option<Broken> {
    Some(Broken::new(code, key, says))
}

fn text_misfit(claim: &Claim<'_>, value: &Value, tables: &Tables<'_>) -> Option<Broken> {
    let text = match value {
        Value::String(text) if claim.quoted => text.clone(),
        Value::Number(number) if !claim.quoted => number.to_string(),
        Value::String(text) if serde_json::from_str::<Number>(text).is_err() => text.clone(),
        Value::String(_) => {
            return broken(Code::ValueType, "quoted", "is a text without quotes (`quoted: false`)".to_owned());
        }
        _ => return wrong_type("is a `string`"),
    };
    if let Some(most) = claim.at_most().filter(|most| text.chars().count() as u64 > *most) {
        return broken(Code::TooLong, "length", format!("has at most {most} characters"));
    }
    let known = claim.values.as_deref().and_then(|name| Some((name, tables.get(name)?.ty.values.as_deref()?)));
    let (name, values) = known.filter(|(_, values)| !values.iter().any(|value| value.name == text))?;
    Some(unknown_value("values", name, values, &text))
}

fn number_misfit(claim: &Claim<'_>, number: &Number) -> Option<Broken> {
    let digits = number.to_string().chars().filter(char::is_ascii_digit).count() as u64;
    let value = number.as_f64().unwrap_or(f64::NAN);
    if let Some(most) = claim.at_most().filter(|most| digits > *most) {
        broken(Code::TooLong, "length", format!("has at most {most} digits"))
    } else if let Some(min) = claim.row.min.filter(|min| value < *min as f64) {
        broken(Code::OutOfRange, "min", format!("is {min} or more"))
    } else if let Some(max) = claim.row.max.filter(|max| value > *max as f64) {
        broken(Code::OutOfRange, "max", format!("is {max} or less"))
    } else if number.as_i64().is_none() && !number.is_f64() {
        wrong_type("is a whole number of 64 bits")
    } else {
        None
    }
}

fn wrong_count(claim: &Claim<'_>, count: usize) -> Option<Broken> {
    let items = claim.row.items.filter(|items| count > 0 && count as u64 != *items)?;
    broken(Code::OutOfRange, "items", format!("has {items} items or none"))
}

fn named_misfit(name: &str, value: &Value, tables: &Tables<'_>) -> Option<Broken> {
    match (&tables.get(name)?.ty.values, value) {
        (None, Value::Object(_)) => None,
        (Some(values), Value::String(text)) if values.iter().any(|known| known.name == *text) => None,
        (Some(values), Value::String(text)) => Some(unknown_value("type", name, values, text)),
        _ => wrong_type(format!("is a `{name}`")),
    }
}

/// A text that the list of this name does not have.
fn unknown_value(key: &'static str, name: &str, values: &[EnumValue], text: &str) -> Broken {
    let near = nearest(text, values.iter().map(|value| value.name.as_str()));
    let meant = near.map_or(String::new(), |near| format!(", or mend `{near}` there if that is the same"));
    let help = format!("add it to the values of `{name}`{meant}; if the sample is wrong, settle it with an erratum");
    Broken { help: Some(help), ..Broken::new(Code::UnknownValue, key, format!("has the values of `{name}`")) }
}
