//! A spec without contradictions, resolved into the model. Nothing is judged here any more.

mod envelope;
mod notes;
mod operation;
mod table;

use self::notes::Subject;
use super::claims::Held;
use super::errata::settling::Settles;
use super::sound::roles::Roles;
use super::sound::shape::seconds;
use super::view::View;
use crate::diagnostic::Place;
use crate::model::{self, Note};
use crate::names;
use crate::parallel;
use crate::spec::{ApiSpec, OneOrMany, ResourceFile, SourceKind};

/// What a spec becomes: all errata applied, all names resolved.
pub(super) fn api(spec: &ApiSpec, roles: &Roles, held: Held, resources: Vec<Held>, settles: &Settles) -> model::Api {
    let file = &spec.api;
    let root = Place::root(spec.file);
    let view = View { spec, without: None };
    let resolver = Resolver { spec, view, settles, roles };
    let tables = view.tables(spec.file);
    let bare = parallel::map(&spec.resources, 8, |(index, resource)| resolver.resource(*index, resource));
    model::Api {
        name: file.api.clone(),
        ident: names::pascal(&file.api).unwrap_or_default(),
        title: file.title.clone(),
        doc: file.doc.clone(),
        sources: file.sources.iter().map(|(name, source)| resolver.source(name, source)).collect(),
        servers: (file.servers.iter())
            .map(|(name, server)| model::Server {
                name: name.to_owned(),
                ident: names::pascal(name).unwrap_or_default(),
                url: server.url.clone(),
                source: resolver.source_at(server.from.as_deref()),
            })
            .collect(),
        credentials: (file.credentials.iter().enumerate())
            .map(|(n, (name, credential))| model::Credential {
                ident: name.to_owned(),
                header: credential.header.clone(),
                scheme: credential.scheme.clone(),
                doc: credential.doc.clone(),
                source: resolver.source_at(credential.from.as_deref()),
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
        resources: bare.into_iter().zip(resources).map(|(resource, held)| with_samples(resource, held)).collect(),
        answers: held.answers,
        notes: resolver.api_notes(&root),
    }
}

/// A resource with the samples of its operations.
fn with_samples(mut resource: model::Resource, held: Held) -> model::Resource {
    for (operation, samples) in resource.operations.iter_mut().zip(held.operations) {
        (operation.requests, operation.answers) = (samples.requests, samples.answers);
    }
    resource
}

struct Resolver<'a> {
    spec: &'a ApiSpec,
    view: View<'a>,
    settles: &'a Settles,
    roles: &'a Roles,
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

    /// A resource, but for the samples of its operations.
    fn resource(&self, file: usize, resource: &ResourceFile) -> model::Resource {
        let tables = self.view.tables(file);
        let source = self.home_source(resource.from.as_deref());
        let operations = resource.operations.iter().enumerate();
        model::Resource {
            ident: resource.resource.clone(),
            type_ident: names::pascal(&resource.resource).unwrap_or_default(),
            doc: resource.doc.clone(),
            source,
            operations: operations
                .map(|(n, (name, operation))| {
                    let place = Place::root(file).key("operations").entry(n);
                    self.operation(file, &place, name, operation, source, &tables)
                })
                .collect(),
            types: self.types(&tables, &resource.types, file),
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
