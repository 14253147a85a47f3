//! Documented names become Rust names, and no two become the same one.

use std::collections::{BTreeMap, BTreeSet};

use super::taken::{ACCESSOR_TAKEN, API_TAKEN, BUILDER_TAKEN, CALL_TAKEN, CLIENT_TAKEN, SETTINGS_TAKEN, TYPES_TAKEN};
use crate::check::operation::params;
use crate::check::view::{Claim, Table, View};
use crate::diagnostic::{Code, Finding, Place, is_hidden};
use crate::names::{self, BadName};
use crate::spec::{ApiSpec, EnumValue, ResourceFile};

/// The Rust name of a row or parameter.
pub(crate) fn field(claim: &Claim<'_>) -> Result<String, BadName> {
    match &claim.row.rust {
        Some(rust) => Ok(rust.clone()),
        None => names::snake(&claim.name),
    }
}

/// The Rust name of a known value.
pub(crate) fn variant(value: &EnumValue) -> Result<String, BadName> {
    match &value.rust {
        Some(rust) => Ok(rust.clone()),
        None => names::pascal(&value.name),
    }
}

/// The names in `api.yaml`, and those that its resources share.
pub(crate) fn of_api(spec: &ApiSpec, findings: &mut Vec<Finding>) {
    let api = &spec.api;
    let root = Place::root(spec.file);
    as_it_stands("the API", &api.api, root.key("api"), names::is_snake, findings);
    sample_names(&root.key("answers"), api.answers.names(), findings);
    if API_TAKEN.contains(&api.api.as_str()) {
        findings.push(Finding::new(
            Code::NameCollision,
            "the generated crate has a module, a dependency or a feature of this name",
            root.key("api"),
            "taken",
        ));
    }
    let mut servers = Scope::new("the servers", &[]);
    for (n, (name, _)) in api.servers.iter().enumerate() {
        servers.add(name, names::pascal(name), &root.key("servers").entry(n).name(), false, findings);
    }
    let mut credentials = Scope::new("the credentials", SETTINGS_TAKEN);
    for (n, (name, _)) in api.credentials.iter().enumerate() {
        let place = root.key("credentials").entry(n).name();
        as_it_stands("a credential", name, place.clone(), names::is_snake, findings);
        credentials.add(name, Ok(name.to_owned()), &place, false, findings);
    }
    let view = View { spec, without: None };
    let mut types = Scope::new("the types of the API", TYPES_TAKEN);
    types.add(&api.api, names::pascal(&api.api), &root.key("api"), false, findings);
    let mut resources = Scope::new("the resources and shared types", CLIENT_TAKEN);
    for file in std::iter::once(spec.file).chain(spec.resources.iter().map(|(file, _)| *file)) {
        for (name, table) in view.tables(file).of_file(file) {
            type_names(&mut types, name, table, findings);
            if file == spec.file && table.ty.rows.is_some() {
                resources.add(name, Ok(names::markers(name)), &table.place.name(), false, findings);
            }
        }
    }
    for (file, resource) in &spec.resources {
        let place = Place::root(*file).key("resource");
        as_it_stands("a resource", &resource.resource, place.clone(), names::is_snake, findings);
        resources.add(&resource.resource, Ok(resource.resource.clone()), &place, false, findings);
    }
}

