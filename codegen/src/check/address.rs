//! The address that a request sample prints: one of the servers, the operation's path, and a value for each parameter.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::clashes::Clashes;
use super::fit::{Broken, misfit};
use super::printed::{Printed, Side};
use super::requests::Context;
use super::view::Claim;
use crate::diagnostic::{Code, Finding, Message, Place};
use crate::spec::{ApiFile, TypeExpr};

/// What an address gives to the parameters: of the path by name, and of the query.
pub(super) struct Address<'s> {
    path: BTreeMap<&'s str, Cow<'s, str>>,
    query: Vec<(Cow<'s, str>, Cow<'s, str>)>,
    has_path: bool,
}

/// Reads an address by the template of its operation. `any_host`: an erratum sets the host aside.
pub(super) fn read<'s>(
    context: &Context<'_, 's>,
    address: &'s str,
    any_host: bool,
    name: &str,
    place: &Place,
    findings: &mut Vec<Finding>,
) -> Option<Address<'s>> {
    let template = context.operation.path.as_str();
    let (before, query) = address.split_once('?').unwrap_or((address, ""));
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let query = pairs.map(|(key, value)| (of_query(key), of_query(value))).collect();
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
    let Some(path) = below_host(&context.view.spec.api, before, any_host) else {
        let servers: Vec<&str> = context.view.spec.api.servers.iter().map(|(_, url)| url.as_str()).collect();
        refuse(
            Side::Request.message(name, |sample| {
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
                Side::Request
                    .message(name, |sample| format!("{sample} calls `{path}`, but the operation is at `{template}`")),
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

/// The values that a path gives to the parameters of its template. No segment is a step: the client sends none.
fn match_path<'s>(template: &'s str, path: &'s str) -> Option<BTreeMap<&'s str, Cow<'s, str>>> {
    let (wanted, given): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
    if wanted.len() != given.len() {
        return None;
    }
    let is_a_step = |part: &str| matches!(part, "" | "." | "..");
    let mut values = BTreeMap::new();
    for (wanted, given) in wanted.into_iter().zip(given) {
        let decoded = decoded(given);
        match wanted.strip_prefix('{').and_then(|param| param.strip_suffix('}')) {
            Some(param) if !decoded.split(['/', '\\']).any(is_a_step) => {
                values.insert(param, decoded);
            }
            None if wanted == decoded => {}
            _ => return None,
        }
    }
    Some(values)
}

/// A text of an address as it was before it was percent-encoded; as it stands where that gives no text.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = rest.strip_prefix('%').and_then(|rest| rest.get(..2));
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let taken = match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                3
            }
            None => {
                bytes.extend(first.to_string().bytes());
                first.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The same for a query, where a plus sign stands for a space.
fn of_query(text: &str) -> Cow<'_, str> {
    match text.contains('+') {
        true => Cow::Owned(decoded(&text.replace('+', "%20")).into_owned()),
        false => decoded(text),
    }
}

impl Address<'_> {
    /// Holds the parameters of an address against their rows, and returns them by position.
    pub(super) fn hold(
        &self,
        context: &Context<'_, '_>,
        name: &str,
        place: &Place,
        clashes: &mut Clashes,
    ) -> Vec<(usize, String)> {
        let printed =
            Printed { name, place, key: "address", text: "", mend: &[], part: None, side: Side::Request, way: None };
        let mut values = Vec::new();
        for (at, claim) in context.params.iter().enumerate() {
            let in_query = || self.query.iter().find(|(key, _)| *key == claim.name).map(|(_, value)| value);
            let Some(text) = self.path.get(claim.name.as_str()).or_else(in_query) else {
                let in_path = context.operation.path.contains(&format!("{{{}}}", claim.name));
                if claim.required && (self.has_path || !in_path) {
                    let broken =
                        Broken { code: Code::RequiredButAbsent, key: "required", says: "is required".to_owned() };
                    clashes.add(claim, broken, &[], "leaves it out".to_owned(), printed);
                }
                continue;
            };
            let value = param_value(claim, text);
            if let Some(misfit) = misfit(claim, &claim.ty, &value, context.tables) {
                clashes.add(claim, misfit.broken, &[], format!("prints `{text}`"), printed);
            }
            values.push((at, text.clone().into_owned()));
        }
        for (key, _) in &self.query {
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
