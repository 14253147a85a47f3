//! Everything in a spec that can point at an erratum.

use super::view::find_erratum;
use crate::diagnostic::Place;
use crate::spec::{ApiSpec, Named, OneOrMany, Operation, Row, Type};

/// Something that can point at an erratum.
#[derive(Debug)]
pub(super) struct Subject<'a> {
    pub(super) place: Place,
    pub(super) pointers: &'a OneOrMany<String>,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Row,
    Envelope,
    Answer,
    Request,
    /// Something that only makes statements.
    Says,
}

impl Subject<'_> {
    /// Whether a key of `use` can say something about it.
    pub(super) fn takes(&self, key: &str) -> bool {
        let keys: &[&str] = match self.kind {
            Kind::Row => &["name", "type", "length", "required", "quoted", "unset", "values"],
            Kind::Envelope => &["ok", "message"],
            Kind::Answer => &["reads"],
            Kind::Request | Kind::Says => &[],
        };
        keys.contains(&key)
    }

    /// What it is, for messages.
    pub(super) fn what(&self) -> &'static str {
        match self.kind {
            Kind::Row => "the row",
            Kind::Envelope => "the envelope",
            Kind::Answer | Kind::Request => "the sample",
            Kind::Says => "what is said",
        }
    }

    /// Whether it points at this erratum, and not at one of the same name in another file.
    pub(super) fn points_at(&self, spec: &ApiSpec, file: usize, name: &str) -> bool {
        let named = self.pointers.0.iter().any(|pointer| pointer == name);
        named && find_erratum(spec, self.place.file, name).is_some_and(|(home, _)| home == file)
    }
}

/// All of them, in the order of the files.
pub(super) fn subjects(spec: &ApiSpec) -> Vec<Subject<'_>> {
    let api = &spec.api;
    let root = Place::root(spec.file);
    let mut subjects = Vec::new();
    let mut add = |kind, place: Place, pointers| subjects.push(Subject { place, pointers, kind });
    add(Kind::Says, root.clone(), &api.erratum);
    for (n, (_, credential)) in api.credentials.iter().enumerate() {
        add(Kind::Says, root.key("credentials").entry(n), &credential.erratum);
    }
    if let Some(envelope) = &api.envelope {
        add(Kind::Envelope, root.key("envelope"), &envelope.erratum);
    }
    for (n, status) in api.statuses.iter().enumerate() {
        add(Kind::Says, root.key("statuses").item(n), &status.erratum);
    }
    for (n, (_, answer)) in api.answers.iter().enumerate() {
        add(Kind::Answer, root.key("answers").entry(n), &answer.erratum);
    }
    of_types(&root, &api.types, &mut add);
    for (file, resource) in &spec.resources {
        let root = Place::root(*file);
        for (n, (_, operation)) in resource.operations.iter().enumerate() {
            of_operation(&root.key("operations").entry(n), operation, &mut add);
        }
        of_types(&root, &resource.types, &mut add);
    }
    subjects.retain(|subject| !subject.pointers.0.is_empty());
    subjects
}

fn of_operation<'a>(place: &Place, operation: &'a Operation, add: &mut impl FnMut(Kind, Place, &'a OneOrMany<String>)) {
    add(Kind::Says, place.clone(), &operation.erratum);
    of_rows(&place.key("params"), &operation.params, add);
    for (n, (_, request)) in operation.requests.iter().enumerate() {
        add(Kind::Request, place.key("requests").entry(n), &request.erratum);
    }
    for (n, (_, answer)) in operation.answers.iter().enumerate() {
        add(Kind::Answer, place.key("answers").entry(n), &answer.erratum);
    }
}

fn of_types<'a>(root: &Place, types: &'a Named<Type>, add: &mut impl FnMut(Kind, Place, &'a OneOrMany<String>)) {
    for (n, (_, ty)) in types.iter().enumerate() {
        of_rows(&root.key("types").entry(n).key("rows"), ty.rows.as_deref().unwrap_or_default(), add);
    }
}

fn of_rows<'a>(place: &Place, rows: &'a [Row], add: &mut impl FnMut(Kind, Place, &'a OneOrMany<String>)) {
    for (n, row) in rows.iter().enumerate() {
        add(Kind::Row, place.item(n), &row.erratum);
    }
}
