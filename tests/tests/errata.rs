//! Errata expire. Over the real specs: taken away, each one is missed at its subject; when the claim that it corrects is
//! mended, it has nothing left to correct. And the reverse: whatever is changed in a sample is found.

// A test that cannot go on says why and stops.
#![allow(clippy::panic)]

use std::collections::BTreeSet;

use ficha_codegen::diagnostic::{Code, Diagnostics};
use ficha_codegen::source::Source;
use ficha_tests::specs::real;
use ficha_tests::tree::{Tree, names};
use serde_yaml::{Mapping, Value};

/// File, name and content of every erratum of an API.
fn errata(tree: &Tree) -> Vec<(String, String, Value)> {
    let of_file = |(file, value): &(String, Value)| {
        let errata = value.get("errata").and_then(Value::as_mapping).cloned().unwrap_or_default();
        let named =
            |(name, erratum): (Value, Value)| (file.clone(), name.as_str().unwrap_or_default().to_owned(), erratum);
        errata.into_iter().map(named).collect::<Vec<_>>()
    };
    tree.files.iter().flat_map(of_file).collect()
}

fn findings(sources: &[Source]) -> Option<Diagnostics> {
    ficha_codegen::check(sources).err()
}

/// Whether a subject in this file points at the erratum of that file, by the rule of the language: own file, then api.yaml.
fn sees(subject_file: &str, erratum_file: &str) -> bool {
    subject_file == erratum_file || erratum_file.ends_with("/api.yaml")
}

#[test]
fn the_real_specs_have_no_findings_and_well_over_twenty_errata() {
    let mut count = 0;
    for sources in real() {
        if let Some(diagnostics) = findings(&sources) {
            panic!("{}", diagnostics.render(false));
        }
        count += errata(&Tree::of(&sources)).len();
    }
    assert!(count > 40, "only {count} errata");
}

/// Blanks a pointer and its erratum without moving a line, so that the finding's line can be held against the subject's.
fn blanked(text: &str, name: &str) -> (String, Vec<(usize, usize)>) {
    let lines: Vec<&str> = text.lines().collect();
    let mut out: Vec<String> = Vec::new();
    let mut subjects = Vec::new();
    let mut in_erratum = false;
    let mut in_errata = false;
    for (n, line) in lines.iter().enumerate() {
        if !line.starts_with(' ') && !line.is_empty() {
            in_errata = line.starts_with("errata:");
        }
        if in_errata && line.starts_with("  ") && !line.starts_with("   ") {
            in_erratum = line.trim_start().starts_with(&format!("{name}:"));
        }
        if in_errata && (in_erratum || line.starts_with("errata:")) {
            // An `errata:` without entries would be null; an API always keeps some others in these specs.
            out.push(if in_erratum { String::new() } else { (*line).to_owned() });
            continue;
        }
        let pointed = points_at(line, name);
        if pointed {
            subjects.push(block_around(&lines, n));
        }
        out.push(if pointed { without_pointer(line, name) } else { (*line).to_owned() });
    }
    (out.join("\n") + "\n", subjects)
}

fn points_at(line: &str, name: &str) -> bool {
    let Some((_, pointers)) = line.split_once("erratum: ") else { return false };
    pointers.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name)
}

fn without_pointer(line: &str, name: &str) -> String {
    for (from, to) in [
        (format!(", erratum: {name} }}"), " }".to_owned()),
        (format!(", erratum: {name},"), ",".to_owned()),
        (format!("{name}, "), String::new()),
        (format!(", {name} ]"), " ]".to_owned()),
        (format!("[ {name} ]"), "[]".to_owned()),
        (format!("erratum: {name}"), "erratum: []".to_owned()),
    ] {
        let (before, pointers) = line.split_once("erratum: ").unwrap_or(("", line));
        if from.contains("erratum") && line.contains(&from) {
            return line.replacen(&from, &to, 1);
        }
        if !from.contains("erratum") && pointers.contains(&from) {
            return format!("{before}erratum: {}", pointers.replacen(&from, &to, 1));
        }
    }
    panic!("no way to take `{name}` out of `{line}`");
}

/// The lines of the mapping that a line belongs to: a flow row, or the block with at least its indentation.
fn block_around(lines: &[&str], at: usize) -> (usize, usize) {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let level = indent(lines[at]);
    let inside = |line: &str| line.trim().is_empty() || indent(line) >= level;
    let is_row = lines[at].trim_start().starts_with("- {");
    if is_row {
        return (at + 1, at + 1);
    }
    let start = (0..at).rev().find(|n| !inside(lines[*n])).unwrap_or(0);
    let end = (at..lines.len()).find(|n| !inside(lines[*n])).unwrap_or(lines.len());
    (start + 1, end)
}

