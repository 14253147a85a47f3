//! From a spec to the model: every rule that a spec has to keep, one file per kind of rule. What does not keep them is
//! told in full; only a spec without findings is resolved.

mod address;
mod answer;
mod answers;
mod calls;
mod clashes;
mod contradictions;
mod decoded;
mod effects;
mod envelope;
mod errata;
mod fit;
mod foreign;
mod headers;
mod hint;
mod leaves;
mod naming;
mod nearest;
mod notes;
mod operation;
mod paths;
mod payload;
mod printed;
mod quotes;
mod references;
mod requests;
mod resolve;
mod roles;
mod rows;
mod samples;
mod settling;
mod shape;
mod sources;
mod status;
mod subjects;
mod success;
mod taken;
mod values;
mod view;
mod way;
mod words;

use crate::diagnostic::{Finding, Findings};
use crate::model;
use crate::parallel;
use crate::spec::ApiSpec;
use contradictions::{Held, of_api, of_resource};
use view::View;

/// Holds one API against every rule.
///
/// Names come first: a contradiction between things that do not exist would only confuse.
pub(crate) fn check(spec: &ApiSpec, findings: &mut Findings) -> Option<model::Api> {
    let unsound = unsound(spec);
    if !unsound.is_empty() {
        findings.extend(unsound);
        return None;
    }
    let view = View { spec, without: None };
    let mut api = of_api(&view);
    let mut resources: Vec<Held> =
        parallel::map(&spec.resources, |(file, resource)| of_resource(&view, *file, resource));
    let mut found = std::mem::take(&mut api.findings);
    found.extend(resources.iter_mut().flat_map(|held| std::mem::take(&mut held.findings)));
    if !spec.is_whole {
        // What an erratum settles may stand in the file that is left out.
        findings.extend(found);
        return None;
    }
    errata::check(spec, &mut found);
    if found.is_empty() {
        // Where contradictions stand, they could hide the effect of an erratum.
        let settles = settling::effects(spec, &mut found);
        if found.is_empty() {
            return Some(resolve::api(spec, api, resources, &settles));
        }
    } else {
        errata::idle(spec, &mut found);
    }
    findings.extend(found);
    None
}

/// What keeps the parts of a spec from being held against each other at all.
fn unsound(spec: &ApiSpec) -> Vec<Finding> {
    let mut findings = Vec::new();
    errata::pointers(spec, &mut findings);
    shape::of_api(spec, &mut findings);
    references::of_api(spec, &mut findings);
    naming::of_api(spec, &mut findings);
    roles::check(spec, &mut findings);
    let of_resources = parallel::map(&spec.resources, |(file, resource)| {
        let mut findings = Vec::new();
        shape::of_resource(spec, *file, resource, &mut findings);
        references::of_resource(spec, *file, resource, &mut findings);
        naming::of_resource(spec, *file, resource, &mut findings);
        findings
    });
    findings.extend(of_resources.into_iter().flatten());
    calls::check(spec, &mut findings);
    findings
}
