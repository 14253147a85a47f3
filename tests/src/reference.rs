//! The reference of the spec language, read back from its page: which keys and words there are, and which of them a spec
//! uses.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_yaml::Value;

use crate::specs::project;

/// Sections by name, each with its keys and what they hold, or its words.
pub struct Reference {
    keys: BTreeMap<String, BTreeMap<String, String>>,
    words: BTreeMap<String, BTreeSet<String>>,
}

impl Reference {
    /// As it stands in `specs/README.md`.
    pub fn of_the_language() -> Reference {
        let page = project().join("specs/README.md");
        let text = fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        let mut reference = Reference { keys: BTreeMap::new(), words: BTreeMap::new() };
        let sections = text.split("\n## ").find(|part| part.starts_with("Every key")).unwrap_or_default();
        for section in sections.split("\n### ").skip(1) {
            reference.add(section);
        }
        reference
    }

    fn add(&mut self, section: &str) {
        let mut lines = section.lines();
        let name = lines.next().unwrap_or_default().to_lowercase();
        let mut has_words = false;
        for line in lines.filter(|line| line.starts_with('|')) {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            has_words |= cells.get(1) == Some(&"word");
            let Some(entry) = cells.get(1).and_then(|cell| cell.strip_prefix('`')?.strip_suffix('`')) else { continue };
            if has_words {
                self.words.entry(name.clone()).or_default().insert(entry.to_owned());
            } else {
                let holds = cells.get(2).copied().unwrap_or_default();
                self.keys.entry(name.clone()).or_default().insert(entry.to_owned(), holds.to_owned());
            }
        }
    }

    /// Every key and word, as `row.length` and `effect: read`.
    pub fn entries(&self) -> BTreeSet<String> {
        let keys = self.keys.iter().flat_map(|(section, keys)| keys.keys().map(move |key| format!("{section}.{key}")));
        let words =
            self.words.iter().flat_map(|(section, words)| words.iter().map(move |word| format!("{section}: {word}")));
        keys.chain(words).collect()
    }

    /// Adds the keys and words that a file of this section uses.
    pub fn used(&self, section: &str, value: &Value, used: &mut BTreeSet<String>) {
        if let Some(words) = self.words.get(section) {
            let word = value.as_str().unwrap_or("null");
            assert!(words.contains(word), "`{word}` is no word of the section `{section}`");
            used.insert(format!("{section}: {word}"));
        }
        let (Some(keys), Value::Mapping(mapping)) = (self.keys.get(section), value) else { return };
        for (key, value) in mapping {
            let key = key.as_str().unwrap_or_default();
            let Some(holds) = keys.get(key) else { panic!("`{key}` is no key of the section `{section}`") };
            used.insert(format!("{section}.{key}"));
            self.used_by(holds, value, used);
        }
    }

    /// Goes on where a key holds what another section describes.
    fn used_by(&self, holds: &str, value: &Value, used: &mut BTreeSet<String>) {
        let Some(section) =
            holds.split_once("](#").and_then(|(before, _)| before.rsplit_once('[')).map(|(_, name)| name)
        else {
            return;
        };
        match value {
            Value::Mapping(entries) if holds.starts_with("names") => {
                entries.values().for_each(|value| self.used(section, value, used));
            }
            Value::Sequence(items) if holds.starts_with("a list") => {
                items.iter().for_each(|value| self.used(section, value, used));
            }
            _ => self.used(section, value, used),
        }
    }
}