/// The names in one resource.
pub(crate) fn of_resource(spec: &ApiSpec, file: usize, resource: &ResourceFile, findings: &mut Vec<Finding>) {
    let view = View { spec, without: None };
    let root = Place::root(file);
    let mut methods = Scope::new("the operations", ACCESSOR_TAKEN);
    let mut types = Scope::new("the types of the resource", TYPES_TAKEN);
    if let Ok(accessor) = names::pascal(&resource.resource) {
        types.add(&resource.resource, Ok(accessor), &root.key("resource"), false, findings);
    }
    let own = view.tables(file);
    let is_shared = |name: &str| own.get(name).is_none_or(|table| table.place.file != file);
    for (name, table) in view.tables(spec.file).of_file(spec.file).filter(|(name, _)| is_shared(name)) {
        types.add(name, Ok(name.to_owned()), &table.place.name(), false, findings);
    }
    for (n, (name, operation)) in resource.operations.iter().enumerate() {
        let place = root.key("operations").entry(n);
        methods.add(name, names::snake(name), &place.name(), false, findings);
        if let Ok(ident) = names::pascal(name) {
            types.add(name, Ok(ident.clone()), &place.name(), false, findings);
            types.add(name, Ok(format!("{ident}Call")), &place.name(), false, findings);
        }
        let mut fields = Scope::new("the parameters", CALL_TAKEN);
        let params = params(&view, file, &place, operation);
        if operation.body.is_some() {
            let is_taken = params.iter().any(|claim| field(claim).as_deref() == Ok("body"));
            let name = if is_taken { "request_body" } else { "body" };
            fields.add("the body", Ok(name.into()), &place.key("body"), false, findings);
        }
        for claim in &params {
            fields.add_row(claim, findings);
        }
        once("parameter", params.iter().map(|claim| (claim.name.as_str(), claim.place.key("name"))), findings);
        sample_names(&place.key("requests"), operation.requests.names(), findings);
        sample_names(&place.key("answers"), operation.answers.names(), findings);
    }
    for (name, table) in own.of_file(file) {
        types.add(name, Ok(name.to_owned()), &table.place.name(), false, findings);
    }
}

/// A type, its builder, and the rows or values inside it.
fn type_names(types: &mut Scope<'_>, name: &str, table: &Table<'_>, findings: &mut Vec<Finding>) {
    as_it_stands("a type", name, table.place.name(), names::is_type, findings);
    types.add(name, Ok(name.to_owned()), &table.place.name(), false, findings);
    if table.ty.rows.is_some() {
        types.add(name, Ok(names::shouting(name)), &table.place.name(), false, findings);
        types.add(name, Ok(format!("{name}Builder")), &table.place.name(), false, findings);
    }
    let mut rows = Scope::new("the rows", BUILDER_TAKEN);
    for claim in &table.claims {
        rows.add_row(claim, findings);
    }
    once("row", table.claims.iter().map(|claim| (claim.name.as_str(), claim.place.key("name"))), findings);
    let values = table.ty.values.iter().flatten().enumerate();
    let values = values.map(|(n, value)| (value.name.as_str(), table.place.key("values").item(n).key("name")));
    once("value", values, findings);
    let mut variants = Scope::new("the values", &["Other"]);
    for (n, value) in table.ty.values.iter().flatten().enumerate() {
        let place = table.place.key("values").item(n);
        if value.rust.as_deref().is_some_and(|rust| !names::is_pascal(rust)) {
            as_it_stands(
                "a value",
                value.rust.as_deref().unwrap_or_default(),
                place.key("rust"),
                names::is_pascal,
                findings,
            );
        } else {
            variants.add(&value.name, variant(value), &place.key("name"), true, findings);
        }
    }
}

/// Whatever has a name of its own in a list stands there once.
fn once<'n>(what: &str, names: impl Iterator<Item = (&'n str, Place)>, findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    for (name, place) in names {
        if let Some(first) = seen.get(name) {
            let message = format!("the {what} `{name}` stands twice");
            let finding = Finding::new(Code::DuplicateKey, message, place, "again here");
            findings.push(finding.label(first.clone(), "first here"));
            continue;
        }
        seen.insert(name, place);
    }
}

/// The names of samples become those of tests.
fn sample_names<'n>(samples: &Place, names: impl Iterator<Item = &'n str>, findings: &mut Vec<Finding>) {
    let mut tests = Scope::new("the samples", &[]);
    for (n, name) in names.enumerate() {
        tests.add(name, names::snake(&format!("{name}_is_tested")), &samples.entry(n).name(), false, findings);
    }
}

