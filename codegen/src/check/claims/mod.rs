//! Every claim of an API held against every other: what is left is a contradiction that nobody has settled.

pub(crate) mod answer;
pub(crate) mod clashes;
pub(crate) mod fit;
pub(crate) mod nearest;
pub(crate) mod printed;
pub(crate) mod quotes;
pub(crate) mod request;
pub(crate) mod rows;
pub(crate) mod samples;
pub(crate) mod values;
pub(crate) mod way;

use self::answer::context::{self, Payload};
use self::clashes::Clashes;
use crate::check::operation::{self, params};
use crate::check::view::{Claim, Tables, View};
use crate::diagnostic::{Finding, Place};
use crate::model;
use crate::spec::ResourceFile;

/// What was found in one file, and the samples as the client will meet them.
#[derive(Debug, Default)]
pub(crate) struct Held {
    pub(crate) findings: Vec<Finding>,
    pub(crate) operations: Vec<Samples>,
    pub(crate) answers: Vec<model::AnswerSample>,
}

/// The samples of one operation.
#[derive(Debug)]
pub(crate) struct Samples {
    pub(crate) requests: Vec<model::RequestSample>,
    pub(crate) answers: Vec<model::AnswerSample>,
}

/// The contradictions in `api.yaml`.
pub(crate) fn of_api(view: &View<'_>) -> Held {
    let api = &view.spec.api;
    let file = view.spec.file;
    let root = Place::root(file);
    let mut held = Held::default();
    let findings = &mut held.findings;
    quotes::check(&root, &api.says, &view.settled(file, &root, &api.erratum), findings);
    for (n, (_, credential)) in api.credentials.iter().enumerate() {
        let place = root.key("credentials").entry(n);
        quotes::check(&place, &credential.says, &view.settled(file, &place, &credential.erratum), findings);
    }
    if let Some(envelope) = &api.envelope {
        let place = root.key("envelope");
        quotes::check(&place, &envelope.says, &view.settled(file, &place, &envelope.erratum), findings);
    }
    for (n, status) in api.statuses.iter().enumerate() {
        let place = root.key("statuses").item(n);
        quotes::check(&place, &status.says, &view.settled(file, &place, &status.erratum), findings);
    }
    let tables = view.tables(file);
    hold_tables(view, &tables, file, findings);
    let envelope = view.envelope().unwrap_or_default();
    let payload = Payload::Any;
    let context = context::Context { view, tables: &tables, envelope: &envelope, payload, answer: root.clone(), file };
    let mut clashes = Clashes::default();
    for (n, (name, sample)) in api.answers.iter().enumerate() {
        let place = root.key("answers").entry(n);
        held.answers.extend(answer::check(&context, name, sample, &place, &mut clashes));
    }
    held.findings.extend(clashes.into_findings());
    held
}

/// The contradictions in one resource.
pub(crate) fn of_resource(view: &View<'_>, file: usize, resource: &ResourceFile) -> Held {
    of_operations(view, file, resource, |_| true)
}

/// The contradictions in the tables of a resource, and in those of its operations that are asked for.
pub(crate) fn of_operations(
    view: &View<'_>,
    file: usize,
    resource: &ResourceFile,
    asked: impl Fn(usize) -> bool,
) -> Held {
    let tables = view.tables(file);
    let envelope = view.envelope().unwrap_or_default();
    let mut held = Held::default();
    let mut clashes = Clashes::default();
    hold_tables(view, &tables, file, &mut held.findings);
    for (n, (_, operation)) in resource.operations.iter().enumerate().filter(|(n, _)| asked(*n)) {
        let place = Place::root(file).key("operations").entry(n);
        let settled = view.settled(file, &place, &operation.erratum);
        quotes::check(&place, &operation.says, &settled, &mut held.findings);
        let params = params(view, file, &place, operation);
        for claim in &params {
            hold_row(view, claim, &tables, file, &mut held.findings);
        }
        let context = operation::Context { view, tables: &tables, operation, params: &params, file, place: &place };
        let sample = |(n, (name, sample))| {
            let place = place.key("requests").entry(n);
            request::check(&context, name, sample, &place, &mut clashes, &mut held.findings)
        };
        let requests = operation.requests.iter().enumerate().map(sample).collect();
        let payload = operation.answer.as_ref().map_or(Payload::None, Payload::Type);
        let answer = place.key("answer");
        let context = context::Context { view, tables: &tables, envelope: &envelope, payload, answer, file };
        let sample =
            |(n, (name, sample))| answer::check(&context, name, sample, &place.key("answers").entry(n), &mut clashes);
        let answers = operation.answers.iter().enumerate().filter_map(sample).collect();
        held.operations.push(Samples { requests, answers });
    }
    held.findings.extend(clashes.into_findings());
    held
}

fn hold_tables(view: &View<'_>, tables: &Tables<'_>, file: usize, findings: &mut Vec<Finding>) {
    for (name, table) in tables.of_file(file) {
        table.claims.iter().for_each(|claim| hold_row(view, claim, tables, file, findings));
        rows::check_entity(name, table, tables, findings);
    }
}

fn hold_row(view: &View<'_>, claim: &Claim<'_>, tables: &Tables<'_>, file: usize, findings: &mut Vec<Finding>) {
    rows::check(claim, tables, findings);
    let settled = view.settled(file, &claim.place, &claim.row.erratum);
    quotes::check(&claim.place, &claim.row.says, &settled, findings);
}
