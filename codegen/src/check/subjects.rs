//! Everything in a spec that can point at an erratum.

use super::view::find_erratum;
use crate::diagnostic::Place;
use crate::spec::{AnswerSample, ApiSpec, Named, OneOrMany, Operation, RequestSample, Row, Says, Type};

/// Something that can point at an erratum.
#[derive(Debug)]
pub(crate) struct Subject<'a> {
    pub(crate) place: Place,
    pub(crate) pointers: &'a OneOrMany<String>,
    kind: Kind<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Kind<'a> {
    Row(&'a Says),
    Envelope(&'a Says),
    Answer(&'a AnswerSample),
    Request(&'a RequestSample),
    /// Something that only makes statements.
    Says(&'a Says),
}

impl Subject<'_> {
    /// Whether a key of `use` can say something about it.
    pub(crate) fn takes(&self, key: &str) -> bool {
        let keys: &[&str] = match self.kind {
            Kind::Row(_) => &["name", "type", "length", "required", "quoted", "unset", "values"],
            Kind::Envelope(_) => &["ok", "message"],
            Kind::Answer(_) => &["reads"],
            Kind::Request(_) | Kind::Says(_) => &[],
        };
        keys.contains(&key)
    }

    /// Whether others are held against it, and not only what it prints itself.
    pub(crate) fn is_rule(&self) -> bool {
        matches!(self.kind, Kind::Row(_) | Kind::Envelope(_))
    }

    /// Whether it has something of this name that `not` could set aside.
    pub(crate) fn has(&self, name: &str) -> bool {
        let key = format!("\"{}\"", name.rsplit('.').next().unwrap_or(name));
        match self.kind {
            Kind::Row(says) | Kind::Envelope(says) | Kind::Says(says) => is_said(says, name),
            Kind::Answer(answer) => answer.json.contains(&key),
            Kind::Request(request) => match name {
                "method" => request.method.is_some(),
                "address" | "host" => request.address.is_some(),
                "content" => request.content.is_some() || !request.headers.is_empty(),
                name if name.starts_with("headers.") => !request.headers.is_empty(),
                _ => request.json.as_ref().is_some_and(|json| json.contains(&key)),
            },
        }
    }

    /// What it is, for messages.
    pub(crate) fn what(&self) -> &'static str {
        match self.kind {
            Kind::Row(_) => "the row",
            Kind::Envelope(_) => "the envelope",
            Kind::Answer(_) | Kind::Request(_) => "the sample",
            Kind::Says(_) => "what is said",
        }
    }

    /// Whether it points at this erratum, and not at one of the same name in another file.
    pub(crate) fn points_at(&self, spec: &ApiSpec, file: usize, name: &str) -> bool {
        let named = self.pointers.0.iter().any(|pointer| pointer == name);
        named && find_erratum(spec, self.place.file, name).is_some_and(|(home, _)| home == file)
    }
}

/// Whether a statement has a place of this name: `java`, or `host.java`.
fn is_said(says: &Says, name: &str) -> bool {
    let of = |(subject, quotes): (&str, &Named<String>)| {
        quotes.names().any(|place| name == place || name.split_once('.') == Some((subject, place)))
    };
    says.iter().any(of)
}

/// All of them, in the order of the files.
pub(crate) fn subjects(spec: &ApiSpec) -> Vec<Subject<'_>> {
    let api = &spec.api;
    let root = Place::root(spec.file);
    let mut subjects = Vec::new();
    let mut add = |kind, place: Place, pointers| subjects.push(Subject { place, pointers, kind });
    add(Kind::Says(&api.says), root.clone(), &api.erratum);
    for (n, (_, credential)) in api.credentials.iter().enumerate() {
        add(Kind::Says(&credential.says), root.key("credentials").entry(n), &credential.erratum);
    }
    if let Some(envelope) = &api.envelope {
        add(Kind::Envelope(&envelope.says), root.key("envelope"), &envelope.erratum);
    }
    for (n, status) in api.statuses.iter().enumerate() {
        add(Kind::Says(&status.says), root.key("statuses").item(n), &status.erratum);
    }
    for (n, (_, answer)) in api.answers.iter().enumerate() {
        add(Kind::Answer(answer), root.key("answers").entry(n), &answer.erratum);
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

fn of_operation<'a>(
    place: &Place,
    operation: &'a Operation,
    add: &mut impl FnMut(Kind<'a>, Place, &'a OneOrMany<String>),
) {
    add(Kind::Says(&operation.says), place.clone(), &operation.erratum);
    of_rows(&place.key("params"), &operation.params, add);
    for (n, (_, request)) in operation.requests.iter().enumerate() {
        add(Kind::Request(request), place.key("requests").entry(n), &request.erratum);
    }
    for (n, (_, answer)) in operation.answers.iter().enumerate() {
        add(Kind::Answer(answer), place.key("answers").entry(n), &answer.erratum);
    }
}

fn of_types<'a>(root: &Place, types: &'a Named<Type>, add: &mut impl FnMut(Kind<'a>, Place, &'a OneOrMany<String>)) {
    for (n, (_, ty)) in types.iter().enumerate() {
        of_rows(&root.key("types").entry(n).key("rows"), ty.rows.as_deref().unwrap_or_default(), add);
    }
}

fn of_rows<'a>(place: &Place, rows: &'a [Row], add: &mut impl FnMut(Kind<'a>, Place, &'a OneOrMany<String>)) {
    for (n, row) in rows.iter().enumerate() {
        add(Kind::Row(&row.says), place.item(n), &row.erratum);
    }
}
