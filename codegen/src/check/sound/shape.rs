//! What must be well-formed for a call to be possible at all: servers, statuses, durations, key paths; headers, paths, effects
//! and sources have files of their own.

use super::{effects, headers, paths, sources, words};
use crate::check::operation::params;
use crate::check::view::View;
use crate::diagnostic::{Code, Finding, Place};
use crate::spec::{AnswerSample, ApiFile, ApiSpec, Envelope, Erratum, Literal, Named, ResourceFile};

/// The shape of `api.yaml`.
pub(crate) fn of_api(spec: &ApiSpec, findings: &mut Vec<Finding>) {
    let api = &spec.api;
    let root = Place::root(spec.file);
    title(&api.title, &root, findings);
    for (n, (_, source)) in api.sources.iter().enumerate() {
        let place = root.key("sources").entry(n);
        title(&source.title, &place, findings);
        sources::check(source, &place, findings);
        words::check(spec, source, &place, findings);
    }
    if api.servers.is_empty() {
        findings.push(Finding::new(
            Code::MissingKey,
            "there is no server to call",
            root.key("servers"),
            "at least one belongs here",
        ));
    }
    for (n, (name, server)) in api.servers.iter().enumerate() {
        if let Some(wrong) = wrong_server(&server.url) {
            let (message, place) =
                (format!("the address of `{name}` {wrong}"), root.key("servers").entry(n).key("url"));
            let finding = Finding::new(Code::WrongValue, message, place, "this address");
            findings.push(match server.url.strip_suffix('/') {
                Some(url) if wrong_server(url).is_none() => finding.help(format!("write it without: `{url}`")),
                _ => finding,
            });
        }
    }
    headers::check(spec, findings);
    if let Some(envelope) = &api.envelope {
        of_envelope(envelope, &root.key("envelope"), findings);
    }
    for (n, status) in api.statuses.iter().enumerate() {
        let place = root.key("statuses").item(n);
        http(status.http, &place, findings);
        if let Some(first) =
            api.statuses[..n].iter().position(|other| (other.http, &other.code) == (status.http, &status.code))
        {
            findings.push(
                Finding::new(
                    Code::DuplicateKey,
                    format!("the status {} stands twice", status.http),
                    place.key("http"),
                    "again here",
                )
                .label(root.key("statuses").item(first).key("http"), "first here"),
            );
        }
    }
    if let Some(every) = api.calls.as_ref().and_then(|calls| calls.poll_every.as_deref())
        && seconds(every).is_none()
    {
        let place = root.key("calls").key("poll_every");
        findings.push(
            Finding::new(Code::WrongValue, format!("`{every}` is no duration"), place, "this")
                .help("write `30s`, `5m` or `1h`"),
        );
    }
    statuses_of(&api.answers, &root, findings);
    of_errata(api, &api.errata, &root, findings);
}

/// The shape of one resource.
pub(crate) fn of_resource(spec: &ApiSpec, file: usize, resource: &ResourceFile, findings: &mut Vec<Finding>) {
    let view = View { spec, without: None };
    let root = Place::root(file);
    if resource.operations.is_empty() {
        findings.push(Finding::new(
            Code::MissingKey,
            "the resource has no operation",
            root.key("operations"),
            "at least one belongs here",
        ));
    }
    for (n, (name, operation)) in resource.operations.iter().enumerate() {
        let place = root.key("operations").entry(n);
        paths::check(name, operation, &params(&view, file, &place, operation), &place, findings);
        effects::check(name, operation, &place, findings);
        statuses_of(&operation.answers, &place, findings);
    }
    of_errata(&spec.api, &resource.errata, &root, findings);
}

fn statuses_of(answers: &Named<AnswerSample>, owner: &Place, findings: &mut Vec<Finding>) {
    for (n, (_, sample)) in answers.iter().enumerate() {
        http(sample.http.unwrap_or(200), &owner.key("answers").entry(n), findings);
    }
}

fn http(status: u16, owner: &Place, findings: &mut Vec<Finding>) {
    if !(100..=599).contains(&status) {
        let message = format!("{status} is no HTTP status");
        findings.push(Finding::new(Code::WrongValue, message, owner.key("http"), "100 to 599"));
    }
}

fn title(title: &str, owner: &Place, findings: &mut Vec<Finding>) {
    if title.trim().is_empty() {
        let finding = Finding::new(Code::MissingKey, "the title is empty", owner.key("title"), "callers read this");
        findings.push(finding.help("write the name that people know it by"));
    }
}

/// A duration such as `5m` in seconds.
pub(crate) fn seconds(text: &str) -> Option<u64> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let unit = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => return None,
    };
    number.parse::<u64>().ok().filter(|number| *number > 0)?.checked_mul(unit)
}

fn wrong_server(url: &str) -> Option<&'static str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let Some(rest) = rest else {
        return Some("starts with neither `https://` nor `http://`");
    };
    if rest.is_empty() || rest.starts_with(['/', ':']) {
        Some("names no host")
    } else if url.ends_with('/') {
        Some("ends with a slash; paths start with one")
    } else if url.contains(['?', '#', '@', ' ', '\\']) || !url.is_ascii() || url.chars().any(char::is_control) {
        Some("has more than a host and a path")
    } else {
        None
    }
}

fn of_envelope(envelope: &Envelope, place: &Place, findings: &mut Vec<Finding>) {
    for (key, forms) in [("ok", &envelope.ok), ("no_rows", &envelope.no_rows)] {
        for (n, form) in forms.iter().enumerate() {
            of_form(form, &place.key(key).item(n), findings);
        }
    }
    let paths = [
        ("payload", &envelope.payload),
        ("errors", &envelope.errors),
        ("code", &envelope.code),
        ("status", &envelope.status),
    ];
    for (key, path) in paths.iter().filter_map(|(key, path)| Some((*key, path.as_deref()?))) {
        key_path(path, place.key(key), findings);
    }
    for (n, path) in envelope.message.0.iter().enumerate() {
        key_path(path, place.key("message").item(n), findings);
    }
}

fn of_form(form: &Named<Literal>, place: &Place, findings: &mut Vec<Finding>) {
    if form.is_empty() {
        findings.push(Finding::new(
            Code::WrongValue,
            "a form without keys says nothing",
            place.clone(),
            "name a key and its value",
        ));
    }
    for (n, key) in form.names().enumerate() {
        key_path(key, place.entry(n).name(), findings);
    }
}

fn key_path(path: &str, place: Place, findings: &mut Vec<Finding>) {
    if path.split('.').any(str::is_empty) {
        findings.push(Finding::new(
            Code::WrongValue,
            format!("`{path}` is no path of keys"),
            place,
            "keys with a dot between them belong here",
        ));
    }
}

fn of_errata(api: &ApiFile, errata: &Named<Erratum>, root: &Place, findings: &mut Vec<Finding>) {
    for (n, (name, erratum)) in errata.iter().enumerate() {
        let place = root.key("errata").entry(n);
        if erratum.because.trim().is_empty() {
            let message = format!("the erratum `{name}` does not say why");
            findings.push(Finding::new(Code::MissingKey, message, place.key("because"), "callers read this"));
        }
        let instead = place.key("use");
        words::mark(api, erratum.instead.length.as_ref(), instead.key("length"), findings);
        for (n, form) in erratum.instead.ok.iter().flatten().enumerate() {
            of_form(form, &instead.key("ok").item(n), findings);
        }
        for (n, path) in erratum.instead.message.iter().flat_map(|message| &message.0).enumerate() {
            key_path(path, instead.key("message").item(n), findings);
        }
    }
}
