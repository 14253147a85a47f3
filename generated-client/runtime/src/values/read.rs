//! Reading a value into a field, as the table says and no stricter than it must: one visitor for every generated type.
//! What differs from the page is recorded and, where it can be understood, accepted. Whether an answer is a success is
//! decided before, in `envelope`.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::place::Place;
use super::read_rows::read_rows;
use super::slot::{Reading, Slot};
use crate::description::field::{Entries, Field, Inside, Items, Scalar};
use crate::description::table::Kind;
use crate::outcome::deviation::Deviations;
use crate::secrets::mask::Mask;

/// How deep a value may be nested where each level is read on its own.
const DEEPEST: u32 = 128;

/// Reads a JSON text that is known to be well-formed. Tells whether the field could be filled.
///
/// One quick pass; should it meet a value that JSON allows and no Rust type can hold (`1e999`, half a surrogate pair), a
/// second and careful one sets just that value aside.
pub(crate) fn read_json(
    text: &str,
    kind: &Kind,
    start: &str,
    field: &mut dyn Field,
    mask: &Mask,
) -> (bool, Deviations) {
    let place = Place::start(start);
    for careful in [false, true] {
        let mut reading = Reading::of_json(mask);
        reading.careful = careful;
        let mut source = serde_json::Deserializer::from_str(text);
        let slot = Slot::of_payload(&mut *field, kind, &place, &mut reading);
        if let Ok(filled) = slot.deserialize(&mut source) {
            return (filled, reading.deviations);
        }
    }
    (false, Deviations::default())
}

impl Slot<'_, '_, '_> {
    /// Reads a value that was cut out of the text.
    fn raw(self, raw: &str) -> bool {
        let is_number = raw.starts_with(|first: char| first == '-' || first.is_ascii_digit());
        if is_number && matches!(self.kind, Kind::Text | Kind::Open(_)) {
            return self.printed_number(raw);
        }
        if self.place.depth() > DEEPEST {
            return self.misfit("a value nested too deep");
        }
        let Slot { field, kind, quoted, place, reading } = self;
        let mut source = serde_json::Deserializer::from_str(raw);
        let again = Slot { field: &mut *field, kind, quoted, place, reading: &mut *reading };
        match again.value(&mut source) {
            Ok(filled) => filled,
            Err(_) => Slot { field, kind, quoted, place, reading }.misfit(raw),
        }
    }

    fn value<'de, D: Deserializer<'de>>(self, source: D) -> Result<bool, D::Error> {
        match self.kind {
            Kind::Json => Ok(match serde::Deserialize::deserialize(source)? {
                Value::Null => self.null(),
                mut value => self.field.put(Scalar::Json(&mut value)),
            }),
            _ => source.deserialize_any(self),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Slot<'_, '_, '_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<bool, D::Error> {
        let as_printed = !self.quoted && self.reading.json && matches!(self.kind, Kind::Text);
        if as_printed || self.reading.careful {
            let raw: &RawValue = serde::Deserialize::deserialize(source)?;
            return Ok(self.raw(raw.get()));
        }
        self.value(source)
    }
}

