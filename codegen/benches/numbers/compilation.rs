//! What a consumer waits for: the generated code compiled by itself, and an application that makes every call, beside the
//! other generator's.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::clock::{Spent, time_command};
use crate::figures::Figures;
use crate::peer::Peer;
use crate::table::{Table, number};
use crate::{Outcome, packages, scratch};

const OPERATIONS: usize = 100;
const RUNS: usize = 3;

/// One thing that is compiled: what it is called, what cargo is told to build, and the file that is touched before.
struct Subject {
    name: &'static str,
    package: &'static [&'static str],
    touched: &'static str,
}

const OURS: [Subject; 5] = [
    Subject { name: "100 operations", package: &["-p", "operations"], touched: "operations/src/lib.rs" },
    Subject {
        name: "the real specs (ficha-client)",
        package: &["-p", "ficha-client"],
        touched: "generated-client/src/lib.rs",
    },
    Subject {
        name: "what all of them run on (ficha-runtime)",
        package: &["-p", "ficha-runtime"],
        touched: "generated-client/runtime/src/lib.rs",
    },
    Subject { name: "three calls, written by hand", package: &["-p", "floor"], touched: "floor/src/lib.rs" },
    Subject {
        name: "application that makes all 100 calls",
        package: &["-p", "application"],
        touched: "application/src/main.rs",
    },
];

const THEIRS: [Subject; 2] = [
    Subject { name: "progenitor: 100 operations", package: &["-p", "client"], touched: "client/src/lib.rs" },
    Subject {
        name: "progenitor: application that makes all 100 calls",
        package: &["-p", "application"],
        touched: "application/src/main.rs",
    },
];

/// Measures and prints.
pub(crate) fn ask() -> Outcome {
    let heads = ["debug: wall", "CPU", "release: wall", "CPU"];
    let title = format!("Compilation in seconds, after touching it (medians of {RUNS}, CARGO_INCREMENTAL=0)");
    let mut table = Table::new(&title, heads);
    let ours = packages::write(OPERATIONS)?;
    OURS.iter().try_for_each(|subject| measure(subject, &ours, &mut table))?;
    if let Some(peer) = Peer::build() {
        let theirs = their_workspace(&peer)?;
        THEIRS.iter().try_for_each(|subject| measure(subject, &theirs, &mut table))?;
    }
    table.print();
    Ok(())
}

/// The manifest of the workspace that the other generator made.
pub(crate) fn their_workspace(peer: &Peer) -> Outcome<PathBuf> {
    let folder = scratch::folder("packages-of-peer");
    peer.write_packages(OPERATIONS, &folder)?;
    Ok(folder.join("Cargo.toml"))
}

fn measure(subject: &Subject, workspace: &Path, table: &mut Table) -> Outcome {
    eprintln!("compiling {}", subject.name);
    let debug = compile(subject, workspace, &[])?;
    let release = compile(subject, workspace, &["--release"])?;
    let cells = [&debug, &release].into_iter().flat_map(|figures| ["wall", "cpu"].map(|name| figures.get(name)));
    table.row(subject.name, cells.map(|seconds| number(seconds, 2)));
    Ok(())
}

/// What it takes to compile it and nothing that it depends on.
fn compile(subject: &Subject, workspace: &Path, profile: &[&str]) -> Outcome<Figures> {
    let build = || {
        let mut cargo = scratch::cargo("build", workspace);
        time_command(
            cargo.args(subject.package).args(profile).arg("--target-dir").arg(workspace.with_file_name("target")),
        )
    };
    build()?;
    Figures::median_of(RUNS, || {
        File::options().write(true).open(workspace.with_file_name(subject.touched))?.set_modified(SystemTime::now())?;
        let (_, Spent { wall, cpu }) = build()?;
        let mut figures = Figures::default();
        figures.set("wall", wall);
        figures.set("cpu", cpu);
        Ok(figures)
    })
}
