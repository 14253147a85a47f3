//! What a spec takes from a page, each with its place and its source. Whether it is there is `page`'s.

use crate::diagnostic::Place;
use crate::spec::{AnswerSample, ApiSpec, Length, Named, Operation, RequestSample, ResourceFile, Row, Says, Type};

use super::page::Page;

/// Something that a page says.
pub(super) struct Claim<'s> {
    pub(super) place: Place,
    /// The name of the source that it is from.
    pub(super) source: &'s str,
    pub(super) stated: Stated<'s>,
}

/// What is said.
pub(super) enum Stated<'s> {
    /// A few words.
    Quote(&'s str),
    /// A name or a base address, which has to stand by itself.
    Name(&'s str),
    /// A sample.
    Sample(&'s str),
    /// The address in a sample, or its end.
    Address(&'s str),
    /// A header in a sample.
    Header { name: &'s str, value: &'s str },
    /// A row of a table.
    Row(Cells<'s>),
}

/// What the cells of a row hold.
pub(super) enum Cells<'s> {
    Row(&'s Row),
    Value(&'s str),
    Status { http: u16, code: Option<&'s str> },
}

impl Cells<'_> {
    /// The cells in their order, each with the spellings that the page may use.
    pub(super) fn on(&self, page: &Page) -> Vec<Vec<String>> {
        match self {
            Cells::Value(name) => vec![vec![(*name).to_owned()]],
            Cells::Status { http, code } => {
                let code = code.map(|code| vec![code.to_owned()]);
                [Some(vec![http.to_string()]), code].into_iter().flatten().collect()
            }
            Cells::Row(row) => {
                let ty = page.words(&row.ty.to_string()).or_else(|| match &row.ty {
                    crate::spec::TypeExpr::Name(name) => Some(vec![name.clone()]),
                    _ => None,
                });
                let length = row.length.as_ref().map(|length| match length {
                    Length::AtMost(length) => vec![length.to_string()],
                    Length::None(mark) => vec![mark.clone()],
                });
                let required = row.required.and_then(|yes| page.words(if yes { "required" } else { "optional" }));
                [Some(vec![row.name.clone()]), ty, length, required].into_iter().flatten().collect()
            }
        }
    }
}

/// Everything that a spec takes from pages, in its order.
pub(super) fn of(spec: &ApiSpec) -> Vec<Claim<'_>> {
    let api = &spec.api;
    let mut found = Walk { sources: api.sources.names().collect(), claims: Vec::new() };
    let from = api.from.as_deref().or_else(|| Some(api.sources.names().next()?).filter(|_| api.sources.0.len() == 1));
    let root = Place::root(spec.file);
    for (n, (_, server)) in api.servers.iter().enumerate() {
        found.add(root.key("servers").entry(n).key("url"), server.from.as_deref().or(from), Stated::Name(&server.url));
    }
    for (n, (_, credential)) in api.credentials.iter().enumerate() {
        let (place, from) = (root.key("credentials").entry(n), credential.from.as_deref().or(from));
        found.add(place.key("header"), from, Stated::Name(&credential.header));
        found.says(&credential.says, &place, from);
    }
    if let Some(envelope) = &api.envelope {
        found.says(&envelope.says, &root.key("envelope"), from);
    }
    for (n, status) in api.statuses.iter().enumerate() {
        let (place, from) = (root.key("statuses").item(n), status.from.as_deref().or(from));
        let cells = Cells::Status { http: status.http, code: status.code.as_deref() };
        found.add(place.key("http"), from, Stated::Row(cells));
        found.says(&status.says, &place, from);
    }
    found.types(&api.types, &root, from);
    found.answers(&api.answers, &root, from);
    found.says(&api.says, &root, from);
    for (file, resource) in &spec.resources {
        found.resource(resource, &Place::root(*file), from);
    }
    found.claims
}

struct Walk<'s> {
    sources: Vec<&'s str>,
    claims: Vec<Claim<'s>>,
}

impl<'s> Walk<'s> {
    fn add(&mut self, place: Place, source: Option<&'s str>, stated: Stated<'s>) {
        self.claims.extend(source.map(|source| Claim { place, source, stated }));
    }

    fn resource(&mut self, resource: &'s ResourceFile, root: &Place, from: Option<&'s str>) {
        let from = resource.from.as_deref().or(from);
        for (n, (_, operation)) in resource.operations.iter().enumerate() {
            self.operation(operation, &root.key("operations").entry(n), from);
        }
        self.types(&resource.types, root, from);
    }

    fn operation(&mut self, operation: &'s Operation, place: &Place, from: Option<&'s str>) {
        let from = operation.from.as_deref().or(from);
        self.rows(&operation.params, &place.key("params"), from);
        for (n, (_, sample)) in operation.requests.iter().enumerate() {
            self.request(sample, &place.key("requests").entry(n), from);
        }
        self.answers(&operation.answers, place, from);
        self.says(&operation.says, place, from);
    }

    fn request(&mut self, sample: &'s RequestSample, place: &Place, from: Option<&'s str>) {
        let from = sample.from.as_deref().or(from);
        if let Some(address) = &sample.address {
            self.add(place.key("address"), from, Stated::Address(address));
        }
        for (n, (name, value)) in sample.headers.iter().enumerate() {
            self.add(place.key("headers").entry(n), from, Stated::Header { name, value });
        }
        if let Some(content) = &sample.content {
            self.add(place.key("content"), from, Stated::Quote(content));
        }
        if let Some(json) = &sample.json {
            self.add(place.key("json"), from, Stated::Sample(json));
        }
    }

    fn answers(&mut self, answers: &'s Named<AnswerSample>, place: &Place, from: Option<&'s str>) {
        for (n, (_, sample)) in answers.iter().enumerate() {
            let place = place.key("answers").entry(n).key("json");
            self.add(place, sample.from.as_deref().or(from), Stated::Sample(&sample.json));
        }
    }

    fn types(&mut self, types: &'s Named<Type>, place: &Place, from: Option<&'s str>) {
        for (n, (_, ty)) in types.iter().enumerate() {
            let (place, from) = (place.key("types").entry(n), ty.from.as_deref().or(from));
            self.rows(ty.rows.as_deref().unwrap_or_default(), &place.key("rows"), from);
            for (n, value) in ty.values.iter().flatten().enumerate() {
                let place = place.key("values").item(n).key("name");
                self.add(place, value.from.as_deref().or(from), Stated::Row(Cells::Value(&value.name)));
            }
        }
    }

    fn rows(&mut self, rows: &'s [Row], place: &Place, from: Option<&'s str>) {
        for (n, row) in rows.iter().enumerate() {
            let (place, from) = (place.item(n), row.from.as_deref().or(from));
            self.add(place.key("name"), from, Stated::Row(Cells::Row(row)));
            self.says(&row.says, &place, from);
        }
    }

    /// A quote whose place is the name of a source is from there.
    fn says(&mut self, says: &'s Says, place: &Place, from: Option<&'s str>) {
        for (subject, (_, quotes)) in says.iter().enumerate() {
            for (n, (at, quote)) in quotes.iter().enumerate() {
                let from = if self.sources.contains(&at) { Some(at) } else { from };
                self.add(place.key("says").entry(subject).entry(n), from, Stated::Quote(quote));
            }
        }
    }
}
