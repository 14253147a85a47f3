//! The OpenAPI document says what the client does: every sample of the pages fits it, on the side of the success rule on
//! which it belongs, and what breaks a rule does not.

// A test that cannot even start says why and stops.
#![allow(clippy::panic, clippy::expect_used)]

use std::collections::BTreeSet;

use ficha_codegen::model::{AnswerSample, Api, Operation, Reads};
use ficha_codegen::source::Source;
use ficha_codegen::{check, openapi};
use ficha_tests::specs::{changed, course, features, real};
use jsonschema::Validator;
use serde_json::{Value, json};

/// A model and its document.
struct Described {
    api: Api,
    document: Value,
}

fn described(sources: &[Source]) -> Described {
    let api = check(sources).unwrap_or_else(|findings| panic!("{}", findings.render(false))).remove(0);
    let document = openapi(&api);
    Described { api, document }
}

fn all() -> Vec<Described> {
    let features = features().into_iter().map(|feature| feature.sources);
    real().into_iter().chain([course()]).chain(features).map(|sources| described(&sources)).collect()
}

impl Described {
    fn operations(&self) -> impl Iterator<Item = (&Operation, &Value)> {
        let operations = self.api.resources.iter().flat_map(|resource| &resource.operations);
        operations.map(|operation| {
            let method = operation.method.to_string().to_lowercase();
            (operation, &self.document["paths"][&operation.path][method])
        })
    }

    fn validator(&self, schema: &Value) -> Validator {
        let schema = json!({ "allOf": [schema], "components": self.document["components"] });
        jsonschema::draft202012::new(&schema).unwrap_or_else(|error| panic!("{error}: {:#}", schema["allOf"]))
    }

    /// What an answer means by the document; nothing where it does not fit.
    fn meanings(&self, described: &Value, http: u16, body: &Value) -> BTreeSet<String> {
        let responses = &described["responses"];
        let range = if (200..300).contains(&http) { "2XX" } else { "default" };
        let response = responses.get(http.to_string()).unwrap_or(&responses[range]);
        let Some(schema) = response.pointer("/content/application~1json/schema") else { return BTreeSet::new() };
        let pointer = schema["$ref"].as_str().and_then(|text| text.strip_prefix('#')).unwrap_or_default();
        let Some(rule) = self.document.pointer(pointer).filter(|_| self.validator(schema).is_valid(body)) else {
            return BTreeSet::new();
        };
        let is_done = rule.get("if").is_some_and(|condition| self.validator(condition).is_valid(body));
        let meanings: &[&str] = if is_done { &["Done", "No rows"] } else { &["Refused"] };
        let is_meant = |meaning: &&&str| match **meaning {
            "Done" => self.validator(&rule["anyOf"][0]).is_valid(body),
            "No rows" => self.document["components"]["schemas"]
                .get("NoRows")
                .is_some_and(|no_rows| self.validator(no_rows).is_valid(body)),
            _ => true,
        };
        meanings.iter().filter(is_meant).map(|meaning| (*meaning).to_owned()).collect()
    }
}

#[test]
fn every_request_of_the_pages_fits() {
    let mut count = 0;
    for described in all() {
        for (operation, of) in described.operations() {
            let schema = &of["requestBody"]["content"]["application/json"]["schema"];
            for body in operation.requests.iter().filter_map(|sample| sample.body.as_ref()) {
                let errors: Vec<_> =
                    described.validator(schema).iter_errors(body).map(|error| error.to_string()).collect();
                assert!(errors.is_empty(), "{} {}: {errors:#?}", described.api.name, operation.name);
                count += 1;
            }
        }
    }
    assert!(count >= 10, "{count} requests");
}

/// The schema of an operation's success.
fn done_of(of: &Value) -> String {
    format!("{}_done", of["operationId"].as_str().unwrap_or_default())
}

#[test]
fn every_answer_of_the_pages_means_what_it_means_to_the_client() {
    let mut count = 0;
    for described in all().iter().filter(|described| !described.api.envelope.ok.is_empty()) {
        let name = &described.api.name;
        for (operation, of) in described.operations() {
            let mut check = |sample: &AnswerSample, of: &Value| {
                let Ok(body) = serde_json::from_str::<Value>(&sample.json) else { return };
                let meanings = described.meanings(of, sample.http, &body);
                let expected = match sample.reads {
                    Reads::Ok => "Done",
                    Reads::NoRows => "No rows",
                    Reads::Refused => "Refused",
                };
                // An answer that the status alone explains has no schema to fit.
                let has_body = of["responses"][sample.http.to_string()].get("content").is_some();
                assert!(
                    !has_body || meanings.contains(expected),
                    "{name} {} {}: {meanings:?}",
                    operation.name,
                    sample.name
                );
                assert!(
                    expected == "Refused" || !meanings.contains("Refused"),
                    "{name} {} {}",
                    operation.name,
                    sample.name
                );
                assert!(expected != "Refused" || meanings.len() <= 1, "{name} {} {}", operation.name, sample.name);
                // To a tool that knows no `if`, the first of the choices that fits is what an answer means. Such a tool
                // does not learn that "no rows" is a refusal where no list is expected.
                let fits = |schema: &str| {
                    let schema = described.document["components"]["schemas"].get(schema);
                    schema.is_some_and(|schema| described.validator(schema).is_valid(&body))
                };
                let is_taken_for_done = fits(&done_of(of)) && !fits("NoRows");
                assert!(expected != "Refused" || !is_taken_for_done, "{name} {} {}", operation.name, sample.name);
                count += 1;
            };
            operation.answers.iter().for_each(|sample| check(sample, of));
            described
                .api
                .answers
                .iter()
                .filter(|sample| sample.reads == Reads::Refused)
                .for_each(|sample| check(sample, of));
        }
    }
    assert!(count > 40, "{count} answers");
}

