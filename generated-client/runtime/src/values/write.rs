//! Writing a record as JSON, row by row, exactly as the page's own samples are written.

use std::io::Write;

use serde::Serialize;

use crate::description::field::{Entries, Field, Items, View};
use crate::description::record::Record;
use crate::description::table::{Kind, Row, Table};

/// The JSON text of a record.
pub(crate) fn to_json(record: &dyn Record) -> Vec<u8> {
    let mut out = Vec::with_capacity(512);
    write_record(record, record.table(), &mut out);
    out
}

/// The JSON text of one value.
pub(crate) fn value_to_json(view: View<'_>, kind: &Kind) -> Vec<u8> {
    let mut out = Vec::new();
    write_value(view, kind, true, &mut out);
    out
}

fn write_record(record: &dyn Record, table: &Table, out: &mut Vec<u8>) {
    out.push(b'{');
    let mut first = true;
    for (position, row) in table.rows.iter().enumerate() {
        let view = record.field(position).map_or(View::Unset, Field::view);
        if matches!(view, View::Unset) && !row.null_when_unset {
            continue;
        }
        write_key(row.name, &mut first, out);
        write_row(view, row, out);
    }
    out.push(b'}');
}

fn write_row(view: View<'_>, row: &Row, out: &mut Vec<u8>) {
    write_value(view, &row.kind, row.quoted, out);
}

fn write_key(name: &str, first: &mut bool, out: &mut Vec<u8>) {
    if !*first {
        out.push(b',');
    }
    *first = false;
    json(name, out);
    out.push(b':');
}

fn write_value(view: View<'_>, kind: &Kind, quoted: bool, out: &mut Vec<u8>) {
    match view {
        View::Unset => out.extend_from_slice(b"null"),
        View::Text(text) if !quoted && is_json_number(text) => out.extend_from_slice(text.as_bytes()),
        View::Text(text) => json(text, out),
        View::Int(number) => json(&number, out),
        View::Number(number) => json(&number, out),
        View::Bool(truth) => json(&truth, out),
        View::Json(value) => json(value, out),
        View::Record(record) => write_record(record, record.table(), out),
        View::List(items) => write_list(items, kind, quoted, out),
        View::Map(entries) => write_map(entries, kind, quoted, out),
    }
}

fn write_list(items: &dyn Items, kind: &Kind, quoted: bool, out: &mut Vec<u8>) {
    let Kind::List(item_kind) = kind else {
        return out.extend_from_slice(b"null");
    };
    out.push(b'[');
    for index in 0..items.count() {
        if index > 0 {
            out.push(b',');
        }
        write_value(items.item(index).map_or(View::Unset, Field::view), item_kind, quoted, out);
    }
    out.push(b']');
}

fn write_map(entries: &dyn Entries, kind: &Kind, quoted: bool, out: &mut Vec<u8>) {
    let Kind::Map(value_kind) = kind else {
        return out.extend_from_slice(b"null");
    };
    out.push(b'{');
    let mut first = true;
    entries.each(&mut |key, value| {
        write_key(key, &mut first, out);
        write_value(value.view(), value_kind, quoted, out);
    });
    out.push(b'}');
}

/// Writes what `serde_json` knows how to write. A `Vec` takes every byte, and the values here have nothing that fails.
fn json<T: Serialize + ?Sized>(value: &T, out: &mut Vec<u8>) {
    if serde_json::to_writer(&mut *out, value).is_err() {
        let _ = out.write_all(b"null");
    }
}

/// Whether a text is a JSON number as it stands, so that it can be written without quotes: `12` is, `01` is not.
pub(crate) fn is_json_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    let unsigned = bytes.strip_prefix(b"-").unwrap_or(bytes);
    let (whole, rest) = digits(unsigned);
    if whole.is_empty() || (whole.len() > 1 && whole[0] == b'0') {
        return false;
    }
    let rest = match rest.strip_prefix(b".") {
        Some(fraction) => match digits(fraction) {
            ([], _) => return false,
            (_, rest) => rest,
        },
        None => rest,
    };
    let exponent = match rest {
        [] => return true,
        [b'e' | b'E', b'+' | b'-', exponent @ ..] | [b'e' | b'E', exponent @ ..] => exponent,
        _ => return false,
    };
    matches!(digits(exponent), ([_, ..], []))
}

fn digits(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(bytes.len());
    bytes.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::is_json_number;

    #[test]
    fn only_what_json_takes_as_a_number_goes_without_quotes() {
        for number in ["0", "12", "-1", "5.00000", "1e5", "1.5E-3", "-0.5", "12345678901234567890123"] {
            assert!(is_json_number(number), "{number}");
        }
        for text in ["", "-", "01", "-01", "1.", ".5", "1e", "1e+", "+1", "0x1", "1 ", " 1", "NaN", "1,2", "١", "true"]
        {
            assert!(!is_json_number(text), "{text}");
        }
    }
}
