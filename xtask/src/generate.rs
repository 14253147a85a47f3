//! `gen`: the difference between what the specs produce and what is on the disk, then told (`--check`) or made good.

use std::path::Path;

use ficha_codegen::{Generated, Options};

use crate::Outcome;
use crate::arguments::Gen;
use crate::compare::{Difference, Found, Wanted, compare};
use crate::disk::{self, Scope};
use crate::reference::{self, Page};
use crate::report::{self, Files};
use crate::schema;
use crate::specs::{Folder, Specs};
use crate::trouble::Trouble;
use crate::wiring::{self, ByHand};
use crate::workspace::{CLIENT, CONFORMANCE, REFERENCE, Workspace};
use crate::write;

/// Checks the specs, compares what they produce with the disk, and writes unless it is only to be checked.
pub(crate) fn run(root: Option<&Path>, asked: &Gen) -> Result<Outcome, Trouble> {
    let workspace = Workspace::find(root)?;
    let format = asked.shared.format;
    let specs = Folder::choose(&workspace, asked.shared.specs.as_deref()).read(&asked.apis)?;
    if !specs.garbled.is_empty() {
        return report::findings(&specs.garbled, format);
    }
    let generated = match ficha_codegen::generate(&specs.sources, &Options::default().mock()) {
        Ok(generated) => generated,
        Err(findings) => return report::findings(&findings, format),
    };
    let plan = Plan::make(&workspace, asked, &specs, generated)?;
    if !asked.check {
        write::apply(&workspace, &plan.wanted, &plan.difference)?;
    }
    let Plan { difference, lacking, orphaned, .. } = &plan;
    let files = Files { difference, lacking, orphaned, written: !asked.check };
    report::files(&files, format)?;
    let is_settled = lacking.is_empty() && orphaned.is_empty() && (files.written || difference.is_empty());
    Ok(if is_settled { Outcome::Fine } else { Outcome::Findings })
}

/// What is wanted, and what it takes to get there.
struct Plan {
    wanted: Wanted,
    difference: Difference,
    lacking: Vec<ByHand>,
    orphaned: Vec<ByHand>,
}

impl Plan {
    fn make(workspace: &Workspace, asked: &Gen, specs: &Specs, generated: Generated) -> Result<Self, Trouble> {
        let mut wanted = wanted(generated);
        let is_all = asked.apis.is_empty();
        // The reference and the schema belong to no API, so naming one leaves them alone.
        if is_all {
            wanted.extend(schema::files()?);
        }
        let scope = if is_all { Scope::All } else { Scope::Only(specs.apis.clone()) };
        let mut found = disk::look(workspace, &wanted, &scope)?;
        let mut lacking = wiring::lacking(workspace, &specs.apis)?;
        match is_all.then(|| reference::page(workspace)).transpose()? {
            Some(Page::Marked { on_disk, wanted: text }) => {
                found.insert(REFERENCE.to_owned(), Found::Generated(on_disk.into_bytes()));
                wanted.insert(REFERENCE.to_owned(), text);
            }
            Some(Page::Unmarked(marks)) => lacking.push(marks),
            None => {}
        }
        let difference = compare(&wanted, &found).map_err(|obstructed| Trouble::in_the_way(&obstructed))?;
        // Whoever names an API asks about that one.
        let orphaned = if is_all { wiring::orphaned(workspace, &wanted, &difference)? } else { Vec::new() };
        Ok(Plan { wanted, difference, lacking, orphaned })
    }
}

fn wanted(generated: Generated) -> Wanted {
    let client = generated.client.into_iter().map(|file| (format!("{CLIENT}/{}", file.path), file.text));
    let conformance = generated.conformance.into_iter().map(|file| (format!("{CONFORMANCE}/{}", file.path), file.text));
    client.chain(conformance).collect()
}
