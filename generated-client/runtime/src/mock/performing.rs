//! What an operation does to the rows, decided from its effect, its path and the key of its rows.

use crate::description::spec::{Effect, Walk};
use crate::description::table::Kind;

use super::asked::Asked;
use super::json;
use super::refusal::{Refusal, Why};
use super::state::{Collection, Row, State, set};
use super::vendor::{Leaves, Served, Vendor};

/// How many rows a page has whose size is not stated.
pub const PAGE: usize = 20;

/// What came of a call.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It was about one row, or about none.
    Row(Option<Row>),
    /// It asked for rows.
    Page(Page),
}

/// Some of the rows.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) rows: Vec<Row>,
    pub(super) offset: usize,
    pub(super) limit: usize,
    pub(super) total: usize,
}

/// Does what was asked.
pub(super) fn perform(vendor: &Vendor, served: &Served, asked: &Asked, state: &mut State) -> Result<Outcome, Refusal> {
    let takes_all = served.spec.effect == Effect::Create || (served.spec.effect == Effect::Read && served.is_list());
    let (parents, key) = match asked.path.split_last() {
        Some((last, parents)) if !takes_all => (parents, Some(last.clone())),
        _ => (asked.path.as_slice(), key_in_body(vendor, served, asked)),
    };
    let rows = state.collection(served.resource(), parents);
    match (served.spec.effect, key) {
        (Effect::Read, _) if served.is_list() => Ok(Outcome::Page(page(vendor, served, asked, rows))),
        (Effect::Create, _) => create(vendor, served, asked, rows),
        (Effect::Read, None) => Ok(Outcome::Row(rows.rows.first().cloned())),
        (Effect::Read, Some(key)) => found(rows.find(&key).cloned(), served, &key),
        (Effect::Delete, Some(key)) => found(rows.remove(&key), served, &key),
        (Effect::Update | Effect::Action, Some(key)) => {
            let row = rows.find(&key).map(|row| {
                leave(served, asked, &mut row.fields);
                row.clone()
            });
            found(row, served, &key)
        }
        // It names no row, so it changes none.
        (Effect::Update | Effect::Action | Effect::Delete, None) => Ok(Outcome::Row(None)),
    }
}

fn key_in_body(vendor: &Vendor, served: &Served, asked: &Asked) -> Option<String> {
    let key = vendor.key_of(served.resource())?;
    let (_, value) = asked.body.iter().find(|(name, _)| name == key.name)?;
    Some(json::plain(value).into_owned())
}

fn found(row: Option<Row>, served: &Served, key: &str) -> Result<Outcome, Refusal> {
    let missing = || Refusal::new(Why::NoSuchRow, format!("`{}` has no row `{key}`", served.resource()));
    row.map(|row| Outcome::Row(Some(row))).ok_or_else(missing)
}

fn create(vendor: &Vendor, served: &Served, asked: &Asked, rows: &mut Collection) -> Result<Outcome, Refusal> {
    let key = vendor.key_of(served.resource());
    let mut fields = Vec::new();
    leave(served, asked, &mut fields);
    match rows.add(key, fields) {
        Some(row) => Ok(Outcome::Row(Some(row))),
        None => {
            let name = key.map_or("the key", |key| key.name);
            Err(Refusal::new(Why::Conflict, format!("`{}` has a row with this `{name}` already", served.resource())))
        }
    }
}

/// What a call leaves in a row: its body, and what the spec says.
fn leave(served: &Served, asked: &Asked, fields: &mut Vec<(String, String)>) {
    let is_renamed =
        |name: &str| served.leaves.iter().any(|(_, leaves)| matches!(leaves, Leaves::Body(body) if *body == name));
    for (name, value) in asked.body.iter().filter(|(name, _)| !is_renamed(name)) {
        set(fields, name, value.clone());
    }
    for (name, leaves) in served.leaves {
        let value = match leaves {
            Leaves::Json(value) => Some((*value).to_owned()),
            Leaves::Body(name) => asked.body.iter().find(|(body, _)| body == name).map(|(_, value)| value.clone()),
        };
        if let Some(value) = value {
            set(fields, name, value);
        }
    }
}

fn page(vendor: &Vendor, served: &Served, asked: &Asked, rows: &Collection) -> Page {
    let table = vendor.rows_of(served.resource());
    let is_field = |name: &str| table.is_some_and(|table| table.rows.iter().any(|row| row.name == name));
    let wanted: Vec<_> = asked.query.iter().filter(|(name, _)| is_field(name)).collect();
    let fits = |row: &&Row| {
        wanted.iter().all(|(name, value)| row.field(name).is_some_and(|field| json::plain(field) == *value))
    };
    let fitting: Vec<&Row> = rows.rows.iter().filter(fits).collect();
    let total = fitting.len();
    let number = |param: usize| {
        let name = served.spec.params.get(param)?.name;
        asked.query.iter().find(|(asked, _)| asked == name)?.1.parse::<usize>().ok()
    };
    let (offset, limit) = match served.spec.paging {
        None => (0, total),
        Some(paging) => {
            let limit = number(paging.size).unwrap_or(PAGE);
            let offset = match paging.walk {
                Walk::Offset(offset) => number(offset).unwrap_or_default(),
                Walk::Page(page) => number(page).unwrap_or(1).saturating_sub(1).saturating_mul(limit),
            };
            (offset, limit)
        }
    };
    let rows = fitting.into_iter().skip(offset).take(limit).cloned().collect();
    Page { rows, offset, limit, total }
}

/// A row as an answer of this kind shows it.
pub(super) fn shown(kind: &Kind, row: &Row) -> String {
    match kind {
        Kind::Record(table) => {
            let shown =
                table.rows.iter().filter_map(|shown| Some((shown.name.to_owned(), row.field(shown.name)?.to_owned())));
            json::object(&shown.collect::<Vec<_>>())
        }
        Kind::List(item) => json::list(&[shown(item, row)]),
        Kind::Json => json::object(&row.fields),
        Kind::Map(_) => "{}".to_owned(),
        Kind::Text | Kind::Open(_) => json::text(&row.key),
        Kind::Int | Kind::Number => row.key.clone(),
        Kind::Bool => "true".to_owned(),
    }
}
