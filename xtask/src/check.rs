//! `check`: the findings of the specs, also against the stored pages; nothing is written.

use std::path::Path;

use ficha_codegen::against::{Comparison, against};
use ficha_codegen::diagnostic::Findings;
use ficha_codegen::spec::parse;

use crate::Outcome;
use crate::arguments::Check;
use crate::pages;
use crate::report::{self, Checked};
use crate::specs::{Folder, Specs};
use crate::trouble::Trouble;
use crate::workspace::Workspace;

/// Checks the specs, and looks them up on their pages if asked to.
pub(crate) fn run(root: Option<&Path>, asked: &Check) -> Result<Outcome, Trouble> {
    let workspace = Workspace::find(root)?;
    let format = asked.shared.format;
    let specs = Folder::choose(&workspace, asked.shared.specs.as_deref()).read(&asked.apis)?;
    if !specs.garbled.is_empty() {
        return report::findings(&specs.garbled, format);
    }
    let mut findings = ficha_codegen::check(&specs.sources).err().unwrap_or_default();
    let mut comparison = asked.against.as_deref().map(|folder| compare(&specs, folder)).transpose()?;
    if let Some(comparison) = &mut comparison {
        findings.extend(std::mem::take(&mut comparison.findings).locate(&specs.sources));
    }
    let checked = Checked { apis: specs.apis.len(), findings: &findings, comparison: comparison.as_ref() };
    report::checked(&checked, format)
}

fn compare(specs: &Specs, folder: &Path) -> Result<Comparison, Trouble> {
    let documents = pages::read(folder)?;
    // What cannot be parsed is told by the check of the specs.
    let parsed = parse(&specs.sources, &mut Findings::default());
    Ok(against(&parsed, &documents))
}
