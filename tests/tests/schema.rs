//! The JSON Schema of the spec language says what the parser says: of every spec, and of every spec with one thing wrong.

// A test that cannot even start says why and stops.
#![allow(clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use ficha_codegen::diagnostic::{Code, Findings};
use ficha_codegen::source::Source;
use ficha_codegen::spec;
use ficha_tests::reference::Reference;
use ficha_tests::specs::{changed, course, features, project, real};
use jsonschema::Validator;
use serde_yaml::{Mapping, Value};

/// The two schemas, as they are committed.
struct Schemas {
    api: Validator,
    resource: Validator,
}

impl Schemas {
    fn read() -> Schemas {
        Schemas { api: schema("api"), resource: schema("resource") }
    }

    /// Whether the schema of its kind of file accepts a spec.
    fn accept(&self, name: &str, spec: &Value) -> bool {
        let spec = serde_json::to_value(spec).unwrap_or_else(|error| panic!("{name}: {error}"));
        self.of(name).is_valid(&spec)
    }

    fn of(&self, name: &str) -> &Validator {
        if name.ends_with("api.yaml") { &self.api } else { &self.resource }
    }
}

fn schema(kind: &str) -> Validator {
    let path = project().join(format!("specs/{kind}.schema.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let schema = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    jsonschema::draft7::new(&schema).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Whether the grammar, apart from all that `check` knows, accepts a spec.
fn parser_accepts(name: &str, text: &str) -> bool {
    let mut findings = Findings::new();
    let sources = [Source { name: name.to_owned(), text: text.to_owned() }];
    spec::parse(&sources, &mut findings);
    // A file on its own, under a name of its own, is right here.
    let expected = [Code::NoApiFile, Code::NoResourceFile, Code::WrongFolder];
    findings.locate(&sources).iter().all(|finding| expected.contains(&finding.code))
}

fn value(source: &Source) -> Value {
    serde_yaml::from_str(&source.text).unwrap_or_else(|error| panic!("{}: {error}", source.name))
}

fn all() -> Vec<Source> {
    let features = features().into_iter().flat_map(|feature| feature.sources);
    real().concat().into_iter().chain(course()).chain(features).collect()
}

#[test]
fn every_spec_is_accepted() {
    let schemas = Schemas::read();
    for source in all() {
        let spec = serde_json::to_value(value(&source)).unwrap_or_default();
        let errors: Vec<_> = schemas
            .of(&source.name)
            .iter_errors(&spec)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", source.name);
    }
}

#[test]
fn every_real_spec_starts_with_the_line_that_binds_it() {
    for source in real().concat() {
        let kind = if source.name.ends_with("/api.yaml") { "api" } else { "resource" };
        let line = format!("# yaml-language-server: $schema=../{kind}.schema.json\n");
        assert!(source.text.starts_with(&line), "{} does not start with {line}", source.name);
    }
}

/// What a transcriber gets wrong, in the obstacle course.
const WRONG: &[(&str, &str, &str)] = &[
    ("things", "length: X, required: false", "lenght: X, required: false"),
    ("things", "effect: action", "efect: action"),
    ("things", "    effect: action\n", ""),
    ("things", "effect: action", "effect: actoin"),
    ("things", "method: PATCH", "method: patch"),
    ("things", "resource: things", "resource: [ things ]"),
    ("things", "path: /things/poke", "path: { a: b }"),
    ("things", "use: { name: pagina }", "use: { nam: pagina }"),
    ("things", "    because: Every sample quotes it.", "    why: Every sample quotes it."),
    ("things", "unset: null", "unset: nothing"),
    ("things", "name: raw,    type: json,   required", "name: raw,    type: [ int, json ], required"),
    ("things", "name: raw,    type: json", "name: raw,    type: { int: json }"),
    ("things", "name: id,     type: int,    length: 10", "name: id,     type: int,    length: -10"),
    ("things", "name: id,     type: int,    length: 10", "name: id,     type: int,    length: \"10\""),
    ("things", "name: id,     type: int,    length: 10", "name: id,     type: int,    length: 10 digits"),
    ("things", "name: id,     type: int,    length: 10", "name: id,     type: int,    length: "),
    ("things", "length: X, required: false", "length: X, required: "),
    ("things", "name: id,     type: int,    length: 10", "name: id,     type: int,    length: \"\""),
    ("things", "tall,   type: bool,   length: X, required: false", "tall,   type: bool,   length: X, required: NO"),
    ("things", "min: 1, max: 100", "min: one, max: 100"),
    ("things", "[ [ \"}, ]\", \"} ]\" ] ]", "[ [ \"}, ]\" ] ]"),
    (
        "things",
        "reads: no_rows, json: '{ \"success\": true, \"code\"",
        "reads: empty, json: '{ \"success\": true, \"code\"",
    ),
    ("api", "api: course\n", ""),
    ("api", "kind: code", "kind: book"),
    ("api", "header: X-Api-Key", "haeder: X-Api-Key"),
    ("api", "ok: [ { success: true, error: null } ]", "ok: { success: true, error: null }"),
    ("api", "ok: [ { success: true, error: null } ]", "ok: [ { success: [ 1 ], error: null } ]"),
    ("api", "ok: [ { success: true, error: null } ]", "ok: [ { success: 0.5, error: null } ]"),
    ("api", "http: 404, reads: refused, code", "http: 70000, reads: refused, code"),
    ("api", "poll_every: 30s", "poll_evry: 30s"),
    ("api", "paging: { offset: paging.offset,", "paging: { ofset: paging.offset,"),
];

#[test]
fn what_is_wrong_is_refused() {
    let schemas = Schemas::read();
    for (file, from, to) in WRONG {
        let sources = changed(&course(), &format!("/{file}.yaml"), from, to).unwrap_or_else(|error| panic!("{error}"));
        let is_changed = |source: &&Source| source.name.ends_with(&format!("/{file}.yaml"));
        let Some(source) = sources.iter().find(is_changed) else { panic!("no {file}") };
        assert!(!schemas.accept(&source.name, &value(source)), "the schema accepts {to}");
        assert!(!parser_accepts(&source.name, &source.text), "the parser accepts {to}");
    }
}

/// Every text of up to three characters, of those that a rule could see in another way than another.
#[test]
fn both_take_the_same_texts_for_marks() {
    let schemas = Schemas::read();
    let signs = ["0", "9", "a", "X", "é", "-", "²", "٣", " ", "\t", "\n", "\u{7f}", "\u{a0}", "\u{2003}", "\u{feff}"];
    let mut texts = vec![String::new()];
    let mut longest = texts.clone();
    for _ in 0..3 {
        longest = longest.iter().flat_map(|text| signs.map(|sign| format!("{text}{sign}"))).collect();
        texts.extend(longest.iter().cloned());
    }
    let mut accepted = 0;
    for mark in &texts {
        let row: Mapping = [("name", "a"), ("type", "string"), ("length", mark.as_str())]
            .into_iter()
            .map(|(key, value)| (Value::from(key), Value::from(value)))
            .collect();
        let text = "resource: r\noperations: {}\ntypes: { T: { rows: [] } }\n";
        let mut spec: Value = serde_yaml::from_str(text).unwrap_or_default();
        spec["types"]["T"]["rows"] = Value::Sequence(vec![Value::Mapping(row)]);
        let text = serde_yaml::to_string(&spec).unwrap_or_else(|error| panic!("{mark:?}: {error}"));
        let parsed = parser_accepts("specs/x/r.yaml", &text);
        assert_eq!(parsed, schemas.accept("specs/x/r.yaml", &spec), "the parser, and not the schema, takes {mark:?}");
        accepted += usize::from(parsed);
    }
    assert!(accepted > 100 && accepted < texts.len() / 2, "{accepted} of {}", texts.len());
}

/// What is put in the place of a value.
const ODD: [&str; 6] = ["5", "-1", "true", "word", "{}", "[ { a: 1 } ]"];

/// Whatever is renamed, removed or replaced in a spec, both say the same. What is renamed and refused is a key of the
/// language, and none is left out.
#[test]
fn the_schema_and_the_parser_agree() {
    let schemas = Schemas::read();
    let mut known = BTreeSet::new();
    let small = features().into_iter().flat_map(|feature| feature.sources);
    let small: BTreeMap<String, Source> = small.map(|source| (source.text.clone(), source)).collect();
    for source in small.into_values() {
        let spec = value(&source);
        let agree = |change: &str, way: &[Value], spec: &Value| {
            let text = serde_yaml::to_string(spec).unwrap_or_else(|error| panic!("{way:?}: {error}"));
            let accepted = schemas.accept(&source.name, spec);
            let parsed = parser_accepts(&source.name, &text);
            assert_eq!(parsed, accepted, "the parser, and not the schema: {change} at {way:?} in\n{text}");
            accepted
        };
        for way in ways(&spec) {
            if let Some(key) = way.last().and_then(Value::as_str)
                && !agree("renamed", &way, &renamed(&spec, &way))
            {
                known.insert(key.to_owned());
            }
            agree("removed", &way, &replaced(&spec, &way, None));
            for odd in ODD {
                let value = serde_yaml::from_str(odd).unwrap_or_default();
                agree(odd, &way, &replaced(&spec, &way, Some(value)));
            }
        }
    }
    let entries = Reference::of_the_language().entries();
    let keys: Vec<&str> = entries.iter().filter_map(|entry| Some(entry.split_once('.')?.1)).collect();
    assert!(keys.len() > 100, "the reference reads as {keys:?}");
    let missing: Vec<_> = keys.iter().filter(|key| !known.contains(**key)).collect();
    assert!(missing.is_empty(), "no change showed that these keys are known: {missing:?}");
}

/// The ways to everything that stands in a value: keys of mappings, numbers of items.
fn ways(value: &Value) -> Vec<Vec<Value>> {
    let inside: Vec<(Value, &Value)> = match value {
        Value::Mapping(entries) => entries.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Sequence(items) => items.iter().enumerate().map(|(n, item)| (Value::from(n), item)).collect(),
        _ => Vec::new(),
    };
    let on = |step: &Value, rest: Vec<Value>| [vec![step.clone()], rest].concat();
    let deeper = |(step, value): (Value, &Value)| {
        let rest = ways(value).into_iter().map(|rest| on(&step, rest)).collect::<Vec<_>>();
        [vec![vec![step.clone()]], rest].concat()
    };
    inside.into_iter().flat_map(deeper).collect()
}

/// The same with another value at the end of the way, or with none.
fn replaced(whole: &Value, way: &[Value], by: Option<Value>) -> Value {
    changed_at(whole, way, &mut |entries, key| match &by {
        Some(value) => drop(entries.insert(key.clone(), value.clone())),
        None => drop(entries.shift_remove(key)),
    })
}

/// The same with another key at the end of the way.
fn renamed(whole: &Value, way: &[Value]) -> Value {
    changed_at(whole, way, &mut |entries, key| {
        let name = format!("{}_or_so", key.as_str().unwrap_or_default());
        if let Some(value) = entries.shift_remove(key) {
            entries.insert(name.into(), value);
        }
    })
}

/// The same with something done to the end of the way. What is done to an item is done to a mapping of it alone.
fn changed_at(whole: &Value, way: &[Value], change: &mut impl FnMut(&mut Mapping, &Value)) -> Value {
    let Some((step, rest)) = way.split_first() else { return whole.clone() };
    let mut whole = whole.clone();
    match &mut whole {
        Value::Mapping(entries) if rest.is_empty() => change(entries, step),
        Value::Mapping(entries) => {
            if let Some(value) = entries.get_mut(step) {
                *value = changed_at(value, rest, change);
            }
        }
        Value::Sequence(items) => {
            let n = step.as_u64().unwrap_or_default() as usize;
            if rest.is_empty() {
                let mut alone: Mapping = [(step.clone(), items.remove(n))].into_iter().collect();
                change(&mut alone, step);
                items.splice(n..n, alone.into_values());
            } else {
                items[n] = changed_at(&items[n], rest, change);
            }
        }
        _ => {}
    }
    whole
}
