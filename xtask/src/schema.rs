//! `schema`: the JSON Schema of the spec language, one file per kind of spec, so that editors complete and check specs.
//! How the grammar becomes a schema is in `schema/document.rs`.

mod document;

use std::path::Path;

use crate::Outcome;
use crate::compare::{Wanted, compare};
use crate::disk::{self, Scope};
use crate::grammar;
use crate::report;
use crate::trouble::Trouble;
use crate::workspace::{API_SCHEMA, RESOURCE_SCHEMA, Workspace};
use crate::write;

/// The schemas as the code has them, by their path.
pub(crate) fn files() -> Result<Wanted, Trouble> {
    let shapes = grammar::read()?;
    let file = |path: &str, root: &str| {
        let mut text = format!("{:#}", document::of(&shapes, root)?);
        text.push('\n');
        Ok((path.to_owned(), text))
    };
    [file(API_SCHEMA, "ApiFile"), file(RESOURCE_SCHEMA, "ResourceFile")].into_iter().collect()
}

/// Writes the schemas that differ from the code.
pub(crate) fn run(root: Option<&Path>) -> Result<Outcome, Trouble> {
    let workspace = Workspace::find(root)?;
    let wanted = files()?;
    let mut found = disk::look(&workspace, &wanted, &Scope::Only(Default::default()))?;
    found.retain(|path, _| wanted.contains_key(path));
    let difference = compare(&wanted, &found).map_err(|obstructed| Trouble::in_the_way(&obstructed))?;
    write::apply(&workspace, &wanted, &difference)?;
    for path in wanted.keys() {
        let is_new = difference.missing.contains(path) || difference.stale.iter().any(|stale| stale.path == *path);
        report::line(&if is_new { format!("wrote {path}") } else { format!("{path} is what the code says") })?;
    }
    Ok(Outcome::Fine)
}
