//! From a request to what is asked, or to everything that is wrong with it.

use crate::description::spec::ApiSpec;
use crate::description::table::{Kind, Row};

use super::received::Received;
use super::refusal::{Refusal, Why};
use super::vendor::Served;
use super::{credentials, demands, json, routes};

/// What a request asks for, all demands met.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// The values of the path.
    pub(super) path: Vec<String>,
    /// Names and values of the query.
    pub(super) query: Vec<(String, String)>,
    /// The members of the body.
    pub(super) body: Vec<(String, String)>,
}

/// Holds a request to an operation against what the page demands.
pub(super) fn read(
    api: &ApiSpec,
    served: &Served,
    known: &[String],
    path: Vec<String>,
    request: &Received,
) -> Result<Asked, Refusal> {
    fail_with(Why::Unauthorized, credentials::complaints(api, known, request))?;
    fail_with(Why::UnsupportedMediaType, media_type(served, request))?;
    let mut complaints = headers(api, request);
    let query = query(&request.query);
    let (in_path, in_query) = served.spec.params.split_at(served.spec.path_params.min(served.spec.params.len()));
    for (row, value) in in_path.iter().zip(&path) {
        demands::optional(row, Some(&as_json(&row.kind, value)), row.name, &mut complaints);
    }
    check_query(in_query, &query, &mut complaints);
    match served.spec.body {
        Some(table) => demands::record(table, &request.body, "", &mut complaints),
        None if !matches!(request.body.trim(), "" | "{}") => complaints.push("this call has no body".to_owned()),
        None => {}
    }
    fail_with(Why::Invalid, complaints)?;
    Ok(Asked { path, query, body: json::members(&request.body) })
}

fn fail_with(why: Why, reasons: Vec<String>) -> Result<(), Refusal> {
    if reasons.is_empty() { Ok(()) } else { Err(Refusal { why, reasons }) }
}

fn media_type(served: &Served, request: &Received) -> Vec<String> {
    let sent = request.header("content-type").unwrap_or_default();
    let is_json = sent.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
    match served.spec.body {
        Some(_) if !is_json => vec![format!("the body has to be `application/json`, given was `{sent}`")],
        _ => Vec::new(),
    }
}

/// What is wrong with the headers that never change.
fn headers(api: &ApiSpec, request: &Received) -> Vec<String> {
    let complaint = |(name, value): &(&str, &str)| match request.header(name) {
        Some(sent) if sent == *value || sent.strip_prefix(*value).is_some_and(|rest| rest.starts_with(';')) => None,
        Some(sent) => Some(format!("the header `{name}` is always `{value}`, given was `{sent}`")),
        None => Some(format!("the header `{name}` is missing")),
    };
    api.headers.iter().filter_map(complaint).collect()
}

fn check_query(rows: &[Row], query: &[(String, String)], complaints: &mut Vec<String>) {
    for row in rows {
        let values: Vec<&str> =
            query.iter().filter(|(name, _)| name == row.name).map(|(_, value)| value.as_str()).collect();
        let value = match (&row.kind, values.as_slice()) {
            (_, []) => None,
            (Kind::List(item), values) => {
                let items: Vec<String> = values.iter().map(|value| as_json(item, value)).collect();
                Some(json::list(&items))
            }
            (kind, [value]) => Some(as_json(kind, value)),
            (_, [..]) => {
                complaints.push(format!("`{}` stands more than once in the query", row.name));
                continue;
            }
        };
        demands::optional(row, value.as_deref(), row.name, complaints);
    }
    for (name, _) in query.iter().filter(|(name, _)| rows.iter().all(|row| row.name != name)) {
        complaints.push(format!("`{name}` is no parameter of this call"));
    }
}

/// A value of an address as the JSON that it would be in a body.
fn as_json(kind: &Kind, value: &str) -> String {
    match kind {
        Kind::Text | Kind::Open(_) => json::text(value),
        _ => value.to_owned(),
    }
}

fn query(query: &str) -> Vec<(String, String)> {
    let decoded = |text: &str| routes::decoded(&text.replace('+', " ")).unwrap_or_default();
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}
