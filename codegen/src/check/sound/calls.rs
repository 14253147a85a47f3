//! Whether each call stands in a spec once. An address may well serve several operations of several resources, as long as
//! they differ in what they send or answer.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::diagnostic::{Code, Finding, Place};
use crate::spec::{ApiSpec, Operation};

/// No two operations of an API are the same call.
pub(crate) fn check(spec: &ApiSpec, findings: &mut Vec<Finding>) {
    let mut calls: BTreeMap<_, (String, Place)> = BTreeMap::new();
    for (at, (file, resource)) in spec.resources.iter().enumerate() {
        // A file that was copied as a whole is told by its name.
        if spec.resources[..at].iter().any(|(_, earlier)| earlier.resource == resource.resource) {
            continue;
        }
        for (n, (name, operation)) in resource.operations.iter().enumerate() {
            let place = Place::root(*file).key("operations").entry(n);
            let what = format!("`{name}` of `{}`", resource.resource);
            match calls.entry(call(operation)) {
                Entry::Vacant(entry) => drop(entry.insert((what, place))),
                Entry::Occupied(entry) => findings.push(again(&what, place, entry.get())),
            }
        }
    }
}

/// What a vendor sees of an operation: what its placeholders are called is nothing of that. The path's parameters come first.
fn call(operation: &Operation) -> (String, Vec<&str>, Option<&str>, Option<String>) {
    let is_placeholder = |segment: &&str| segment.starts_with('{');
    let placeholders = operation.path.split('/').filter(is_placeholder).count();
    let segments = operation.path.split('/').map(|segment| if is_placeholder(&segment) { "{}" } else { segment });
    let address = format!("{} {}", operation.method, segments.collect::<Vec<_>>().join("/"));
    let mut query: Vec<&str> = operation.params.iter().skip(placeholders).map(|row| row.name.as_str()).collect();
    query.sort_unstable();
    (address, query, operation.body.as_deref(), operation.answer.as_ref().map(ToString::to_string))
}

fn again(what: &str, place: Place, (first, at): &(String, Place)) -> Finding {
    let message = format!("nothing tells {what} from {first}: it makes the same call");
    let finding = Finding::new(Code::DuplicateKey, message, place.name(), "again here");
    finding.label(at.name(), "first here").help("take one of them away, or mend its `path`")
}