impl<'de> Visitor<'de> for Slot<'_, '_, '_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.in_words())
    }

    fn visit_unit<E>(self) -> Result<bool, E> {
        Ok(self.null())
    }

    fn visit_none<E>(self) -> Result<bool, E> {
        Ok(self.null())
    }

    fn visit_some<D: Deserializer<'de>>(self, source: D) -> Result<bool, D::Error> {
        self.value(source)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<bool, E> {
        Ok(self.truth(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<bool, E> {
        Ok(self.int(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<bool, E> {
        Ok(match i64::try_from(number) {
            Ok(number) => self.int(number),
            Err(_) => self.large(number),
        })
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<bool, E> {
        if self.reading.json && !self.reading.careful && matches!(self.kind, Kind::Text | Kind::Open(_)) {
            // A text shows what was printed, `5.00` and not `5`: the careful pass knows that, this one no longer does.
            return Err(E::custom("a number where a text belongs"));
        }
        Ok(self.number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<bool, E> {
        Ok(self.text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<bool, A::Error> {
        let kind = self.kind;
        if let Kind::List(item) = kind
            && let Inside::List(items) = self.field.open()
        {
            return read_items(items, item, self.quoted, self.place, self.reading, list);
        }
        let mut count = 0_usize;
        while list.next_element::<IgnoredAny>()?.is_some() {
            count += 1;
        }
        // Some servers write an empty object as an empty list.
        if let (Kind::Map(_), 0) = (kind, count) {
            self.reading.deviation(self.place, kind.in_words(), "[]");
            return Ok(matches!(self.field.open(), Inside::Map(_)));
        }
        Ok(self.misfit(if count == 0 { "[]" } else { "a list" }))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        match self.kind {
            Kind::Record(_) => {
                if let Inside::Record(record) = self.field.open() {
                    return read_rows(record, self.place, self.reading, map);
                }
            }
            Kind::Map(value) => {
                if let Inside::Map(entries) = self.field.open() {
                    return read_entries(entries, value, self.quoted, self.place, self.reading, map);
                }
            }
            _ => {}
        }
        let mut empty = true;
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            if empty && key == ARBITRARY_PRECISION {
                let printed = map.next_value::<String>()?;
                return Ok(self.raw_number(&printed));
            }
            empty = false;
            map.next_value::<IgnoredAny>()?;
        }
        if let (Kind::List(_), true) = (self.kind, empty) {
            self.reading.deviation(self.place, self.kind.in_words(), "{}");
            return Ok(matches!(self.field.open(), Inside::List(_)));
        }
        Ok(self.misfit(if empty { "{}" } else { "an object" }))
    }
}

/// How `serde_json` hands over a number when some crate of the program switches its `arbitrary_precision` on.
const ARBITRARY_PRECISION: &str = "$serde_json::private::Number";

fn read_items<'de, A: SeqAccess<'de>>(
    items: &mut dyn Items,
    kind: &Kind,
    quoted: bool,
    place: &Place<'_>,
    reading: &mut Reading<'_>,
    mut list: A,
) -> Result<bool, A::Error> {
    let place = place.any_item();
    while let Some(is_filled) =
        list.next_element_seed(NextItem { items: &mut *items, kind, quoted, place: &place, reading: &mut *reading })?
    {
        if !is_filled {
            items.remove_last();
            reading.deviations.leave_out();
        }
    }
    Ok(true)
}

/// The next item of a list: a place is made for it once it is known to be there.
struct NextItem<'a, 'r, 'm> {
    items: &'a mut dyn Items,
    kind: &'a Kind,
    quoted: bool,
    place: &'a Place<'a>,
    reading: &'r mut Reading<'m>,
}

impl<'de> DeserializeSeed<'de> for NextItem<'_, '_, '_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<bool, D::Error> {
        let NextItem { items, kind, quoted, place, reading } = self;
        let field = items.add().ok_or_else(|| D::Error::custom("a list that cannot grow"))?;
        Slot { field, kind, quoted, place, reading }.deserialize(source)
    }
}

fn read_entries<'de, A: MapAccess<'de>>(
    entries: &mut dyn Entries,
    kind: &Kind,
    quoted: bool,
    place: &Place<'_>,
    reading: &mut Reading<'_>,
    mut map: A,
) -> Result<bool, A::Error> {
    while let Some(key) = map.next_key::<String>()? {
        let place = place.key(&key);
        let Some(field) = entries.add(&key) else {
            return Err(A::Error::custom("an object that cannot grow"));
        };
        if !map.next_value_seed(Slot { field, kind, quoted, place: &place, reading })? {
            entries.remove(&key);
        }
    }
    Ok(true)
}
