//! Reading an object into a record: which key is which row, which came twice, which must not be missing. What a single
//! value may be is decided in `read`.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::place::Place;
use super::slot::{Reading, Slot};
use crate::description::field::Scalar;
use crate::description::record::Record;
use crate::description::table::Table;
use crate::outcome::deviation::UNKNOWN_KEY;

/// Reads the rows. Tells whether the record has all that it cannot be without.
pub(crate) fn read_rows<'de, A: MapAccess<'de>>(
    record: &mut dyn Record,
    place: &Place<'_>,
    reading: &mut Reading<'_>,
    mut map: A,
) -> Result<bool, A::Error> {
    let table = record.table();
    let (mut met, mut unfilled) = (Rows::default(), Rows::default());
    let (mut next, mut unknown) = (0, String::new());
    while let Some(position) = map.next_key_seed(KeyOf { table, hint: next, unknown: &mut unknown })? {
        let known =
            position.and_then(|position| Some((position, table.rows.get(position)?, record.field_mut(position)?)));
        let Some((position, row, field)) = known else {
            reading.deviation(&place.key(&unknown), UNKNOWN_KEY, "one");
            map.next_value::<IgnoredAny>()?;
            continue;
        };
        next = position + 1;
        let here = place.key(row.name);
        if !met.insert(position) {
            reading.deviation(&here, "one such key", "a second one; the last one counts");
        }
        if !map.next_value_seed(Slot::of_row(field, row, &here, reading))? {
            unfilled.insert(position);
        }
    }
    let is_complete = met.count() == table.rows.len() && unfilled.count() == 0;
    Ok(is_complete || missing_rows(record, place, reading, &met, &unfilled) == 0)
}

/// Empties what may be absent and counts what may not.
fn missing_rows(
    record: &mut dyn Record,
    place: &Place<'_>,
    reading: &mut Reading<'_>,
    met: &Rows,
    unfilled: &Rows,
) -> usize {
    let mut missing = 0;
    let indispensable = record.table().rows.iter().enumerate().filter(|(_, row)| row.key || row.required);
    for (position, row) in indispensable {
        if met.contains(position) && !unfilled.contains(position) {
            continue;
        }
        let can_do_without = record.field_mut(position).is_some_and(|field| field.put(Scalar::Null));
        if can_do_without {
            continue;
        }
        missing += 1;
        if !met.contains(position) {
            reading.deviation(&place.key(row.name), row.kind.in_words(), "nothing");
        }
    }
    missing
}

/// A set of row positions that costs next to nothing for tables of usual size.
#[derive(Default)]
struct Rows {
    first: u64,
    others: Vec<usize>,
}

impl Rows {
    /// Tells whether it was not in the set before.
    #[inline]
    fn insert(&mut self, position: usize) -> bool {
        let is_new = !self.contains(position);
        match bit(position) {
            Some(bit) => self.first |= bit,
            None if is_new => self.others.push(position),
            None => {}
        }
        is_new
    }

    fn count(&self) -> usize {
        self.first.count_ones() as usize + self.others.len()
    }

    #[inline]
    fn contains(&self, position: usize) -> bool {
        match bit(position) {
            Some(bit) => self.first & bit != 0,
            None => self.others.contains(&position),
        }
    }
}

#[inline]
fn bit(position: usize) -> Option<u64> {
    (position < 64).then(|| 1 << position)
}

/// Finds the row of a key. The key itself is kept only where there is no such row.
struct KeyOf<'a> {
    table: &'a Table,
    hint: usize,
    unknown: &'a mut String,
}

impl<'de> DeserializeSeed<'de> for KeyOf<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Option<usize>, D::Error> {
        source.deserialize_str(self)
    }
}

impl Visitor<'_> for KeyOf<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, name: &str) -> Result<Option<usize>, E> {
        let position = self.table.position(name, self.hint);
        if position.is_none() {
            name.clone_into(self.unknown);
        }
        Ok(position)
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn a_set_of_rows_has_no_limit() {
        let mut rows = Rows::default();
        for position in [0, 1, 63, 64, 65, 200, 5_000_000_000] {
            assert!(!rows.contains(position) && rows.insert(position), "{position}");
            assert!(rows.contains(position) && !rows.insert(position), "{position}");
        }
        assert!(!rows.contains(2) && !rows.contains(66));
    }
}
