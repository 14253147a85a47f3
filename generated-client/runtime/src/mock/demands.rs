//! What the page demands of a value: kind, length, bounds, what is required, and that nothing is there which the page does not
//! have. Values are JSON as it is printed.

use serde_json::value::RawValue;

use crate::description::table::{Kind, Row, Table};
use crate::envelope::members::Members;
use crate::outcome::invalid::{Rule, Violation};
use crate::secrets::shortening::shortened;
use crate::values::write::is_json_number;

/// Every rule that an object breaks.
pub(super) fn record(table: &Table, json: &str, at: &str, complaints: &mut Vec<String>) {
    let members = match Members::scan(json) {
        Ok(members) if json.trim_start().starts_with('{') => members,
        Ok(_) => return complaints.push(not_a(at, "an object", json)),
        Err(why) => return complaints.push(format!("{} is no JSON: {why}", named(at))),
    };
    for row in table.rows {
        let value = members.iter().find(|(name, _)| *name == row.name).map(|(_, value)| value);
        optional(row, value, &inside(at, row.name), complaints);
    }
    for (name, _) in members.iter().filter(|(name, _)| table.rows.iter().all(|row| row.name != *name)) {
        complaints.push(format!("`{}` is not in the page's table", inside(at, name)));
    }
}

/// Every rule that a value breaks which may be absent.
pub(super) fn optional(row: &Row, value: Option<&str>, at: &str, complaints: &mut Vec<String>) {
    match value {
        None if row.required => complaints.push(broken(at, Rule::Required, "nothing")),
        Some("null") if row.required => complaints.push(broken(at, Rule::Required, "null")),
        None => {}
        Some("null") if row.null_when_unset => {}
        Some(json) => value_of(row, &row.kind, json, at, complaints),
    }
}

/// Every rule that a value breaks.
fn value_of(row: &Row, kind: &Kind, json: &str, at: &str, complaints: &mut Vec<String>) {
    let is_text = json.starts_with('"') || (!row.quoted && is_json_number(json));
    match kind {
        Kind::Text if is_text => text(row, json, at, complaints),
        Kind::Open(names) if json.starts_with('"') => {
            let value = super::json::plain(json);
            if !names.is_empty() && !names.contains(&value.as_ref()) {
                complaints.push(format!("`{at}` is one of {}, given was {json}", names.join(", ")));
            }
        }
        // More digits than that are more than any documented length allows.
        Kind::Int if is_whole(json) && row.max_length.is_none() && json.parse::<i64>().is_err() => {
            complaints.push(not_a(at, "a whole number of at most 64 bits", json));
        }
        Kind::Int if is_whole(json) => number(row, json, at, complaints),
        Kind::Number if is_json_number(json) => number(row, json, at, complaints),
        Kind::Bool if matches!(json, "true" | "false") => {}
        Kind::Json => {}
        Kind::Record(table) => record(table, json, at, complaints),
        Kind::List(item) => list(row, item, json, at, complaints),
        Kind::Map(value) if json.starts_with('{') => match Members::scan(json) {
            Ok(members) => {
                members.iter().for_each(|(key, json)| value_of(row, value, json, &inside(at, key), complaints));
            }
            Err(why) => complaints.push(format!("`{at}` is no JSON: {why}")),
        },
        _ => complaints.push(not_a(at, kind.in_words(), json)),
    }
}

fn list(row: &Row, kind: &Kind, json: &str, at: &str, complaints: &mut Vec<String>) {
    let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(json) else {
        return complaints.push(not_a(at, "a list", json));
    };
    if let Some(count) = row.items
        && !items.is_empty()
        && items.len() != count as usize
    {
        complaints.push(broken(at, Rule::Items(count), &format!("{} items", items.len())));
    }
    for (n, item) in items.iter().enumerate() {
        value_of(row, kind, item.get(), &format!("{at}[{n}]"), complaints);
    }
}

fn text(row: &Row, json: &str, at: &str, complaints: &mut Vec<String>) {
    let Some(most) = row.max_length else { return };
    if super::json::plain(json).chars().count() > most as usize {
        complaints.push(broken(at, Rule::Characters(most), json));
    }
}

fn number(row: &Row, json: &str, at: &str, complaints: &mut Vec<String>) {
    let mantissa = json.split(['e', 'E']).next().unwrap_or_default();
    let digits = mantissa.bytes().filter(u8::is_ascii_digit).count();
    let value: f64 = json.parse().unwrap_or(f64::NAN);
    let rules = [
        row.max_length.filter(|most| digits > *most as usize).map(Rule::Digits),
        row.min.filter(|smallest| value < *smallest as f64).map(Rule::Min),
        row.max.filter(|largest| value > *largest as f64).map(Rule::Max),
    ];
    complaints.extend(rules.into_iter().flatten().map(|rule| broken(at, rule, json)));
}

/// Whether a value is a number without a fraction or an exponent.
fn is_whole(json: &str) -> bool {
    is_json_number(json) && !json.contains(['.', 'e', 'E'])
}

fn broken(at: &str, rule: Rule, given: &str) -> String {
    Violation { field: at.to_owned(), rule, given: shortened(given) }.to_string()
}

fn not_a(at: &str, expected: &str, json: &str) -> String {
    format!("{} is {expected}, given was {}", named(at), shortened(json))
}

fn named(at: &str) -> String {
    if at.is_empty() { "the body".to_owned() } else { format!("`{at}`") }
}

fn inside(at: &str, name: &str) -> String {
    if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") }
}

#[cfg(test)]
mod tests {
    use super::number;
    use crate::description::table::Row;

    #[test]
    fn the_digits_on_both_sides_of_the_point_count() {
        let complaints = |json: &str| {
            let mut complaints = Vec::new();
            number(&Row::number("price").length(4), json, "price", &mut complaints);
            complaints.len()
        };
        assert_eq!(["1234", "-12.25", "1.5e3", "12345", "-123.25"].map(complaints), [0, 0, 0, 1, 1]);
    }
}
