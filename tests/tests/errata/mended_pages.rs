//! When the page is mended, is its erratum told to go?

use ficha_codegen::diagnostic::Code;
use ficha_tests::specs::real;
use ficha_tests::tree::{Tree, names};
use serde_yaml::{Mapping, Value};

use super::{errata, findings, mended_json, sees};

/// Makes the page say what the client does: the claims of one subject as the erratum would have them.
fn mend(subject: &mut Mapping, way: &str, erratum: &Value, operation: Option<&Mapping>) {
    if let Some(instead) = erratum.get("use").and_then(Value::as_mapping) {
        for (key, value) in instead {
            subject.insert(key.clone(), value.clone());
        }
    }
    for part in names(erratum.get("not")) {
        mend_part(subject, way, &part, &names(erratum.get("not")), operation);
    }
}

fn mend_part(subject: &mut Mapping, way: &str, part: &str, set_aside: &[String], operation: Option<&Mapping>) {
    if let Some(says) = subject.get_mut("says").and_then(Value::as_mapping_mut) {
        for (subject, quotes) in says.iter_mut() {
            let Some(quotes) = quotes.as_mapping_mut() else { continue };
            let subject = subject.as_str().unwrap_or_default();
            let is = |name: &str, place: &str| name == place || name.split_once('.') == Some((subject, place));
            let kept = quotes
                .iter()
                .find(|(place, _)| place.as_str().is_some_and(|place| !set_aside.iter().any(|name| is(name, place))));
            let Some(kept) = kept.map(|(_, quote)| quote.clone()) else { continue };
            for (place, quote) in quotes.iter_mut() {
                if place.as_str().is_some_and(|place| is(part, place)) {
                    *quote = kept.clone();
                }
            }
        }
        return;
    }
    match part {
        "host" | "address" => {
            let path =
                operation.and_then(|operation| operation.get("path")).and_then(Value::as_str).unwrap_or_default();
            subject.insert("address".into(), format!("{{ HOST }}{path}").into());
        }
        "content" => {
            subject.remove("content");
        }
        "method" => {
            subject.remove("method");
        }
        _ if part.starts_with("headers.") => {
            let header = part.trim_start_matches("headers.");
            if let Some(headers) = subject.get_mut("headers").and_then(Value::as_mapping_mut) {
                headers.insert(header.into(), "Bearer {{token}}".into());
            }
        }
        path => {
            let mut json = mended_json(subject).unwrap_or_else(|| panic!("{way}: not JSON"));
            let (parents, last) = path.rsplit_once('.').unwrap_or(("", path));
            let mut parent = &mut json;
            for step in parents.split('.').filter(|step| !step.is_empty()) {
                parent = &mut parent[step];
            }
            if let Some(parent) = parent.as_object_mut() {
                parent.remove(last);
            }
            subject.insert("json".into(), json.to_string().into());
            subject.remove("mend");
        }
    }
}

#[test]
fn when_the_page_is_mended_its_erratum_has_to_go() {
    for sources in real() {
        let tree = Tree::of(&sources);
        for (file, name, erratum) in errata(&tree) {
            let mut mended = tree.clone();
            let operations = tree.clone();
            mended.each_mapping(|way, subject| {
                let in_file = way.split(".yaml").next().map(|file| format!("{file}.yaml")).unwrap_or_default();
                if sees(&in_file, &file) && names(subject.get("erratum")).contains(&name) {
                    mend(subject, way, &erratum, operation_of(&operations, way));
                }
            });
            let Some(found) = findings(&mended.sources()) else { panic!("{file}: {name} goes unnoticed") };
            let told = found.iter().any(|found| {
                matches!(found.code, Code::ErratumWithoutEffect) && found.message.contains(&format!("`{name}`"))
            });
            assert!(told, "{file}: {name} is not told to go:\n{}", found.render(false));
        }
    }
}

/// The operation that a way leads through.
fn operation_of<'t>(tree: &'t Tree, way: &str) -> Option<&'t Mapping> {
    let (file, rest) = way.split_once(".yaml/operations/")?;
    let (_, value) = tree.files.iter().find(|(name, _)| *name == format!("{file}.yaml"))?;
    value.get("operations")?.get(rest.split('/').next()?)?.as_mapping()
}
