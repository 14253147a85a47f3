//! The headers that credentials and constants travel in.

use crate::diagnostic::{Code, Finding, Place};
use crate::model::COUNTED;
use crate::spec::ApiSpec;

/// Every header has a name and a value that can be sent, and none is sent twice.
pub(crate) fn check(spec: &ApiSpec, findings: &mut Vec<Finding>) {
    let api = &spec.api;
    let root = Place::root(spec.file);
    let credentials = api.credentials.iter().enumerate();
    let credentials = credentials
        .map(|(n, (_, credential))| (credential.header.as_str(), root.key("credentials").entry(n).key("header")));
    let constants =
        api.headers.iter().enumerate().map(|(n, (header, _))| (header, root.key("headers").entry(n).name()));
    let all: Vec<(&str, Place)> = credentials.chain(constants).collect();
    for (n, (header, place)) in all.iter().enumerate() {
        if !is_token(header) {
            findings.push(Finding::new(
                Code::WrongValue,
                format!("`{}` is no name of a header", header.escape_debug()),
                place.clone(),
                "this name",
            ));
        }
        if let Some((_, first)) = all[..n].iter().find(|(other, _)| other.eq_ignore_ascii_case(header)) {
            findings.push(
                Finding::new(
                    Code::DuplicateKey,
                    format!("the header `{header}` is sent twice"),
                    place.clone(),
                    "again here",
                )
                .label(first.clone(), "first here"),
            );
        }
    }
    for (n, (header, constant)) in api.headers.iter().enumerate() {
        if !is_header_value(&constant.value) {
            let place = root.key("headers").entry(n).key("value");
            findings.push(Finding::new(
                Code::WrongValue,
                format!("no header can carry the value of `{header}`"),
                place,
                "plain ASCII belongs here",
            ));
        }
    }
    if api.credentials.iter().len() > COUNTED {
        let place = root.key("credentials").entry(COUNTED);
        let message = format!("an API has at most {COUNTED} credentials");
        findings.push(Finding::new(Code::WrongValue, message, place.name(), "one too many"));
    }
    for (n, (name, credential)) in api.credentials.iter().enumerate() {
        if let Some(scheme) = credential.scheme.as_deref().filter(|scheme| !is_token(scheme)) {
            let place = root.key("credentials").entry(n).key("scheme");
            findings.push(Finding::new(
                Code::WrongValue,
                format!("`{}` is no scheme", scheme.escape_debug()),
                place,
                format!("one word before the {name}"),
            ));
        }
    }
}

fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

/// Whether a header can have this value, so that it arrives as it left.
pub(crate) fn is_header_value(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && text.chars().all(|c| c.is_ascii_graphic() || c == ' ')
}
