//! Whether a spec is sound at all: its names lead somewhere and become Rust names, its calls are possible. A contradiction
//! between things that do not exist would only confuse.

pub(crate) mod calls;
pub(crate) mod effects;
pub(crate) mod foreign;
pub(crate) mod headers;
pub(crate) mod hint;
pub(crate) mod leaves;
pub(crate) mod naming;
pub(crate) mod paths;
mod pointers;
pub(crate) mod references;
pub(crate) mod roles;
pub(crate) mod shape;
pub(crate) mod sources;
pub(crate) mod taken;
pub(crate) mod words;

use crate::diagnostic::Finding;
use crate::parallel;
use crate::spec::ApiSpec;
use roles::Roles;

/// What keeps the parts of a spec from being held against each other at all.
pub(crate) fn findings(spec: &ApiSpec, roles: &Roles) -> Vec<Finding> {
    let mut findings = Vec::new();
    pointers::check(spec, &mut findings);
    shape::of_api(spec, &mut findings);
    references::of_api(spec, &mut findings);
    naming::of_api(spec, &mut findings);
    roles::check(spec, roles, &mut findings);
    let of_resources = parallel::map(&spec.resources, 8, |(file, resource)| {
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
