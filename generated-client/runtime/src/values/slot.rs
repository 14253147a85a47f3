//! What a value is read into: the field that waits for it, and what all steps of reading one answer share. Which value fits is
//! decided in `accept`, how it is taken apart in `read` and `read_rows`.

use super::place::Place;
use crate::description::field::Field;
use crate::description::table::{Kind, Row};
use crate::outcome::deviation::{Deviations, UNKNOWN_KEY};
use crate::secrets::keys::MASKED;
use crate::secrets::mask::Mask;
use crate::secrets::shortening::SHORT;

/// No path that a page documents is longer, in bytes; the keys that a vendor makes up may be.
pub(crate) const LONGEST_PATH: usize = 256;

/// What is shared by all steps of reading one value.
pub(crate) struct Reading<'m> {
    pub(crate) deviations: Deviations,
    mask: &'m Mask,
    /// Whether the text is JSON, so that a value can be had as it is printed.
    pub(crate) json: bool,
    /// Whether every value is cut out before it is read, so that one which cannot be read at all costs nothing but itself.
    pub(crate) careful: bool,
}

impl<'m> Reading<'m> {
    /// Reading from any source that is not JSON text.
    pub(crate) fn of_anything(mask: &'m Mask) -> Self {
        Reading { deviations: Deviations::default(), mask, json: false, careful: false }
    }

    /// Reading from JSON text, in one quick pass: it ends with an error at a value that no Rust type can hold.
    pub(crate) fn of_json(mask: &'m Mask) -> Self {
        Reading { json: true, ..Reading::of_anything(mask) }
    }

    pub(crate) fn deviation(&mut self, place: &Place<'_>, expected: &'static str, found: &str) {
        let path = self.mask.beginning(LONGEST_PATH, &place.path()).into_owned();
        let is_secret = expected != UNKNOWN_KEY && place.is_under(|key| self.mask.has_key(key));
        let found = if is_secret { MASKED.into() } else { self.mask.beginning(SHORT, found) };
        self.deviations.add(path, expected, found.into_owned());
    }
}

/// A field that waits for its value.
pub(crate) struct Slot<'a, 'r, 'm> {
    pub(crate) field: &'a mut dyn Field,
    pub(crate) kind: &'a Kind,
    pub(crate) quoted: bool,
    pub(crate) place: &'a Place<'a>,
    pub(crate) reading: &'r mut Reading<'m>,
}

impl<'a, 'r, 'm> Slot<'a, 'r, 'm> {
    pub(crate) fn of_payload(
        field: &'a mut dyn Field,
        kind: &'a Kind,
        place: &'a Place<'a>,
        reading: &'r mut Reading<'m>,
    ) -> Self {
        Slot { field, kind, quoted: true, place, reading }
    }

    pub(crate) fn of_row(
        field: &'a mut dyn Field,
        row: &'a Row,
        place: &'a Place<'a>,
        reading: &'r mut Reading<'m>,
    ) -> Self {
        Slot { field, kind: &row.kind, quoted: row.quoted, place, reading }
    }
}
