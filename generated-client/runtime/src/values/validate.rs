//! Checking a request against the rules of its table before it leaves. One walk; every violation is collected.

use super::place::Place;
use crate::description::field::{Field, View};
use crate::description::record::Record;
use crate::description::table::{Kind, Row};
use crate::outcome::invalid::{Invalid, Rule, Violation};
use crate::secrets::shortening::shortened;

/// Whether a request is checked against the rules of the page before it is sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Validation {
    /// A request that breaks a rule is not sent.
    #[default]
    On,
    /// A request that breaks a rule is sent, and every violation reaches `tracing` as a warning.
    Warn,
    /// Nothing is checked but that values in the path cannot change the path.
    Off,
}

/// The value itself, if it keeps every rule of its table. The last step of a generated builder.
///
/// # Errors
/// [`Invalid`] with every violation at once.
pub fn validated<R: Record>(value: R) -> Result<R, Invalid> {
    match broken(&value) {
        None => Ok(value),
        Some(invalid) => Err(invalid),
    }
}

fn broken(record: &dyn Record) -> Option<Invalid> {
    let violations = violations_of(record);
    (!violations.is_empty()).then(|| Invalid { subject: record.table().name, violations })
}

/// Every rule that a record breaks, in the order of its rows.
pub(crate) fn violations_of(record: &dyn Record) -> Vec<Violation> {
    let mut violations = Vec::new();
    check_record(record, &Place::start(""), &mut violations);
    violations
}

fn check_record(record: &dyn Record, place: &Place<'_>, violations: &mut Vec<Violation>) {
    for (position, row) in record.table().rows.iter().enumerate() {
        if let Some(field) = record.field(position) {
            check_field(field, row, &place.key(row.name), violations);
        }
    }
}

/// Checks one field against its row.
pub(crate) fn check_field(field: &dyn Field, row: &Row, place: &Place<'_>, violations: &mut Vec<Violation>) {
    let view = field.view();
    if let View::Unset = view {
        if row.required {
            add(violations, place, Rule::Required, "nothing");
        }
        return;
    }
    check_value(view, row, &row.kind, place, violations);
}

fn check_value(view: View<'_>, row: &Row, kind: &Kind, place: &Place<'_>, violations: &mut Vec<Violation>) {
    match view {
        View::Text(text) => check_text(text, row, place, violations),
        View::Int(number) => check_int(number, row, place, violations),
        View::Number(number) => check_number(number, row, place, violations),
        View::Record(record) => check_record(record, place, violations),
        View::List(items) => {
            let count = items.count();
            let Kind::List(item_kind) = kind else { return };
            if let Some(expected) = row.items
                && count != 0
                && count != expected as usize
            {
                add(violations, place, Rule::Items(expected), &format!("{count} items"));
            }
            for index in 0..count {
                let view = items.item(index).map_or(View::Unset, Field::view);
                check_value(view, row, item_kind, &place.item(index), violations);
            }
        }
        View::Map(entries) => {
            let Kind::Map(value_kind) = kind else { return };
            entries.each(&mut |key, value| check_value(value.view(), row, value_kind, &place.key(key), violations));
        }
        View::Unset | View::Bool(_) | View::Json(_) => {}
    }
}

fn check_text(text: &str, row: &Row, place: &Place<'_>, violations: &mut Vec<Violation>) {
    let Some(most) = row.max_length else { return };
    // A text has no more characters than bytes, so that most need not be counted.
    if text.len() > most as usize && text.chars().count() > most as usize {
        add(violations, place, Rule::Characters(most), &format!("\"{text}\""));
    }
}

fn check_int(number: i64, row: &Row, place: &Place<'_>, violations: &mut Vec<Violation>) {
    let rules = [
        row.max_length.filter(|most| digits(number) > *most).map(Rule::Digits),
        row.min.filter(|smallest| number < *smallest).map(Rule::Min),
        row.max.filter(|largest| number > *largest).map(Rule::Max),
    ];
    for rule in rules.into_iter().flatten() {
        add(violations, place, rule, &number.to_string());
    }
}

fn check_number(number: f64, row: &Row, place: &Place<'_>, violations: &mut Vec<Violation>) {
    let rules = [
        (!number.is_finite()).then_some(Rule::Finite),
        row.max_length.filter(|most| digits_of_number(number) > *most).map(Rule::Digits),
        row.min.filter(|smallest| number < *smallest as f64).map(Rule::Min),
        row.max.filter(|largest| number > *largest as f64).map(Rule::Max),
    ];
    for rule in rules.into_iter().flatten() {
        add(violations, place, rule, &number.to_string());
    }
}

fn digits(number: i64) -> u32 {
    number.unsigned_abs().checked_ilog10().map_or(1, |log| log + 1)
}

/// The digits of a number as they are written, before and after the point.
fn digits_of_number(number: f64) -> u32 {
    let digits = number.to_string().bytes().filter(u8::is_ascii_digit).count();
    u32::try_from(digits).unwrap_or(u32::MAX)
}

fn add(violations: &mut Vec<Violation>, place: &Place<'_>, rule: Rule, given: &str) {
    violations.push(Violation { field: place.path(), rule, given: shortened(given) });
}

#[cfg(test)]
mod tests {
    use super::{check_number, digits, digits_of_number};
    use crate::description::table::Row;
    use crate::values::place::Place;

    #[test]
    fn digits_are_counted_without_the_sign() {
        for (number, expected) in [(0, 1), (9, 1), (10, 2), (-10, 2), (i64::MAX, 19), (i64::MIN, 19)] {
            assert_eq!(digits(number), expected, "{number}");
        }
    }

    #[test]
    fn digits_are_counted_on_both_sides_of_the_point() {
        for (number, expected) in [(0.0, 1), (5.5, 2), (-12.25, 4), (1e9, 10), (1e300, 301), (f64::NAN, 0)] {
            assert_eq!(digits_of_number(number), expected, "{number}");
        }
    }

    #[test]
    fn a_number_keeps_to_its_length() {
        let violations = |number| {
            let mut violations = Vec::new();
            check_number(number, &Row::number("price").length(4), &Place::start("price"), &mut violations);
            violations.into_iter().map(|violation| violation.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(violations(-12.25), [""; 0]);
        assert_eq!(violations(123.25).len(), 1, "{:?}", violations(123.25));
        assert!(violations(123.25)[0].contains("4 digits"), "{:?}", violations(123.25));
    }
}
