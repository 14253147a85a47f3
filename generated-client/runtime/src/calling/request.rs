//! From an operation's values to the request that carries them. Whether they keep the page's rules is checked on the way.

use std::borrow::Cow;
use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderValue};

use crate::client::core::Core;
use crate::description::field::{Field, View};
use crate::description::record::Record;
use crate::description::spec::OperationSpec;
use crate::description::table::Row;
use crate::outcome::error::Error;
use crate::outcome::invalid::{Invalid, Rule, Violation};
use crate::secrets::shortening::shortened;
use crate::sending::address;
use crate::sending::patience::Patience;
use crate::sending::transport::HttpRequest;
use crate::values::place::Place;
use crate::values::validate::Validation;
use crate::values::validate::{check_field, violations_of};
use crate::values::write;

/// What the values of a call make of its request. All else is the client's, and joins it when it is sent.
pub(crate) struct Draft {
    /// With the query, both encoded.
    path: String,
    body: Option<Vec<u8>>,
}

impl Draft {
    /// The draft of one call.
    pub(crate) fn of(
        core: &Core,
        operation: &'static OperationSpec,
        params: &[&dyn Field],
        body: Option<&dyn Record>,
    ) -> Result<Draft, Error> {
        let (segments, mut violations) = segments(operation, params);
        let unsafe_segments = violations.len();
        if core.validation() != Validation::Off {
            check_params(operation, params, &mut violations);
            violations.extend(body.map(violations_of).unwrap_or_default());
        }
        judge(core, operation, violations, unsafe_segments)?;
        let mut path = address::path(core.base_url().path(), operation.path, &segments);
        push_query(&mut path, operation, params);
        Ok(Draft { path, body: body.map(write::to_json) })
    }

    /// A request that may take so long.
    pub(crate) fn request(
        &self,
        core: &Core,
        operation: &'static OperationSpec,
        patience: &Patience,
        timeout: Duration,
    ) -> HttpRequest {
        let mut headers = core.headers().clone();
        if self.body.is_some() && !headers.contains_key(CONTENT_TYPE) {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        HttpRequest {
            method: operation.method,
            url: address::at(core.base_url(), &self.path),
            headers,
            body: self.body.clone(),
            timeout,
            connect_timeout: patience.connect,
            read_timeout: patience.read,
            answer_limit: core.answer_limit(),
        }
    }
}

/// The values in the path, encoded, and those that cannot stand there.
fn segments(operation: &OperationSpec, params: &[&dyn Field]) -> (Vec<String>, Vec<Violation>) {
    let (mut segments, mut violations) = (Vec::new(), Vec::new());
    for (row, field) in operation.params.iter().zip(params).take(operation.path_params) {
        let value = plain(field.view(), row).unwrap_or_default();
        match address::path_segment(&value) {
            Some(segment) => segments.push(segment),
            None => {
                let given = shortened(&format!("\"{value}\""));
                violations.push(Violation { field: row.name.to_owned(), rule: Rule::PathSegment, given });
            }
        }
    }
    (segments, violations)
}

fn check_params(operation: &OperationSpec, params: &[&dyn Field], violations: &mut Vec<Violation>) {
    let start = Place::start("");
    for (row, field) in operation.params.iter().zip(params) {
        check_field(*field, row, &start.key(row.name), violations);
    }
}

/// Lets a request pass, tells about it, or stops it. The first `always` violations stop it in any case.
fn judge(
    core: &Core,
    operation: &'static OperationSpec,
    mut violations: Vec<Violation>,
    always: usize,
) -> Result<(), Error> {
    if violations.is_empty() {
        return Ok(());
    }
    let mask = core.mask();
    for Violation { field, given, .. } in &mut violations {
        (*field, *given) = (mask.cut(field), mask.cut(given));
    }
    if always > 0 || core.validation() == Validation::On {
        return Err(Invalid { subject: operation.name, violations }.into());
    }
    for Violation { field, rule, given } in &violations {
        tracing::warn!(operation = operation.name, field, %rule, given, "the request breaks a rule of the page");
    }
    Ok(())
}

fn push_query(path: &mut String, operation: &OperationSpec, params: &[&dyn Field]) {
    for (row, field) in operation.params.iter().zip(params).skip(operation.path_params) {
        let mut push = |view| {
            if let Some(value) = plain(view, row) {
                address::push_query(path, row.name, &value);
            }
        };
        match field.view() {
            View::List(items) => {
                (0..items.count()).filter_map(|index| items.item(index)).for_each(|it| push(it.view()))
            }
            view => push(view),
        }
    }
}

/// A value as it stands in an address; `None` where there is none.
fn plain<'v>(view: View<'v>, row: &Row) -> Option<Cow<'v, str>> {
    Some(match view {
        View::Unset => return None,
        View::Text(text) => Cow::Borrowed(text),
        View::Int(number) => Cow::Owned(number.to_string()),
        View::Number(number) => Cow::Owned(number.to_string()),
        View::Bool(truth) => Cow::Borrowed(if truth { "true" } else { "false" }),
        View::Json(_) | View::Record(_) | View::List(_) | View::Map(_) => {
            Cow::Owned(String::from_utf8_lossy(&write::value_to_json(view, &row.kind)).into_owned())
        }
    })
}
