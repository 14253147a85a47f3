//! Every name in a spec leads somewhere: sources, types, credentials, parameters.

use super::foreign;
use super::hint::did_you_mean;
use super::leaves;
use super::words;
use crate::check::operation::params;
use crate::check::view::{Claim, Tables, View};
use crate::diagnostic::{Code, Finding, Place, nearest};
use crate::spec::{ApiFile, ApiSpec, BUILT_IN, Erratum, Named, Operation, ResourceFile, Row, Type, TypeExpr};

/// The names in `api.yaml`.
pub(crate) fn of_api(spec: &ApiSpec, findings: &mut Vec<Finding>) {
    let api = &spec.api;
    let root = Place::root(spec.file);
    let tables = View { spec, without: None }.tables(spec.file);
    source(api, api.from.as_deref(), &root, findings);
    if api.from.is_none() && api.sources.iter().len() != 1 {
        findings.push(
            Finding::new(
                Code::MissingKey,
                "nothing says which source the facts are from",
                root.key("sources"),
                "one of these",
            )
            .help("name the one that most facts are from: `from: name`"),
        );
    }
    for (n, (_, server)) in api.servers.iter().enumerate() {
        source(api, server.from.as_deref(), &root.key("servers").entry(n), findings);
    }
    for (n, (_, credential)) in api.credentials.iter().enumerate() {
        source(api, credential.from.as_deref(), &root.key("credentials").entry(n), findings);
    }
    for (n, status) in api.statuses.iter().enumerate() {
        source(api, status.from.as_deref(), &root.key("statuses").item(n), findings);
    }
    for (n, (_, answer)) in api.answers.iter().enumerate() {
        source(api, answer.from.as_deref(), &root.key("answers").entry(n), findings);
    }
    if let Some(envelope) = &api.envelope
        && let Some(codes) = &envelope.codes
    {
        enumeration(api, codes, &tables, root.key("envelope").key("codes"), findings);
    }
    if let Some(calls) = &api.calls
        && let Some(credential) = &calls.one_at_a_time_per
        && api.credentials.get(credential).is_none()
    {
        let place = root.key("calls").key("one_at_a_time_per");
        let finding = Finding::new(
            Code::UnknownCredential,
            format!("there is no credential `{credential}`"),
            place,
            "named here",
        );
        findings.push(did_you_mean(finding, credential, api.credentials.names()));
    }
    of_types(api, &tables, spec.file, findings);
    of_errata(api, &api.errata, &tables, &root, findings);
}

/// The names in one resource.
pub(crate) fn of_resource(spec: &ApiSpec, file: usize, resource: &ResourceFile, findings: &mut Vec<Finding>) {
    let api = &spec.api;
    let root = Place::root(file);
    let view = View { spec, without: None };
    let tables = view.tables(file);
    source(api, resource.from.as_deref(), &root, findings);
    for (n, (_, operation)) in resource.operations.iter().enumerate() {
        let place = root.key("operations").entry(n);
        let params = params(&view, file, &place, operation);
        of_operation(api, &tables, operation, &params, &place, findings);
        leaves::check(resource, &tables, operation, &place.key("leaves"), findings);
    }
    of_types(api, &tables, file, findings);
    of_errata(api, &resource.errata, &tables, &root, findings);
}

/// What an erratum puts in the place of a claim.
fn of_errata(api: &ApiFile, errata: &Named<Erratum>, tables: &Tables<'_>, root: &Place, findings: &mut Vec<Finding>) {
    for (n, (_, erratum)) in errata.iter().enumerate() {
        let place = root.key("errata").entry(n).key("use");
        if let Some(ty) = &erratum.instead.ty {
            type_expr(api, ty, tables, &place.key("type"), findings);
        }
        if let Some(values) = &erratum.instead.values {
            enumeration(api, values, tables, place.key("values"), findings);
        }
        words::mark(api, erratum.instead.length.as_ref(), place.key("length"), findings);
    }
}

