//! What can see a subject: where a contradiction can appear once an erratum of it is taken away. Elsewhere nothing need be asked
//! again.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::subjects::Subject;
use crate::check::view::find_erratum;
use crate::diagnostic::Step;
use crate::spec::{ApiSpec, Operation, ResourceFile, Row, TypeExpr};

/// What the operations of an API can see.
pub(crate) struct Sight<'a> {
    pub(crate) spec: &'a ApiSpec,
    /// The types that each operation leads to, by its file and position.
    types: BTreeMap<(usize, usize), BTreeSet<&'a str>>,
}

impl<'a> Sight<'a> {
    pub(crate) fn of(spec: &'a ApiSpec) -> Self {
        let mut types = BTreeMap::new();
        for (file, resource) in &spec.resources {
            for (n, (_, operation)) in resource.operations.iter().enumerate() {
                types.insert((*file, n), types_of(spec, *file, resource, operation));
            }
        }
        Sight { spec, types }
    }

    /// Whether every operation can see it: what `api.yaml` rules. What it only states or prints is seen by itself.
    pub(crate) fn is_seen_everywhere(&self, subject: &Subject<'_>) -> bool {
        subject.place.file == self.spec.file && subject.is_rule()
    }

    /// Whether an operation of its file can see it: the operation that it stands in, and those that lead to its type.
    pub(crate) fn sees(&self, operation: usize, subject: &Subject<'_>) -> bool {
        let file = subject.place.file;
        match subject.place.steps.as_slice() {
            [Step::Key("operations"), Step::Entry(own), ..] => *own == operation,
            [Step::Key("types"), Step::Entry(n), ..] => {
                let resource = self.spec.resources.iter().find(|(of, _)| *of == file);
                let name = resource.and_then(|(_, resource)| resource.types.names().nth(*n));
                let types = self.types.get(&(file, operation));
                name.zip(types).is_none_or(|(name, types)| types.contains(name))
            }
            _ => true,
        }
    }
}

/// The names of all types that an operation leads to, whatever errata make of its rows.
fn types_of<'a>(
    spec: &'a ApiSpec,
    file: usize,
    resource: &'a ResourceFile,
    operation: &'a Operation,
) -> BTreeSet<&'a str> {
    let of_row = |row: &'a Row| {
        let errata = row.erratum.0.iter().filter_map(move |name| find_erratum(spec, file, name));
        let instead = errata.filter_map(|(_, erratum)| erratum.instead.ty.as_ref());
        std::iter::once(&row.ty).chain(instead).map(name)
    };
    let own = operation.body.as_deref().into_iter().chain(operation.answer.as_ref().map(name));
    let mut ahead: Vec<&str> = own.chain(operation.params.iter().flat_map(of_row)).collect();
    let mut types = BTreeSet::new();
    while let Some(name) = ahead.pop() {
        if types.insert(name) {
            let ty = resource.types.get(name).or_else(|| spec.api.types.get(name));
            ahead.extend(ty.and_then(|ty| ty.rows.as_deref()).unwrap_or_default().iter().flat_map(of_row));
        }
    }
    types
}

/// The type that a type is made of.
fn name(ty: &TypeExpr) -> &str {
    match ty {
        TypeExpr::Name(name) => name,
        TypeExpr::List(of) | TypeExpr::Map(of) => name(of),
    }
}
