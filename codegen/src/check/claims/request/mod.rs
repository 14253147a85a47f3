//! A request that the page prints, in JSON or in some language's code, held against its operation.

pub(crate) mod address;
pub(crate) mod decoded;

use serde_json::Value;

use crate::check::claims::clashes::{Call, Clashes};
use crate::check::claims::printed::{Printed, Side};
use crate::check::claims::samples;
use crate::check::claims::values;
use crate::check::operation::Context;
use crate::check::sound::headers::is_header_value;
use crate::check::sound::hint::meant_or;
use crate::check::view::Settled;
use crate::diagnostic::{Code, Finding, Message, Place, nearest};
use crate::model;
use crate::spec::{ApiFile, RequestSample, TypeExpr};

/// Holds one sample against its operation, and returns what it asks for.
pub(crate) fn check<'a>(
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
        clashes.call(Call {
            code: Code::SampleMethod,
            does: format!("sends {method}"),
            printed_at: place.key("method"),
            sample: name.to_owned(),
            but: format!("but the operation is {}", context.operation.method),
            claimed: context.place.key("method"),
            aside: "method",
            mend: "`method`",
        });
    }
    let address = sample.address.as_deref().filter(|_| !aside.has("address"));
    let address = address.and_then(|address| address::read(context, address, aside.has("host"), name, place, clashes));
    let params = address.map(|address| address.hold(context, name, place, clashes)).unwrap_or_default();
    let rule = Place::root(context.view.spec.file);
    let headers =
        hold_headers(api, sample, &aside, name, place, &mut |finding, at| clashes.share(finding, rule.clone(), at));
    hold_content(context, sample, &aside, name, place, findings);
    let body = sample.json.as_deref().and_then(|text| {
        let (_, mut value) = samples::read(text, &sample.mend, place, findings)?;
        for path in aside.json_paths() {
            samples::set_aside(&mut value, path);
        }
        let printed = Printed {
            name,
            place,
            key: "json",
            text,
            mend: &sample.mend,
            part: None,
            side: Side::Request,
            way: None,
            bytes: None,
        };
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

/// Holds the headers of a sample against the credentials and the constant headers, both ways.
fn hold_headers(
    api: &ApiFile,
    sample: &RequestSample,
    aside: &Aside<'_, '_>,
    name: &str,
    place: &Place,
    refuse: &mut dyn FnMut(Finding, Place),
) -> Vec<(String, String)> {
    let known = || {
        let credentials = api.credentials.iter().map(|(_, credential)| credential.header.as_str());
        credentials.chain(api.headers.names())
    };
    let mut kept = Vec::new();
    for (n, (header, value)) in sample.headers.iter().enumerate().filter(|(_, (header, _))| !aside.has_header(header)) {
        let at = place.key("headers").entry(n);
        let finding = |message: Message| Finding::new(Code::SampleHeader, message, at.clone(), "printed here");
        let help = format!("settle it with an erratum on the sample: `not: [headers.{header}]`");
        let credential = api.credentials.iter().find(|(_, credential)| credential.header.eq_ignore_ascii_case(header));
        let constant = api.headers.iter().find(|(constant, _)| constant.eq_ignore_ascii_case(header));
        match (credential, constant) {
            (Some((_, credential)), _) => {
                if let Some(wrong) = wrong_credential(value, credential.scheme.as_deref()) {
                    let message = of(name, |sample| format!("{sample} prints `{header}: {value}`, but {wrong}"));
                    refuse(finding(message).help(help), at);
                }
            }
            (None, Some((_, constant))) if constant.value != *value => {
                let always = &constant.value;
                let message =
                    of(name, |sample| format!("{sample} prints `{header}: {value}`, but it is always `{always}`"));
                refuse(finding(message).help(help), at);
            }
            (None, Some(_)) => {}
            (None, None) if header.eq_ignore_ascii_case("content-type") => {}
            (None, None) => {
                let message = of(name, |sample| format!("{sample} sends the header `{header}`, which nobody declares"));
                refuse(finding(message).help(meant_or(header, known(), &help)), at);
            }
        }
        kept.push((header.to_owned(), value.clone()));
    }
    for header in known().filter(|_| !sample.headers.is_empty()) {
        let printed = sample.headers.names().any(|printed| printed.eq_ignore_ascii_case(header));
        // What is printed under a misspelled name is told as that.
        let is_misspelled = || sample.headers.names().any(|printed| nearest(printed, known()) == Some(header));
        if !printed && !aside.has_header(header) && !is_misspelled() {
            let at = place.key("headers");
            let message = of(name, |sample| format!("{sample} does not send the header `{header}`"));
            let finding = Finding::new(Code::SampleHeader, message, at.clone(), "the headers that it prints");
            refuse(finding.help(format!("settle it with an erratum on the sample: `not: [headers.{header}]`")), at);
        }
    }
    kept
}

/// Why the client cannot send a credential as it is printed.
fn wrong_credential(value: &str, scheme: Option<&str>) -> Option<String> {
    if !is_header_value(value) {
        return Some("a header carries printable ASCII only, with no space at its ends".to_owned());
    }
    let scheme = scheme?;
    let Some(rest) = value.strip_prefix(scheme) else { return Some(format!("the scheme is `{scheme}`")) };
    let first = rest.strip_prefix(' ').and_then(|credential| credential.split(' ').next()).unwrap_or_default();
    if first.is_empty() {
        return Some(format!("one space belongs after `{scheme}`"));
    }
    first.eq_ignore_ascii_case(scheme).then(|| format!("`{scheme}` stands there twice"))
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
