//! Which tables a request carries and which an answer, alone or inside another, and which contain themselves.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::view::View;
use crate::diagnostic::{Code, Finding};
use crate::spec::{ApiSpec, TypeExpr};

/// What carries a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Role {
    pub(crate) sent: bool,
    pub(crate) read: bool,
}

/// The roles of all tables of an API.
#[derive(Debug)]
pub(crate) struct Roles {
    roles: BTreeMap<String, Role>,
    /// Table → the tables that it holds directly, not through a list or a map.
    holds: BTreeMap<String, BTreeSet<String>>,
}

impl Roles {
    /// What carries this table.
    pub(crate) fn of(&self, name: &str) -> Role {
        self.roles.get(name).copied().unwrap_or_default()
    }

    /// Whether a table holds another one directly, at any depth; it holds itself.
    pub(crate) fn reaches(&self, from: &str, to: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut next = vec![from];
        while let Some(name) = next.pop() {
            if name == to {
                return true;
            }
            if seen.insert(name) {
                next.extend(self.holds.get(name).into_iter().flatten().map(String::as_str));
            }
        }
        false
    }
}

/// Follows every body and every answer.
pub(crate) fn of(spec: &ApiSpec) -> Roles {
    let view = View { spec, without: None };
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut holds: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in std::iter::once(spec.file).chain(spec.resources.iter().map(|(file, _)| *file)) {
        for (name, table) in view.tables(file).of_file(file) {
            for claim in &table.claims {
                let inner = innermost(&claim.ty).to_owned();
                if matches!(claim.ty, TypeExpr::Name(_)) {
                    holds.entry(name.to_owned()).or_default().insert(inner.clone());
                }
                all.entry(name.to_owned()).or_default().insert(inner);
            }
        }
    }
    let mut roles = BTreeMap::new();
    for (_, resource) in &spec.resources {
        for (_, operation) in resource.operations.iter() {
            if let Some(body) = &operation.body {
                mark(body, &all, &mut roles, |role| std::mem::replace(&mut role.sent, true));
            }
            if let Some(answer) = &operation.answer {
                mark(innermost(answer), &all, &mut roles, |role| std::mem::replace(&mut role.read, true));
            }
        }
    }
    Roles { roles, holds }
}

/// A table that requires itself can never be complete.
pub(crate) fn check(spec: &ApiSpec, roles: &Roles, findings: &mut Vec<Finding>) {
    let view = View { spec, without: None };
    for file in std::iter::once(spec.file).chain(spec.resources.iter().map(|(file, _)| *file)) {
        for (name, table) in view.tables(file).of_file(file) {
            for claim in table.claims.iter().filter(|claim| claim.required) {
                if matches!(&claim.ty, TypeExpr::Name(inner) if roles.reaches(inner, name)) {
                    findings.push(
                        Finding::new(
                            Code::EndlessType,
                            format!("`{name}` requires `{}`, which contains a `{name}` again, without end", claim.name),
                            claim.place.key("required"),
                            "required here",
                        )
                        .label(table.place.name(), "the type")
                        .help("one of the rows on the way has to be optional, or a list"),
                    );
                }
            }
        }
    }
}

fn mark(
    name: &str,
    all: &BTreeMap<String, BTreeSet<String>>,
    roles: &mut BTreeMap<String, Role>,
    set: impl Fn(&mut Role) -> bool,
) {
    let mut next = vec![name];
    while let Some(name) = next.pop() {
        if !set(roles.entry(name.to_owned()).or_default()) {
            next.extend(all.get(name).into_iter().flatten().map(String::as_str));
        }
    }
}

fn innermost(ty: &TypeExpr) -> &str {
    match ty {
        TypeExpr::Name(name) => name,
        TypeExpr::List(item) | TypeExpr::Map(item) => innermost(item),
    }
}
