//! Is whatever is changed in a sample found?

use std::collections::BTreeSet;

use ficha_tests::specs::real;
use ficha_tests::tree::Tree;

use super::{findings, mended_json};

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
