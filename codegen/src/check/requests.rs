//! A request that the page prints, in JSON or in some language's code, held against its operation.

use std::collections::BTreeMap;

use serde_json::Value;

use super::clashes::Clashes;
use super::fit::{Broken, misfit};
use super::hint::did_you_mean;
use super::printed::{Printed, Side};
use super::samples;
use super::values;
use super::view::{Claim, Settled, Tables, View};
use crate::diagnostic::{Code, Finding, Message, Place};
use crate::model;
use crate::spec::{ApiFile, Operation, RequestSample, TypeExpr};

/// Where a request sample stands, and what it is held against.
pub(super) struct Context<'v, 'a> {
    pub(super) view: &'v View<'a>,
    pub(super) tables: &'v Tables<'a>,
    pub(super) operation: &'a Operation,
    pub(super) params: &'v [Claim<'a>],
    pub(super) file: usize,
    pub(super) place: &'v Place,
}

/// Holds one sample against its operation, and returns what it asks for.
pub(super) fn check<'a>(
    context: &Context<'_, 'a>,
    name: &str,
    sample: &'a RequestSample,
    place: &Place,
    clashes: &mut Clashes,
    findings: &mut Vec<Finding>,
) -> model::RequestSample {
    let settled = context.view.settled(context.file, place, &sample.erratum);
    let aside = Aside(&settled);
    let api = &context.view.spec.api;
    if let Some(method) = sample.method.filter(|method| *method != context.operation.method && !aside.has("method")) {
        findings.push(
            Finding::new(
                Code::SampleMethod,
                of(name, |sample| {
                    format!("{sample} sends {method}, but the operation is {}", context.operation.method)
                }),
                place.key("method"),
                "printed here",
            )
            .label(context.place.key("method"), "claimed here")
            .help("settle it with an erratum on the sample: `not: [method]`"),
        );
    }
    let address = sample.address.as_deref().filter(|_| !aside.has("address"));
    let address = address.and_then(|address| read_address(context, address, &aside, name, place, findings));
    let params = address.map(|address| hold_params(context, &address, name, place, clashes)).unwrap_or_default();
    let headers = hold_headers(api, sample, &aside, name, place, findings);
    hold_content(context, sample, &aside, name, place, findings);
    let body = sample.json.as_deref().and_then(|text| {
        let (_, mut value) = samples::read(text, &sample.mend, place, findings)?;
        for path in aside.json_paths() {
            samples::set_aside(&mut value, path);
        }
        let printed = Printed { name, place, text, mend: &sample.mend, part: None, side: Side::Request, way: None };
        hold_body(context, &value, printed, clashes);
        Some(value)
    });
    model::RequestSample { name: name.to_owned(), params, headers, body }
}

/// What is wrong with a request.
fn of(name: &str, words: impl Fn(&str) -> String) -> Message {
    Side::Request.message(name, words)
}

/// The parts of a sample that errata set aside.
struct Aside<'s, 'a>(&'s [Settled<'a>]);

impl Aside<'_, '_> {
    fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|settled| &settled.erratum.set_aside.0).map(String::as_str)
    }

    fn has(&self, part: &str) -> bool {
        self.names().any(|name| name == part)
    }

    fn has_header(&self, header: &str) -> bool {
        self.names().any(|name| name.strip_prefix("headers.").is_some_and(|name| name.eq_ignore_ascii_case(header)))
    }

    fn json_paths(&self) -> impl Iterator<Item = &str> {
        let parts = ["method", "address", "host", "content"];
        self.names().filter(move |name| !parts.contains(name) && !name.starts_with("headers."))
    }
}

/// What an address gives to the parameters, by name: of the path, then of the query.
struct Address<'s> {
    path: BTreeMap<&'s str, &'s str>,
    query: Vec<(&'s str, &'s str)>,
    has_path: bool,
}

fn read_address<'s>(
    context: &Context<'_, 's>,
    address: &'s str,
    aside: &Aside<'_, '_>,
    name: &str,
    place: &Place,
    findings: &mut Vec<Finding>,
) -> Option<Address<'s>> {
    let template = context.operation.path.as_str();
    let (before, query) = address.split_once('?').unwrap_or((address, ""));
    let query = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .collect();
    if before.is_empty() {
        return Some(Address { path: BTreeMap::new(), query, has_path: false });
    }
    let mut refuse = |message: Message, help: &str| {
        findings.push(
            Finding::new(Code::SampleAddress, message, place.key("address"), "printed here")
                .label(context.place.key("path"), "claimed here")
                .help(help.to_owned()),
        );
    };
    let Some(path) = below_host(&context.view.spec.api, before, aside.has("host")) else {
        let servers: Vec<&str> = context.view.spec.api.servers.iter().map(|(_, url)| url.as_str()).collect();
        refuse(
            of(name, |sample| {
                format!("{sample} calls `{before}`, which is none of the servers: {}", servers.join(", "))
            }),
            "settle it with an erratum on the sample: `not: [host]`",
        );
        return None;
    };
    match match_path(template, path) {
        Some(path) => Some(Address { path, query, has_path: true }),
        None => {
            refuse(
                of(name, |sample| format!("{sample} calls `{path}`, but the operation is at `{template}`")),
                "settle it with an erratum on the sample: `not: [address]`",
            );
            None
        }
    }
}

