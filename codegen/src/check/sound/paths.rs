//! The path of an operation, and the parameters that it names in braces.

use crate::check::view::Claim;
use crate::diagnostic::{Code, Finding, Place};
use crate::spec::Operation;

/// The names in the braces of a path, or what is wrong with it.
pub(crate) fn path_names(path: &str) -> Result<Vec<&str>, &'static str> {
    if !path.starts_with('/') {
        return Err("does not start with a slash");
    }
    let mut names = Vec::new();
    for segment in path[1..].split('/') {
        if let Some(name) = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            names.push(name);
        } else if segment.is_empty() {
            return Err("has an empty segment");
        } else if matches!(segment, "." | "..") {
            return Err("has a segment that servers read as \"this\" or \"up\"");
        } else if !segment.chars().all(|c| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@".contains(c)) {
            return Err("has a character that no path has as it stands; a parameter fills a whole segment, `/{name}/`");
        }
    }
    Ok(names)
}

/// A path is one, and `params` begins with what it names, in its order.
pub(crate) fn check(
    name: &str,
    operation: &Operation,
    params: &[Claim<'_>],
    place: &Place,
    findings: &mut Vec<Finding>,
) {
    let path = place.key("path");
    let names = match path_names(&operation.path) {
        Ok(names) => names,
        Err(wrong) => {
            let finding = Finding::new(Code::WrongValue, format!("the path of `{name}` {wrong}"), path, "this path");
            findings.push(match operation.path.as_str() {
                address if address.contains("://") => finding.help("write what follows the address of the server"),
                address if address.contains('?') => finding.help("what follows the `?` belongs under `params`"),
                _ => finding,
            });
            return;
        }
    };
    for (n, in_path) in names.iter().enumerate() {
        if names[..n].contains(in_path) {
            findings.push(Finding::new(
                Code::PathParameter,
                format!("the path names `{in_path}` twice"),
                path.clone(),
                "here",
            ));
        }
        match params.iter().position(|claim| claim.name == *in_path) {
            None => {
                let finding = Finding::new(
                    Code::PathParameter,
                    format!("the path names `{in_path}`, which `params` does not have"),
                    path.clone(),
                    "named here",
                );
                findings.push(super::hint::did_you_mean(
                    finding,
                    in_path,
                    params.iter().map(|claim| claim.name.as_str()),
                ));
            }
            Some(at) if at != n => findings.push(
                Finding::new(
                    Code::PathParameter,
                    format!("`{in_path}` is parameter {} of the path, but {} in `params`", n + 1, at + 1),
                    path.clone(),
                    "the path's order",
                )
                .label(params[at].place.clone(), "stands here")
                .help("list the parameters of the path first, in its order"),
            ),
            Some(at) if params[at].row.required == Some(false) => findings.push(
                Finding::new(
                    Code::PathParameter,
                    format!("`{in_path}` is in the path, so it cannot be left out"),
                    params[at].place.key("required"),
                    "claimed here",
                )
                .label(path.clone(), "named here"),
            ),
            Some(_) => {}
        }
    }
}