fn of_operation(
    api: &ApiFile,
    tables: &Tables<'_>,
    operation: &Operation,
    params: &[Claim<'_>],
    place: &Place,
    findings: &mut Vec<Finding>,
) {
    source(api, operation.from.as_deref(), place, findings);
    for (n, row) in operation.params.iter().enumerate() {
        of_row(api, tables, row, &place.key("params").item(n), findings);
    }
    for (n, (_, request)) in operation.requests.iter().enumerate() {
        source(api, request.from.as_deref(), &place.key("requests").entry(n), findings);
    }
    for (n, (_, answer)) in operation.answers.iter().enumerate() {
        source(api, answer.from.as_deref(), &place.key("answers").entry(n), findings);
    }
    if let Some(body) = &operation.body {
        record(api, body, tables, place.key("body"), findings);
    }
    if let Some(answer) = &operation.answer {
        type_expr(api, answer, tables, &place.key("answer"), findings);
    }
    for claim in params {
        scalar(claim, tables, findings);
    }
    if let Some(paging) = &operation.paging {
        let walks = [("size", Some(&paging.size)), ("page", paging.page.as_ref()), ("offset", paging.offset.as_ref())];
        for (key, name) in walks.iter().filter_map(|(key, name)| Some((*key, (*name)?))) {
            if !params.iter().any(|claim| claim.name == *name) {
                let at = place.key("paging").key(key);
                let finding =
                    Finding::new(Code::UnknownKey, format!("there is no parameter `{name}`"), at, "named here");
                findings.push(did_you_mean(finding, name, params.iter().map(|claim| claim.name.as_str())));
            }
        }
        if paging.page.is_some() == paging.offset.is_some() {
            findings.push(Finding::new(
                Code::WrongValue,
                "a list is walked either by `page` or by `offset`",
                place.key("paging"),
                if paging.page.is_some() { "both are given" } else { "neither is given" },
            ));
        }
    }
}

fn of_types(api: &ApiFile, tables: &Tables<'_>, file: usize, findings: &mut Vec<Finding>) {
    for (name, table) in tables.of_file(file) {
        of_type(api, tables, name, table.ty, &table.place, findings);
        if let Some(key) = &table.ty.key
            && !table.claims.iter().any(|claim| claim.key)
        {
            let finding = Finding::new(
                Code::UnknownKey,
                format!("`{name}` has no row `{key}`"),
                table.place.key("key"),
                "named here",
            );
            findings.push(did_you_mean(finding, key, table.claims.iter().map(|claim| claim.name.as_str())));
        }
        for claim in table.claims.iter().filter(|claim| claim.key) {
            scalar(claim, tables, findings);
        }
    }
}

fn of_type(api: &ApiFile, tables: &Tables<'_>, name: &str, ty: &Type, place: &Place, findings: &mut Vec<Finding>) {
    source(api, ty.from.as_deref(), place, findings);
    if let Some(of) = ty.of.as_ref().filter(|of| *of == name) {
        let message = format!("`{of}` would be held against itself alone");
        let finding = Finding::new(Code::WrongValue, message, place.key("of"), "another table belongs here");
        findings.push(finding.help("name the table that describes the same entity, or take `of` away"));
    } else if let Some(of) = &ty.of {
        record(api, of, tables, place.key("of"), findings);
    }
    for (n, row) in ty.rows.iter().flatten().enumerate() {
        of_row(api, tables, row, &place.key("rows").item(n), findings);
    }
    for (n, value) in ty.values.iter().flatten().enumerate() {
        source(api, value.from.as_deref(), &place.key("values").item(n), findings);
    }
    let both = ty.rows.is_some() && ty.values.is_some();
    let empty = ty.rows.as_ref().is_none_or(Vec::is_empty) && ty.values.as_ref().is_none_or(Vec::is_empty);
    if both || empty {
        findings.push(
            Finding::new(
                Code::MissingKey,
                format!("`{name}` is neither a table nor a list of values"),
                place.name(),
                "this type",
            )
            .help("give it either `rows` or `values`"),
        );
    }
}

fn of_row(api: &ApiFile, tables: &Tables<'_>, row: &Row, place: &Place, findings: &mut Vec<Finding>) {
    source(api, row.from.as_deref(), place, findings);
    match &row.ty {
        TypeExpr::Name(ty)
            if !tables.knows(ty)
                && BUILT_IN.contains(&row.name.as_str())
                && nearest(ty, tables.names().chain(BUILT_IN.iter().copied())).is_none() =>
        {
            let message = format!("there is no type `{ty}`, but a row is called `{}`", row.name);
            let finding = Finding::new(Code::UnknownType, message, place.key("type"), "named here");
            findings.push(finding.label(place.key("name"), "this is a type").help("`name` and `type` look swapped"));
        }
        ty => type_expr(api, ty, tables, &place.key("type"), findings),
    }
    if let Some(values) = &row.values {
        enumeration(api, values, tables, place.key("values"), findings);
    }
    words::mark(api, row.length.as_ref(), place.key("length"), findings);
}

/// A name under `from` has to be a source.
fn source(api: &ApiFile, from: Option<&str>, owner: &Place, findings: &mut Vec<Finding>) {
    if let Some(from) = from.filter(|from| api.sources.get(from).is_none()) {
        let finding =
            Finding::new(Code::UnknownSource, format!("there is no source `{from}`"), owner.key("from"), "named here");
        findings.push(did_you_mean(finding, from, api.sources.names()));
    }
}

fn type_expr(api: &ApiFile, ty: &TypeExpr, tables: &Tables<'_>, place: &Place, findings: &mut Vec<Finding>) {
    match ty {
        TypeExpr::List(item) | TypeExpr::Map(item) => type_expr(api, item, tables, place, findings),
        TypeExpr::Name(name) if tables.knows(name) => {}
        TypeExpr::Name(name) => findings.push(unknown_type(api, name, tables, place.clone())),
    }
}

fn unknown_type(api: &ApiFile, name: &str, tables: &Tables<'_>, place: Place) -> Finding {
    let finding = Finding::new(Code::UnknownType, format!("there is no type `{name}`"), place, "named here");
    match foreign::meant(name, api) {
        Some(help) => finding.help(help),
        None => {
            did_you_mean(finding, name, BUILT_IN.iter().copied().chain(tables.names()).collect::<Vec<_>>().into_iter())
        }
    }
}

fn record(api: &ApiFile, name: &str, tables: &Tables<'_>, place: Place, findings: &mut Vec<Finding>) {
    match tables.get(name) {
        None => findings.push(unknown_type(api, name, tables, place)),
        Some(table) if table.ty.rows.is_some() => {}
        Some(table) => findings.push(
            Finding::new(
                Code::WrongValue,
                format!("`{name}` is a list of values, not a table"),
                place,
                "a table belongs here",
            )
            .label(table.place.name(), "declared here"),
        ),
    }
}

fn enumeration(api: &ApiFile, name: &str, tables: &Tables<'_>, place: Place, findings: &mut Vec<Finding>) {
    match tables.get(name) {
        None => findings.push(unknown_type(api, name, tables, place)),
        Some(table) if table.ty.values.is_some() => {}
        Some(table) => findings.push(
            Finding::new(
                Code::WrongValue,
                format!("`{name}` is a table, not a list of values"),
                place,
                "a list of values belongs here",
            )
            .label(table.place.name(), "declared here"),
        ),
    }
}

/// Parameters and identifiers are single values.
fn scalar(claim: &Claim<'_>, tables: &Tables<'_>, findings: &mut Vec<Finding>) {
    let is_scalar = match &claim.ty {
        TypeExpr::Name(name) if name == "json" => false,
        TypeExpr::Name(name) => tables.get(name).is_none_or(|table| table.ty.values.is_some()),
        _ => false,
    };
    if !is_scalar {
        findings.push(
            Finding::new(
                Code::WrongValue,
                format!("`{}` has to be a single value", claim.name),
                claim.place.key("type"),
                "this is none",
            )
            .help("a parameter or an identifier is a string, int, number, bool or an enumeration"),
        );
    }
}