/// The path of an address, below the server that it names. A host that is a blank to fill in, `{ HOST }`, is any server.
fn below_host<'s>(api: &ApiFile, address: &'s str, any_host: bool) -> Option<&'s str> {
    if address.starts_with('/') {
        return Some(address);
    }
    if let Some(rest) = address.strip_prefix('{') {
        return rest.split_once('}').map(|(_, path)| path);
    }
    let below = api.servers.iter().find_map(|(_, url)| address.strip_prefix(url.as_str()));
    if below.is_some() || !any_host {
        return below.filter(|path| path.is_empty() || path.starts_with('/'));
    }
    // Some other host: what a server has before the operation's path may stand there too.
    let (_, rest) = address.split_once("://")?;
    let path = &rest[rest.find('/')?..];
    let prefixes = api.servers.iter().filter_map(|(_, url)| {
        let (_, rest) = url.split_once("://")?;
        rest.find('/').map(|slash| &rest[slash..])
    });
    Some(prefixes.filter_map(|prefix| path.strip_prefix(prefix)).next().unwrap_or(path))
}

/// The values that a path gives to the parameters of its template.
fn match_path<'s>(template: &'s str, path: &'s str) -> Option<BTreeMap<&'s str, &'s str>> {
    let (wanted, given): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
    if wanted.len() != given.len() {
        return None;
    }
    let mut values = BTreeMap::new();
    for (wanted, given) in wanted.into_iter().zip(given) {
        match wanted.strip_prefix('{').and_then(|param| param.strip_suffix('}')) {
            Some(param) if !given.is_empty() => {
                values.insert(param, given);
            }
            _ if wanted == given => {}
            _ => return None,
        }
    }
    Some(values)
}

/// Holds the parameters of an address against their rows, and returns them by position.
fn hold_params(
    context: &Context<'_, '_>,
    address: &Address<'_>,
    name: &str,
    place: &Place,
    clashes: &mut Clashes,
) -> Vec<(usize, String)> {
    let printed = Printed { name, place, text: "", mend: &[], part: None, side: Side::Request, way: None };
    let mut values = Vec::new();
    for (at, claim) in context.params.iter().enumerate() {
        let in_query = address.query.iter().find(|(key, _)| *key == claim.name).map(|(_, value)| *value);
        let Some(text) = address.path.get(claim.name.as_str()).copied().or(in_query) else {
            let in_path = context.operation.path.contains(&format!("{{{}}}", claim.name));
            if claim.required && (address.has_path || !in_path) {
                let broken = Broken { code: Code::RequiredButAbsent, key: "required", says: "is required".to_owned() };
                clashes.add(claim, broken, &[], "leaves it out".to_owned(), printed);
            }
            continue;
        };
        let value = param_value(claim, text);
        if let Some(misfit) = misfit(claim, &claim.ty, &value, context.tables) {
            clashes.add(claim, misfit.broken, &[], format!("prints `{text}`"), printed);
        }
        values.push((at, text.to_owned()));
    }
    for (key, _) in &address.query {
        if !context.params.iter().any(|claim| claim.name == *key) {
            clashes.unknown(
                key,
                ("the parameters", context.place.key("params")),
                context.params.iter().map(|claim| claim.name.as_str()),
                printed,
            );
        }
    }
    values
}

/// A parameter's text as the value that its type makes of it; a text stays one.
fn param_value(claim: &Claim<'_>, text: &str) -> Value {
    match &claim.ty {
        TypeExpr::Name(name) if matches!(name.as_str(), "int" | "number" | "bool") => {
            serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))
        }
        _ => Value::from(text),
    }
}

