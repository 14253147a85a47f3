//! From a spec to the model: every rule that a spec has to keep, one file per kind of rule. What does not keep them is
//! told in full; only a spec without findings is resolved.
//!
//! `sound` asks whether a spec makes sense at all, `claims` whether what it claims fits together, `errata` what each erratum
//! settles, and `resolve` makes the model. All see the spec through a `view`, its errata applied.

mod claims;
mod errata;
mod operation;
mod resolve;
mod sound;
mod subjects;
mod view;

use crate::diagnostic::Findings;
use crate::model;
use crate::parallel;
use crate::spec::ApiSpec;
use claims::{Held, of_api, of_resource};
use errata::{pointed_at, settling};
use sound::roles;
use view::View;

/// Holds one API against every rule.
///
/// Names come first: a contradiction between things that do not exist would only confuse.
pub(crate) fn check(spec: &ApiSpec, findings: &mut Findings) -> Option<model::Api> {
    let roles = roles::of(spec);
    let unsound = sound::findings(spec, &roles);
    if !unsound.is_empty() {
        findings.extend(unsound);
        return None;
    }
    let view = View { spec, without: None };
    let mut api = of_api(&view);
    let mut resources: Vec<Held> =
        parallel::map(&spec.resources, 8, |(file, resource)| of_resource(&view, *file, resource));
    let mut found = std::mem::take(&mut api.findings);
    found.extend(resources.iter_mut().flat_map(|held| std::mem::take(&mut held.findings)));
    if !spec.is_whole {
        // What an erratum settles may stand in the file that is left out.
        findings.extend(found);
        return None;
    }
    pointed_at::check(spec, &mut found);
    if found.is_empty() {
        // Where contradictions stand, they could hide the effect of an erratum.
        let settles = settling::effects(spec, &mut found);
        if found.is_empty() {
            return Some(resolve::api(spec, &roles, api, resources, &settles));
        }
    } else {
        pointed_at::idle(spec, &mut found);
    }
    findings.extend(found);
    None
}
