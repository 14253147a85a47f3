//! Specs as trees of YAML, to change one thing in them whatever their layout.

use ficha_codegen::source::Source;
use serde_yaml::{Mapping, Value};

/// The files of one API, parsed.
#[derive(Debug, Clone)]
pub struct Tree {
    /// Name and content of each file.
    pub files: Vec<(String, Value)>,
}

impl Tree {
    /// Parses sources that are known to be valid.
    pub fn of(sources: &[Source]) -> Tree {
        let parse = |source: &Source| match serde_yaml::from_str(&source.text) {
            Ok(value) => (source.name.clone(), value),
            Err(error) => panic!("{}: {error}", source.name),
        };
        Tree { files: sources.iter().map(parse).collect() }
    }

    /// The sources again; their layout is another one.
    pub fn sources(&self) -> Vec<Source> {
        let print = |(name, value): &(String, Value)| match serde_yaml::to_string(value) {
            Ok(text) => Source { name: name.clone(), text },
            Err(error) => panic!("{name}: {error}"),
        };
        self.files.iter().map(print).collect()
    }

    /// Calls `visit` for every mapping that is an entry or an item somewhere: each row, sample, operation, type…, with
    /// the way to it.
    pub fn each_mapping(&mut self, mut visit: impl FnMut(&str, &mut Mapping)) {
        for (name, value) in &mut self.files {
            walk(name, value, &mut visit);
        }
    }
}

fn walk(way: &str, value: &mut Value, visit: &mut impl FnMut(&str, &mut Mapping)) {
    match value {
        Value::Mapping(mapping) => {
            visit(way, mapping);
            for (key, value) in mapping.iter_mut() {
                let way = format!("{way}/{}", key.as_str().unwrap_or_default());
                walk(&way, value, visit);
            }
        }
        Value::Sequence(items) => {
            for (n, value) in items.iter_mut().enumerate() {
                walk(&format!("{way}/{n}"), value, visit);
            }
        }
        _ => {}
    }
}

/// One name or a list of them.
pub fn names(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Sequence(names)) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}