#[test]
fn without_its_erratum_a_contradiction_is_found_at_its_subject() {
    for sources in real() {
        for (file, name, _) in errata(&Tree::of(&sources)) {
            let mut changed = sources.clone();
            let mut subjects = Vec::new();
            for source in changed.iter_mut().filter(|source| sees(&source.name, &file)) {
                let (text, blocks) = blanked(&source.text, &name);
                subjects.extend(blocks.into_iter().map(|block| (source.name.clone(), block)));
                source.text = text;
            }
            assert!(!subjects.is_empty(), "{file}: nothing points at {name}");
            let Some(found) = findings(&changed) else { panic!("{file}: nobody misses {name}") };
            let contradictions: Vec<_> = found
                .iter()
                .filter(|found| !matches!(found.code, Code::UnusedErratum | Code::ErratumWithoutEffect))
                .collect();
            assert!(!contradictions.is_empty(), "{file}: {name}\n{}", found.render(false));
            for (file, (start, end)) in &subjects {
                let hit = contradictions.iter().flat_map(|found| &found.labels);
                let hit = hit.filter(|label| label.file == *file).any(|label| (*start..=*end).contains(&label.line));
                assert!(hit, "nothing is found at {file}:{start}-{end} without {name}:\n{}", found.render(false));
            }
        }
    }
}

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

/// The JSON of a sample with its mends applied.
fn mended_json(sample: &Mapping) -> Option<serde_json::Value> {
    let mut text = sample.get("json")?.as_str()?.to_owned();
    for pair in sample.get("mend").and_then(Value::as_sequence).into_iter().flatten() {
        text = text.replacen(pair.get(0)?.as_str()?, pair.get(1)?.as_str()?, 1);
    }
    serde_json::from_str(&text).ok()
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

/// Every way to change one thing in a sample: each key renamed, each value made one of another type, each marker flipped.
fn mutants(json: &serde_json::Value) -> Vec<(String, serde_json::Value)> {
    let mut mutants = Vec::new();
    mutate(json, "", &mut |what, changed| mutants.push((what, changed)));
    mutants
}

fn mutate(value: &serde_json::Value, way: &str, found: &mut dyn FnMut(String, serde_json::Value)) {
    use serde_json::{Value as Json, json};
    match value {
        Json::Object(object) => {
            for (key, inner) in object {
                let mut renamed = object.clone();
                renamed.remove(key);
                renamed.insert(format!("{key}x"), inner.clone());
                found(format!("{way}.{key} renamed"), Json::Object(renamed));
                mutate(inner, &format!("{way}.{key}"), &mut |what, changed| {
                    let mut object = object.clone();
                    object.insert(key.clone(), changed);
                    found(what, Json::Object(object));
                });
            }
        }
        Json::Array(items) => {
            for (n, inner) in items.iter().enumerate() {
                mutate(inner, &format!("{way}[{n}]"), &mut |what, changed| {
                    let mut items = items.clone();
                    items[n] = changed;
                    found(what, Json::Array(items));
                });
            }
        }
        Json::Null => {}
        scalar => {
            let other = if scalar.is_string() { json!(7) } else { json!("x") };
            found(format!("{way} is {other}"), other);
            let flipped = match scalar {
                Json::Bool(flag) => json!(!flag),
                Json::String(text) if text == "success" => json!("error"),
                Json::String(text) if text == "error" => json!("success"),
                _ => return,
            };
            found(format!("{way} is {flipped}"), flipped);
        }
    }
}

#[test]
fn whatever_is_changed_in_a_sample_is_found() {
    let (mut all, mut missed) = (0, BTreeSet::new());
    for sources in real() {
        let tree = Tree::of(&sources);
        let mut samples = Vec::new();
        tree.clone().each_mapping(|way, mapping| {
            if let Some(json) = mended_json(mapping) {
                samples.push((way.to_owned(), json));
            }
        });
        for (way, json) in samples {
            for (what, changed) in mutants(&json) {
                let mut mutant = tree.clone();
                mutant.each_mapping(|here, sample| {
                    if here == way {
                        sample.insert("json".into(), changed.to_string().into());
                        sample.remove("mend");
                    }
                });
                all += 1;
                if findings(&mutant.sources()).is_none() {
                    missed.insert(format!("{way}: {what}"));
                }
            }
        }
    }
    let found = all - missed.len();
    let list: Vec<String> = missed.into_iter().collect();
    insta::assert_snapshot!("changes_that_no_claim_covers", list.join("\n"));
    assert!(found * 100 >= all * 95, "only {found} of {all} changes are found");
}