/// Holds the headers of a sample against the credentials and the constant headers, both ways.
fn hold_headers(
    api: &ApiFile,
    sample: &RequestSample,
    aside: &Aside<'_, '_>,
    name: &str,
    place: &Place,
    findings: &mut Vec<Finding>,
) -> Vec<(String, String)> {
    let known = || {
        let credentials = api.credentials.iter().map(|(_, credential)| credential.header.as_str());
        credentials.chain(api.headers.names())
    };
    let mut kept = Vec::new();
    for (n, (header, value)) in sample.headers.iter().enumerate().filter(|(_, (header, _))| !aside.has_header(header)) {
        let finding =
            |message: Message| Finding::new(Code::SampleHeader, message, place.key("headers").entry(n), "printed here");
        let help = format!("settle it with an erratum on the sample: `not: [headers.{header}]`");
        let credential = api.credentials.iter().find(|(_, credential)| credential.header.eq_ignore_ascii_case(header));
        let constant = api.headers.iter().find(|(constant, _)| constant.eq_ignore_ascii_case(header));
        match (credential, constant) {
            (Some((_, credential)), _) => {
                if let Some(scheme) = credential.scheme.as_deref().filter(|scheme| !has_scheme(value, scheme)) {
                    let wanted = match value.strip_prefix(scheme) {
                        Some(_) => format!("a space belongs after `{scheme}`"),
                        None => format!("the scheme is `{scheme}`"),
                    };
                    let message = of(name, |sample| format!("{sample} prints `{header}: {value}`, but {wanted}"));
                    findings.push(finding(message).help(help));
                }
            }
            (None, Some((_, constant))) if constant.value != *value => {
                let always = &constant.value;
                let message =
                    of(name, |sample| format!("{sample} prints `{header}: {value}`, but it is always `{always}`"));
                findings.push(finding(message).help(help));
            }
            (None, Some(_)) => {}
            (None, None) if header.eq_ignore_ascii_case("content-type") => {}
            (None, None) => {
                let message = of(name, |sample| format!("{sample} sends the header `{header}`, which nobody declares"));
                findings.push(did_you_mean(finding(message), header, known()));
            }
        }
        kept.push((header.to_owned(), value.clone()));
    }
    for header in known().filter(|_| !sample.headers.is_empty()) {
        let printed = sample.headers.names().any(|printed| printed.eq_ignore_ascii_case(header));
        if !printed && !aside.has_header(header) {
            findings.push(
                Finding::new(
                    Code::SampleHeader,
                    of(name, |sample| format!("{sample} does not send the header `{header}`")),
                    place.key("headers"),
                    "the headers that it prints",
                )
                .help(format!("settle it with an erratum on the sample: `not: [headers.{header}]`")),
            );
        }
    }
    kept
}

fn has_scheme(value: &str, scheme: &str) -> bool {
    value.strip_prefix(scheme).is_some_and(|rest| rest.starts_with(' '))
}

/// Holds the body's content type, and its being there, against the operation.
fn hold_content(
    context: &Context<'_, '_>,
    sample: &RequestSample,
    aside: &Aside<'_, '_>,
    name: &str,
    place: &Place,
    findings: &mut Vec<Finding>,
) {
    let mut refuse = |key, message: Message| {
        findings.push(
            Finding::new(Code::SampleContent, message, place.key(key), "printed here")
                .label(context.place.name(), "the operation")
                .help("settle it with an erratum on the sample: `not: [content]`"),
        );
    };
    let header = sample.headers.iter().find(|(header, _)| header.eq_ignore_ascii_case("content-type"));
    let constant = context.view.spec.api.headers.names().any(|header| header.eq_ignore_ascii_case("content-type"));
    let header = header.filter(|(header, _)| !constant && !aside.has_header(header)).map(|(_, value)| value.as_str());
    match sample.content.as_deref().or(header).filter(|_| !aside.has("content")) {
        Some(content) if context.operation.body.is_none() => {
            let body = if content.is_empty() { "an empty body".to_owned() } else { format!("a body of `{content}`") };
            refuse("content", of(name, |sample| format!("{sample} sends {body}, but the operation has no body")));
        }
        Some(content) if content != "application/json" => {
            let words = |sample: &str| format!("{sample} sends `{content}`, but bodies are `application/json`");
            refuse("content", of(name, words));
        }
        _ => {}
    }
    if sample.json.is_some() && context.operation.body.is_none() {
        refuse("json", of(name, |sample| format!("{sample} has a body, but the operation has none")));
    }
}

fn hold_body(context: &Context<'_, '_>, value: &Value, printed: Printed<'_>, clashes: &mut Clashes) {
    let Some(body) = &context.operation.body else { return };
    if value.is_object() {
        values::hold(&TypeExpr::Name(body.clone()), value, context.tables, printed, clashes);
    } else {
        clashes.push(Finding::new(
            Code::ValueType,
            printed.message(|sample| format!("the body of {sample} is no object")),
            printed.place.key("json"),
            format!("`{body}` is one"),
        ));
    }
}
