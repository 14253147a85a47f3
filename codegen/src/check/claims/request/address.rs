//! The address that a request sample prints: one of the servers, the operation's path, and a value for each parameter.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::decoded::{decoded, of_query};
use crate::check::claims::clashes::{Call, Clashes};
use crate::check::claims::fit::{Broken, misfit};
use crate::check::claims::printed::{Printed, Side};
use crate::check::operation::Context;
use crate::check::view::Claim;
use crate::diagnostic::{Code, Place};
use crate::spec::{ApiFile, TypeExpr};

/// What an address gives to the parameters: of the path by name, and of the query.
pub(crate) struct Address<'s> {
    text: &'s str,
    path: BTreeMap<&'s str, Part<'s>>,
    query: Vec<Pair<'s>>,
    has_path: bool,
}

/// A key of a query and its value.
struct Pair<'s> {
    /// Both, as they are printed.
    printed: &'s str,
    key: Part<'s>,
    value: Part<'s>,
}

/// A part of an address.
struct Part<'s> {
    /// As it stands in the address.
    printed: &'s str,
    /// As it was before it was percent-encoded.
    meant: Cow<'s, str>,
}

/// Reads an address by the template of its operation. `any_host`: an erratum sets the host aside.
pub(crate) fn read<'s>(
    context: &Context<'_, 's>,
    address: &'s str,
    any_host: bool,
    name: &str,
    place: &Place,
    clashes: &mut Clashes,
) -> Option<Address<'s>> {
    let template = context.operation.path.as_str();
    let (before, query) = address.split_once('?').unwrap_or((address, ""));
    let query = query.split('&').filter(|pair| !pair.is_empty()).map(pair).collect();
    if before.is_empty() {
        return Some(Address { text: address, path: BTreeMap::new(), query, has_path: false });
    }
    let mut call = |does: &str, but: String, claimed: Place, aside, mend| {
        let (start, end) = bytes_of(does, address);
        clashes.call(Call {
            code: Code::SampleAddress,
            does: format!("calls `{does}`"),
            printed_at: place.key("address").within(start, end),
            sample: name.to_owned(),
            but,
            claimed,
            aside,
            mend,
        });
        None
    };
    let api = &context.view.spec.api;
    let Some(path) = below_host(api, before, any_host) else {
        let servers: Vec<&str> = api.servers.iter().map(|(_, server)| server.url.as_str()).collect();
        let but = format!("which is none of the servers: {}", servers.join(", "));
        return call(before, but, Place::root(context.view.spec.file).key("servers"), "host", "the server");
    };
    match match_path(template, path) {
        Some(path) => Some(Address { text: address, path, query, has_path: true }),
        None => {
            let but = format!("but the operation is at `{template}`");
            call(path, but, context.place.key("path"), "address", "`path`")
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
    let below = api.servers.iter().find_map(|(_, server)| address.strip_prefix(server.url.as_str()));
    if below.is_some() || !any_host {
        return below.filter(|path| path.is_empty() || path.starts_with('/'));
    }
    // Some other host: what a server has before the operation's path may stand there too.
    let (_, rest) = address.split_once("://")?;
    let path = &rest[rest.find('/')?..];
    let prefixes = api.servers.iter().filter_map(|(_, server)| {
        let (_, rest) = server.url.split_once("://")?;
        rest.find('/').map(|slash| &rest[slash..])
    });
    Some(prefixes.filter_map(|prefix| path.strip_prefix(prefix)).next().unwrap_or(path))
}

/// The values that a path gives to the parameters of its template. No segment is a step: the client sends none.
fn match_path<'s>(template: &'s str, path: &'s str) -> Option<BTreeMap<&'s str, Part<'s>>> {
    let (wanted, given): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
    if wanted.len() != given.len() {
        return None;
    }
    let is_a_step = |part: &str| matches!(part, "" | "." | "..");
    let mut values = BTreeMap::new();
    for (wanted, given) in wanted.into_iter().zip(given) {
        let meant = decoded(given);
        match wanted.strip_prefix('{').and_then(|param| param.strip_suffix('}')) {
            Some(param) if !meant.split(['/', '\\']).any(is_a_step) => {
                values.insert(param, Part { printed: given, meant });
            }
            None if wanted == meant => {}
            _ => return None,
        }
    }
    Some(values)
}

/// One key of a query, with its value; a key alone has an empty one.
fn pair(printed: &str) -> Pair<'_> {
    let (key, value) = printed.split_once('=').unwrap_or_else(|| printed.split_at(printed.len()));
    let part = |printed| Part { printed, meant: of_query(printed) };
    Pair { printed, key: part(key), value: part(value) }
}

/// Where a part that was split off an address stands in it.
fn bytes_of(part: &str, address: &str) -> (usize, usize) {
    let start = part.as_ptr().addr() - address.as_ptr().addr();
    (start, start + part.len())
}

impl Address<'_> {
    /// Holds the parameters of an address against their rows, and returns them by position.
    pub(crate) fn hold(
        &self,
        context: &Context<'_, '_>,
        name: &str,
        place: &Place,
        clashes: &mut Clashes,
    ) -> Vec<(usize, String)> {
        let whole = Printed::of_text(name, place, "address", self.text, Side::Request);
        let at = |part: &str| whole.within(bytes_of(part, self.text));
        let mut values = Vec::new();
        for (n, claim) in context.params.iter().enumerate() {
            let Some((value, printed)) = self.given(&claim.name) else {
                let in_path = context.operation.path.contains(&format!("{{{}}}", claim.name));
                if claim.required && (self.has_path || !in_path) {
                    let broken = Broken::new(Code::RequiredButAbsent, "required", "is required");
                    clashes.add(claim, broken, &[], "leaves it out".to_owned(), whole);
                }
                continue;
            };
            if let Some(misfit) = misfit(claim, &claim.ty, &param_value(claim, value), context.tables) {
                clashes.add(claim, misfit.broken, &[], format!("prints `{value}`"), at(printed));
            }
            values.push((n, value.to_owned()));
        }
        for Pair { key, .. } in &self.query {
            if !context.params.iter().any(|claim| claim.name == key.meant) {
                clashes.unknown(
                    &key.meant,
                    ("the parameters", context.place.key("params")),
                    context.params.iter().map(|claim| claim.name.as_str()),
                    at(key.printed),
                );
            }
        }
        values
    }

    /// The value of a parameter, and what of the address prints it; of a value that is empty, its key as well.
    fn given(&self, name: &str) -> Option<(&str, &str)> {
        let in_path = self.path.get(name).map(|part| (&*part.meant, part.printed));
        in_path.or_else(|| {
            let pair = self.query.iter().find(|pair| pair.key.meant == name)?;
            let printed = if pair.value.printed.is_empty() { pair.printed } else { pair.value.printed };
            Some((&*pair.value.meant, printed))
        })
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
