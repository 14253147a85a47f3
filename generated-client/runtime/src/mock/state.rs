//! What the mock remembers: rows, by resource and parent. What a call does to them is decided in `performing`.

use std::collections::BTreeMap;

use crate::description::table::{Kind, Row as TableRow};

use super::json;
use super::vendor::Vendor;

/// All rows of one vendor.
#[derive(Debug, Default)]
pub(super) struct State {
    collections: BTreeMap<String, Collection>,
}

/// The rows below one parent.
#[derive(Debug, Default)]
pub(super) struct Collection {
    pub(super) rows: Vec<Row>,
    last_number: i64,
}

/// One row: its key as it stands in an address, and the JSON of its fields.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) key: String,
    pub(super) fields: Vec<(String, String)>,
}

impl State {
    /// The state to begin with: what the page shows of resources in which nothing can be created.
    pub(super) fn of(vendor: &Vendor) -> State {
        let mut state = State::default();
        for resource in vendor.resources().into_iter().filter(|resource| !vendor.can_create(resource)) {
            let rows = shown(vendor, resource);
            rows.into_iter().for_each(|fields| {
                state.collection(resource, &[]).add(vendor.key_of(resource), fields);
            });
        }
        state
    }

    /// The rows of a resource below these parents.
    pub(super) fn collection(&mut self, resource: &str, parents: &[String]) -> &mut Collection {
        let name = [&[resource.to_owned()], parents].concat().join("/");
        self.collections.entry(name).or_default()
    }

    /// The rows of a resource, whatever their parents.
    pub(super) fn rows(&self, resource: &str) -> impl Iterator<Item = &Row> {
        let is_of = move |name: &&String| name.split('/').next() == Some(resource);
        self.collections.iter().filter(move |(name, _)| is_of(name)).flat_map(|(_, collection)| &collection.rows)
    }
}

impl Collection {
    /// Adds a row; `None` where there is one with its key.
    pub(super) fn add(&mut self, key: Option<&TableRow>, mut fields: Vec<(String, String)>) -> Option<Row> {
        let given = key.and_then(|key| fields.iter().find(|(name, value)| name == key.name && value != "null"));
        let given = given.map(|(_, value)| json::plain(value).into_owned());
        if given.as_deref().is_some_and(|given| self.find(given).is_some()) {
            return None;
        }
        let number = given.as_deref().and_then(|given| given.parse().ok());
        self.last_number = self.last_number.max(number.unwrap_or_default());
        let new = given.unwrap_or_else(|| {
            self.last_number += 1;
            let new = self.last_number.to_string();
            if let Some(key) = key {
                let is_text = matches!(key.kind, Kind::Text | Kind::Open(_)) && key.quoted;
                set(&mut fields, key.name, if is_text { json::text(&new) } else { new.clone() });
            }
            new
        });
        let row = Row { key: new, fields };
        self.rows.push(row.clone());
        Some(row)
    }

    pub(super) fn find(&mut self, key: &str) -> Option<&mut Row> {
        self.rows.iter_mut().find(|row| row.key == key)
    }

    pub(super) fn remove(&mut self, key: &str) -> Option<Row> {
        let at = self.rows.iter().position(|row| row.key == key)?;
        Some(self.rows.remove(at))
    }
}

impl Row {
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// Puts a value under a name.
pub(super) fn set(fields: &mut Vec<(String, String)>, name: &str, value: String) {
    match fields.iter_mut().find(|(field, _)| field == name) {
        Some((_, old)) => *old = value,
        None => fields.push((name.to_owned(), value)),
    }
}

/// The rows that the page's answers show, each key once.
pub(super) fn shown(vendor: &Vendor, resource: &str) -> Vec<Vec<(String, String)>> {
    let shows_rows = vendor.of_resource(resource).filter(|served| served.spec.effect == crate::Effect::Read);
    let samples = shows_rows.flat_map(|served| served.answers).filter_map(|sample| match vendor.api.envelope.payload {
        Some(path) => json::at(sample.json, path),
        None => Some(sample.json),
    });
    let mut rows: Vec<Vec<(String, String)>> = Vec::new();
    for payload in samples {
        let items: Vec<&serde_json::value::RawValue> = serde_json::from_str(payload).unwrap_or_default();
        let items: Vec<&str> =
            if payload.starts_with('[') { items.iter().map(|item| item.get()).collect() } else { vec![payload] };
        for fields in items.into_iter().map(json::members).filter(|fields| !fields.is_empty()) {
            if !rows.contains(&fields) {
                rows.push(fields);
            }
        }
    }
    rows
}
