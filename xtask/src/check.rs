//! `check`: the findings of the specs, and nothing written.

use std::path::Path;

use crate::Outcome;
use crate::arguments::Check;
use crate::report;
use crate::specs::Folder;
use crate::trouble::Trouble;
use crate::workspace::Workspace;

/// Checks the specs.
pub(crate) fn run(root: Option<&Path>, asked: &Check) -> Result<Outcome, Trouble> {
    let workspace = Workspace::find(root)?;
    let format = asked.shared.format;
    let specs = Folder::choose(&workspace, asked.shared.specs.as_deref()).read(&asked.apis)?;
    if !specs.garbled.is_empty() {
        return report::findings(&specs.garbled, format);
    }
    match ficha_codegen::check(&specs.sources) {
        Ok(_) => report::no_findings(specs.apis.len(), format),
        Err(findings) => report::findings(&findings, format),
    }
}