#[test]
fn what_breaks_a_rule_does_not_fit() {
    let serpi = real().into_iter().map(|sources| described(&sources)).find(|described| described.api.name == "serpi");
    let serpi = serpi.expect("the spec of SERPI");
    let is_it = |operation: &Operation| operation.body.as_deref() == Some("NewSucursal");
    let (create, of) = serpi.operations().find(|(operation, _)| is_it(operation)).expect("the create of a branch");
    let right = create.requests.iter().find_map(|sample| sample.body.clone()).expect("a sample with a body");
    let validator = serpi.validator(&of["requestBody"]["content"]["application/json"]["schema"]);
    let fits = |change: &dyn Fn(&mut Value)| {
        let mut body = right.clone();
        change(&mut body);
        validator.is_valid(&body)
    };
    assert!(fits(&|_| {}));
    assert!(fits(&|body| body["codigo"] = "01".into()), "a code may start with a zero");
    assert!(fits(&|body| body["referencia_sucursal"] = Value::Null), "what is not set is null");
    assert!(!fits(&|body| body["id_tercero"] = Value::Null), "null for what is required");
    assert!(
        !fits(&|body| drop(body.as_object_mut().and_then(|body| body.remove("id_tercero")))),
        "a required row less"
    );
    assert!(!fits(&|body| body["id_tercero"] = "1804".into()), "a text for a number");
    assert!(!fits(&|body| body["id_tercero"] = json!(10i64.pow(18))), "nineteen digits");
    assert!(!fits(&|body| body["descripcion"] = "x".repeat(51).into()), "a text that is too long");
    assert!(!fits(&|body| body["abreviatura"] = "x".into()), "a key that no table has");
}

#[test]
fn a_failure_with_http_200_is_no_success() {
    let factura = real().into_iter().map(|sources| described(&sources)).find(|it| it.api.name == "factura_online");
    let factura = factura.expect("the spec of Factura Online");
    for (_, of) in factura.operations() {
        for body in
            [json!({ "status": "error" }), json!({ "status": "error", "response": "success", "data": [] }), json!({})]
        {
            assert_eq!(factura.meanings(of, 200, &body), BTreeSet::from(["Refused".to_owned()]), "{body}");
        }
    }
    let (_, list) = factura.operations().find(|(operation, _)| operation.name == "list").expect("a list");
    assert_eq!(factura.meanings(list, 200, &json!({ "status": "success" })), BTreeSet::new(), "no payload");
    let fits = json!({ "status": "success", "data": [{ "SerieID": 1 }] });
    assert_eq!(factura.meanings(list, 200, &fits), BTreeSet::from(["Done".to_owned()]));
    let without_key = json!({ "status": "success", "data": [{ "SerieName": "R" }] });
    assert_eq!(factura.meanings(list, 200, &without_key), BTreeSet::new());
}

/// Every value under a key, anywhere in a document.
fn under<'v>(key: &str, value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(entries) => {
            found.extend(entries.get(key));
            entries.values().for_each(|value| under(key, value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| under(key, value, found)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere() {
    for Described { api, document } in all() {
        let mut references = Vec::new();
        under("$ref", &document, &mut references);
        for reference in references {
            let pointer = reference.as_str().and_then(|text| text.strip_prefix('#')).unwrap_or_default();
            assert!(document.pointer(pointer).is_some(), "{}: {reference}", api.name);
        }
    }
}

#[test]
fn every_erratum_of_the_real_specs_is_told() {
    for sources in real() {
        let Described { api, document } = described(&sources);
        let mut lists = Vec::new();
        under("x-ficha-errata", &document, &mut lists);
        let told: BTreeSet<&str> = lists
            .iter()
            .filter_map(|list| list.as_array())
            .flatten()
            .filter_map(|erratum| erratum["name"].as_str())
            .collect();
        for source in &sources {
            let value: Value = serde_yaml::from_str(&source.text).expect("YAML");
            for name in value["errata"].as_object().into_iter().flat_map(|errata| errata.keys()) {
                assert!(told.contains(name.as_str()), "{}: nobody is told of {name}", api.name);
            }
        }
    }
}

#[test]
fn every_operation_is_described_under_a_name_of_its_own() {
    // Two operations of one address, of which OpenAPI knows only one.
    let poke = "  poke:\n    method: PATCH\n    path: /things/poke\n    effect: action\n";
    let twice = format!("{poke}{}", poke.replace("poke:", "prod:"));
    let same_address = changed(&course(), "/things.yaml", poke, &twice).unwrap_or_else(|error| panic!("{error}"));
    for described in all().into_iter().chain([described(&same_address)]) {
        let mut names = Vec::new();
        under("operationId", &described.document, &mut names);
        let unique: BTreeSet<_> = names.iter().map(|name| name.as_str()).collect();
        assert_eq!(unique.len(), names.len(), "{names:?}");
        assert_eq!(unique.len(), described.operations().count(), "{}", described.api.name);
    }
}