/// A name of the spec that Rust takes as it stands.
fn as_it_stands(what: &str, name: &str, place: Place, fits: fn(&str) -> bool, findings: &mut Vec<Finding>) {
    if !fits(name) {
        let snake = names::snake(name).or_else(|_| names::pascal(name)).ok();
        let better = [snake, names::pascal(name).ok()].into_iter().flatten().find(|better| fits(better));
        let finding =
            Finding::new(Code::BadName, format!("`{name}` cannot be the name of {what} in Rust"), place, "this name");
        findings.push(match better {
            Some(better) => finding.help(format!("write `{better}`")),
            None => finding.help("use plain letters, digits and underscores"),
        });
    }
}

/// Whether two entries stand in the same mapping.
fn beside(one: &Place, other: &Place) -> bool {
    let mapping = |place: &Place| (place.file, place.steps.split_last().map(|(_, steps)| steps.to_vec()));
    mapping(one) == mapping(other)
}

/// Rust names that must differ from each other and from those that are taken.
struct Scope<'s> {
    what: &'static str,
    taken: &'s [&'s str],
    seen: BTreeMap<String, (String, Place)>,
    /// Pairs of places that were told: two types of one name also share the names that are made of it.
    told: BTreeSet<(Place, Place)>,
}

impl<'s> Scope<'s> {
    fn new(what: &'static str, taken: &'s [&'s str]) -> Self {
        Scope { what, taken, seen: BTreeMap::new(), told: BTreeSet::new() }
    }

    fn add_row(&mut self, claim: &Claim<'_>, findings: &mut Vec<Finding>) {
        match claim.row.rust.as_deref() {
            Some(rust) if !names::is_snake(rust) => {
                as_it_stands("a row", rust, claim.place.key("rust"), names::is_snake, findings);
            }
            _ => self.add(&claim.name, field(claim), &claim.place.key("name"), true, findings),
        }
    }

    /// Adds a name. `has_rust`: the spec can settle it with a key `rust`.
    fn add(
        &mut self,
        name: &str,
        ident: Result<String, BadName>,
        place: &Place,
        has_rust: bool,
        findings: &mut Vec<Finding>,
    ) {
        let is_unseen = |c: char| is_hidden(c) || (c.is_whitespace() && c != ' ');
        let way_out = if name.contains(is_unseen) || name.trim() != name {
            "take the character away that is not seen"
        } else if has_rust {
            "give it a Rust name: `rust: some_name`"
        } else {
            "give it another name"
        };
        let ident = match ident {
            Ok(ident) => ident,
            Err(bad) => {
                findings.push(
                    Finding::new(
                        Code::BadName,
                        format!("`{}` {bad}", name.escape_debug()),
                        place.clone(),
                        "Rust cannot spell this",
                    )
                    .help(way_out),
                );
                return;
            }
        };
        if let Some(taken) = self.taken.iter().find(|taken| **taken == ident) {
            findings.push(
                Finding::new(
                    Code::NameCollision,
                    format!("`{name}` becomes `{taken}`, which the generated code already has"),
                    place.clone(),
                    "taken",
                )
                .help(way_out),
            );
            return;
        }
        let told = |first: &str| match first == name {
            true => format!("two things are called `{name}`, and both become `{ident}`"),
            false => format!("`{first}` and `{name}` among {} both become `{ident}`", self.what),
        };
        match self.seen.get(&ident) {
            // The same name twice in one list is a duplicate, and told as one.
            Some((first, at)) if at != place && (first != name || !(has_rust || beside(at, place))) => {
                if self.told.insert((at.clone(), place.clone())) {
                    let finding = Finding::new(Code::NameCollision, told(first), place.clone(), "second");
                    findings.push(finding.label(at.clone(), "first").help(way_out));
                }
            }
            Some(_) => {}
            None => {
                self.seen.insert(ident, (name.to_owned(), place.clone()));
            }
        }
    }
}
