//! `Serialize` and `Deserialize` for generated types, as thin calls into the same tables that the client uses.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::place::Place;
use super::read_rows::read_rows;
use super::slot::Reading;
use crate::description::field::{Field, View};
use crate::description::record::Record;
use crate::description::table::{Kind, Table};
use crate::secrets::mask::Mask;

/// Writes a record with any serializer, row by row.
pub fn serialize_by_table<S: Serializer>(record: &dyn Record, serializer: S) -> Result<S::Ok, S::Error> {
    let table = record.table();
    let views = || {
        (0_usize..).zip(table.rows).filter_map(|(position, row)| {
            let view = record.field(position).map_or(View::Unset, Field::view);
            (row.null_when_unset || !matches!(view, View::Unset)).then_some((row, view))
        })
    };
    let mut map = serializer.serialize_map(Some(views().count()))?;
    for (row, view) in views() {
        map.serialize_entry(row.name, &Viewed { view, kind: &row.kind, quoted: row.quoted })?;
    }
    map.end()
}

/// Reads a record with any deserializer, as tolerantly as an answer is read.
///
/// # Errors
/// When the source is not an object, or lacks what the record cannot be without.
pub fn deserialize_by_table<'de, R: Record, D: Deserializer<'de>>(deserializer: D) -> Result<R, D::Error> {
    let mut record = R::blank();
    let table = record.table();
    deserializer.deserialize_map(Rows { record: &mut record, table, source: PhantomData })?;
    Ok(record)
}

struct Rows<'a, 'de> {
    record: &'a mut dyn Record,
    table: &'static Table,
    source: PhantomData<&'de ()>,
}

impl<'de> Visitor<'de> for Rows<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object, {}", self.table.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let mask = Mask::default();
        let mut reading = Reading::of_anything(&mask);
        if read_rows(self.record, &Place::start(self.table.name), &mut reading, map)? {
            return Ok(());
        }
        let deviations: Vec<String> = reading.deviations.iter().map(ToString::to_string).collect();
        Err(A::Error::custom(deviations.join("; ")))
    }
}

/// A value on its way into any serializer.
struct Viewed<'a> {
    view: View<'a>,
    kind: &'a Kind,
    quoted: bool,
}

impl Serialize for Viewed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.view, self.kind) {
            (View::Text(text), _) => match text.parse::<i64>() {
                Ok(number) if !self.quoted && number.to_string() == text => serializer.serialize_i64(number),
                _ => serializer.serialize_str(text),
            },
            (View::Int(number), _) => serializer.serialize_i64(number),
            (View::Number(number), _) => serializer.serialize_f64(number),
            (View::Bool(truth), _) => serializer.serialize_bool(truth),
            (View::Json(value), _) => value.serialize(serializer),
            (View::Record(record), _) => serialize_by_table(record, serializer),
            (View::List(items), Kind::List(kind)) => {
                let view = |index| items.item(index).map_or(View::Unset, Field::view);
                let quoted = self.quoted;
                serializer.collect_seq((0..items.count()).map(|index| Viewed { view: view(index), kind, quoted }))
            }
            (View::Map(entries), Kind::Map(kind)) => {
                let mut map = serializer.serialize_map(None)?;
                let mut result = Ok(());
                entries.each(&mut |key, value| {
                    if result.is_ok() {
                        result = map.serialize_entry(key, &Viewed { view: value.view(), kind, quoted: self.quoted });
                    }
                });
                result?;
                map.end()
            }
            (View::Unset | View::List(_) | View::Map(_), _) => serializer.serialize_unit(),
        }
    }
}

/// Gives a record `Serialize` and `Deserialize` by its table.
#[macro_export]
#[doc(hidden)]
macro_rules! __serde_by_table {
    ($name:ident) => {
        impl $crate::generated::Serialize for $name {
            fn serialize<S: $crate::generated::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::generated::serialize_by_table(self, serializer)
            }
        }

        impl<'de> $crate::generated::Deserialize<'de> for $name {
            fn deserialize<D: $crate::generated::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::generated::deserialize_by_table(deserializer)
            }
        }
    };
}
