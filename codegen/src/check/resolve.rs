//! A spec without contradictions, resolved into the model. Nothing is judged here any more.

use super::contradictions::{Held, Samples};
use super::errata::Settles;
use super::notes::{self, Subject};
use super::operation::params;
use super::paths::path_names;
use super::references::in_braces;
use super::shape::seconds;
use super::view::{Claim, Table, Tables, View};
use super::{naming, roles};
use crate::diagnostic::Place;
use crate::model::{self, Note, Ty, Walk};
use crate::names;
use crate::spec::{ApiSpec, Literal, Named, OneOrMany, Operation, ResourceFile, SourceKind, TypeExpr};

/// What a spec becomes: all errata applied, all names resolved.
pub(super) fn api(spec: &ApiSpec, held: Held, resources: Vec<Held>, settles: &Settles) -> model::Api {
    let file = &spec.api;
    let root = Place::root(spec.file);
    let view = View { spec, without: None };
    let resolver = Resolver { spec, view, settles, roles: roles::of(spec) };
    let tables = view.tables(spec.file);
    model::Api {
        name: file.api.clone(),
        ident: names::pascal(&file.api).unwrap_or_default(),
        title: file.title.clone(),
        doc: file.doc.clone(),
        sources: file.sources.iter().map(|(name, source)| resolver.source(name, source)).collect(),
        servers: file.servers.iter().map(|(name, url)| server(name, url)).collect(),
        credentials: (file.credentials.iter().enumerate())
            .map(|(n, (name, credential))| model::Credential {
                ident: name.to_owned(),
                header: credential.header.clone(),
                scheme: credential.scheme.clone(),
                doc: credential.doc.clone(),
                notes: resolver.notes(&root.key("credentials").entry(n), &credential.erratum),
            })
            .collect(),
        headers: file.headers.iter().map(|(name, header)| (name.to_owned(), header.value.clone())).collect(),
        envelope: resolver.envelope(),
        statuses: (file.statuses.iter().enumerate())
            .map(|(n, status)| model::Status {
                http: status.http,
                reads: status.reads,
                code: status.code.clone(),
                doc: status.doc.clone(),
                source: resolver.source_at(status.from.as_deref()),
                notes: resolver.notes(&root.key("statuses").item(n), &status.erratum),
            })
            .collect(),
        calls: resolver.calls(),
        types: resolver.types(&tables, &file.types, spec.file),
        resources: (spec.resources.iter().zip(resources))
            .map(|((index, resource), held)| resolver.resource(*index, resource, held))
            .collect(),
        answers: held.answers,
        notes: resolver.api_notes(&root),
    }
}

/// What stands under `leaves`.
fn leaves(value: &Literal) -> model::Leaves {
    match in_braces(value) {
        Some(name) => model::Leaves::Body(name.to_owned()),
        None => model::Leaves::Value(value.json()),
    }
}

struct Resolver<'a> {
    spec: &'a ApiSpec,
    view: View<'a>,
    settles: &'a Settles,
    roles: roles::Roles,
}

impl Resolver<'_> {
    fn source(&self, name: &str, source: &crate::spec::Source) -> model::Source {
        model::Source {
            name: name.to_owned(),
            is_page: source.kind == SourceKind::Page,
            title: source.title.clone(),
            url: source.url.clone(),
            read_on: source.read_on.clone(),
        }
    }

    fn source_at(&self, from: Option<&str>) -> Option<usize> {
        self.spec.api.sources.names().position(|name| Some(name) == from)
    }

    /// The source of a whole file: its own `from`, that of `api.yaml`, or the only one.
    fn home_source(&self, from: Option<&str>) -> Option<usize> {
        let sources = &self.spec.api.sources;
        let only = sources.names().next().filter(|_| sources.iter().len() == 1);
        self.source_at(from.or(self.spec.api.from.as_deref()).or(only))
    }

    fn envelope(&self) -> model::Envelope {
        let Some(envelope) = self.view.envelope() else {
            return model::Envelope::default();
        };
        let form = |form: &Named<Literal>| form.iter().map(|(key, wanted)| (key_path(key), wanted.json())).collect();
        let path = |path: &Option<String>| path.as_deref().map(key_path);
        let paging = envelope.paging.clone().unwrap_or_default();
        let place = Place::root(self.spec.file).key("envelope");
        let of_envelope = |pointers| notes::of(self.spec, self.settles, &place, pointers, Subject::Envelope);
        let pointers = self.spec.api.envelope.as_ref().map(|envelope| &envelope.erratum);
        model::Envelope {
            ok: envelope.ok.iter().map(form).collect(),
            no_rows: envelope.no_rows.iter().map(form).collect(),
            payload: path(&envelope.payload),
            message: envelope.message.0.iter().map(|path| key_path(path)).collect(),
            errors: path(&envelope.errors),
            code: path(&envelope.code),
            codes: envelope.codes.clone(),
            status: path(&envelope.status),
            secret: envelope.secret.clone(),
            paging: model::PagingKeys {
                offset: path(&paging.offset),
                limit: path(&paging.limit),
                result: path(&paging.result),
                total: path(&paging.total),
            },
            notes: pointers.map(of_envelope).unwrap_or_default(),
        }
    }

    fn calls(&self) -> model::Calls {
        let Some(calls) = &self.spec.api.calls else {
            return model::Calls::default();
        };
        let token = calls.one_at_a_time_per.as_deref();
        model::Calls {
            one_at_a_time_per: self.spec.api.credentials.names().position(|name| Some(name) == token),
            poll_every: calls.poll_every.as_deref().and_then(seconds),
        }
    }

    fn resource(&self, file: usize, resource: &ResourceFile, held: Held) -> model::Resource {
        let tables = self.view.tables(file);
        let source = self.home_source(resource.from.as_deref());
        let operations = resource.operations.iter().enumerate().zip(held.operations);
        model::Resource {
            ident: resource.resource.clone(),
            type_ident: names::pascal(&resource.resource).unwrap_or_default(),
            doc: resource.doc.clone(),
            source,
            operations: operations
                .map(|((n, (name, operation)), samples)| {
                    let place = Place::root(file).key("operations").entry(n);
                    self.operation(file, &place, name, operation, source, &tables, samples)
                })
                .collect(),
            types: self.types(&tables, &resource.types, file),
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn operation(
        &self,
        file: usize,
        place: &Place,
        name: &str,
        operation: &Operation,
        home: Option<usize>,
        tables: &Tables<'_>,
        samples: Samples,
    ) -> model::Operation {
        let in_path = path_names(&operation.path).unwrap_or_default();
        let claims = params(&self.view, file, place, operation);
        let position = |name: &str| claims.iter().position(|claim| claim.name == name);
        let field = |(at, claim): (usize, &Claim<'_>)| {
            let mut field = self.field(claim, true, tables);
            field.required |= at < in_path.len();
            field
        };
        let own = self.notes(place, &operation.erratum);
        let requests = self.of_samples(place, "requests", operation.requests.iter().map(|(_, one)| &one.erratum));
        let answers = self.of_samples(place, "answers", operation.answers.iter().map(|(_, one)| &one.erratum));
        let notes = notes::each_once(own.into_iter().chain(requests).chain(answers));
        model::Operation {
            name: name.to_owned(),
            ident: names::snake(name).unwrap_or_default(),
            type_ident: names::pascal(name).unwrap_or_default(),
            doc: operation.doc.clone(),
            source: self.source_at(operation.from.as_deref()).or(home),
            method: operation.method,
            path: operation.path.clone(),
            effect: operation.effect,
            params: claims.iter().enumerate().map(field).collect(),
            path_params: in_path.len(),
            body: operation.body.clone(),
            answer: operation.answer.as_ref().map(|answer| ty(answer, None, tables)),
            paging: operation.paging.as_ref().and_then(|paging| {
                let page = paging.page.as_deref().and_then(position).map(Walk::Page);
                let walk = page.or_else(|| paging.offset.as_deref().and_then(position).map(Walk::Offset))?;
                Some(model::Paging { size: position(&paging.size)?, walk })
            }),
            requests: samples.requests,
            answers: samples.answers,
            leaves: operation.leaves.iter().map(|(row, left)| (row.to_owned(), leaves(left))).collect(),
            notes,
        }
    }

    fn types(&self, tables: &Tables<'_>, declared: &Named<crate::spec::Type>, file: usize) -> Vec<model::Type> {
        let home = self.spec.resources.iter().find(|(index, _)| *index == file);
        let home = self.home_source(home.and_then(|(_, resource)| resource.from.as_deref()));
        let tables_in_order = declared.names().filter_map(|name| Some((name, tables.get(name)?)));
        tables_in_order.map(|(name, table)| self.type_of(name, table, tables, home)).collect()
    }

    fn type_of(&self, name: &str, table: &Table<'_>, tables: &Tables<'_>, home: Option<usize>) -> model::Type {
        let shape = match &table.ty.values {
            Some(values) => model::Shape::Enumeration(
                (values.iter())
                    .map(|value| model::Variant {
                        wire: value.name.clone(),
                        ident: naming::variant(value).unwrap_or_default(),
                        doc: value.doc.clone(),
                    })
                    .collect(),
            ),
            None => {
                let role = self.roles.of(name);
                let field = |claim: &Claim<'_>| {
                    let boxed = matches!(&claim.ty, TypeExpr::Name(inner) if self.roles.reaches(inner, name));
                    model::Field { boxed, ..self.field(claim, role.sent, tables) }
                };
                model::Shape::Record(model::Record {
                    sent: role.sent,
                    read: role.read || !role.sent,
                    fields: table.claims.iter().map(field).collect(),
                })
            }
        };
        let source = self.source_at(table.ty.from.as_deref()).or(home);
        model::Type { ident: name.to_owned(), doc: table.ty.doc.clone(), source, shape }
    }

    /// A row; `sent`: a request carries it.
    fn field(&self, claim: &Claim<'_>, sent: bool, tables: &Tables<'_>) -> model::Field {
        model::Field {
            wire: claim.name.clone(),
            ident: naming::field(claim).unwrap_or_default(),
            ty: ty(&claim.ty, claim.values.as_deref(), tables),
            required: claim.required,
            key: claim.key,
            length: claim.at_most().and_then(|length| u32::try_from(length).ok()),
            min: claim.row.min,
            max: claim.row.max,
            items: claim.row.items.and_then(|items| u32::try_from(items).ok()),
            quoted: claim.quoted,
            unset: claim.unset,
            boxed: false,
            doc: claim.row.doc.clone(),
            source: self.source_at(claim.row.from.as_deref()),
            notes: notes::of(self.spec, self.settles, &claim.place, &claim.row.erratum, Subject::Row { claim, sent }),
        }
    }

    /// What the caller is told about the contradictions of a statement or a sample.
    fn notes(&self, place: &Place, pointers: &OneOrMany<String>) -> Vec<Note> {
        notes::of(self.spec, self.settles, place, pointers, Subject::Word)
    }

    /// The same for each of the samples under a key.
    fn of_samples<'s>(
        &self,
        place: &Place,
        key: &'static str,
        samples: impl Iterator<Item = &'s OneOrMany<String>>,
    ) -> impl Iterator<Item = Note> {
        samples.enumerate().flat_map(move |(n, pointers)| self.notes(&place.key(key).entry(n), pointers))
    }

    fn api_notes(&self, root: &Place) -> Vec<Note> {
        let answers = self.spec.api.answers.iter().map(|(_, one)| &one.erratum);
        let own = self.notes(root, &self.spec.api.erratum);
        notes::each_once(own.into_iter().chain(self.of_samples(root, "answers", answers)))
    }
}

fn server(name: &str, url: &str) -> model::Server {
    model::Server { name: name.to_owned(), ident: names::pascal(name).unwrap_or_default(), url: url.to_owned() }
}

fn key_path(path: &str) -> Vec<String> {
    path.split('.').map(str::to_owned).collect()
}

fn ty(expr: &TypeExpr, values: Option<&str>, tables: &Tables<'_>) -> Ty {
    match expr {
        TypeExpr::List(item) => Ty::List(Box::new(ty(item, values, tables))),
        TypeExpr::Map(item) => Ty::Map(Box::new(ty(item, values, tables))),
        TypeExpr::Name(name) => match (name.as_str(), values) {
            ("string", Some(values)) => Ty::Enumeration(values.to_owned()),
            ("string", None) => Ty::Text,
            ("int", _) => Ty::Int,
            ("number", _) => Ty::Number,
            ("bool", _) => Ty::Bool,
            ("json", _) => Ty::Json,
            (name, _) if tables.get(name).is_some_and(|table| table.ty.values.is_some()) => {
                Ty::Enumeration(name.to_owned())
            }
            (name, _) => Ty::Record(name.to_owned()),
        },
    }
}
