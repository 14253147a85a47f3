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
const ROUNDS: usize = 3;

/// Each with what cargo is told.
const PROFILES: [(&str, &[&str]); 2] = [("debug", &[]), ("release", &["--release"])];

/// Ours and theirs that are compared.
const COMPARED: [(&str, &str); 2] = [(OURS[0].name, THEIRS[0].name), (OURS[4].name, THEIRS[1].name)];

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

/// Measures and prints. All are compiled in turn, round after round, and compared within each: a machine that is now fast and
/// now slow is so for all of them.
pub(crate) fn ask() -> Outcome {
    let ours = packages::write(OPERATIONS)?;
    let mut subjects: Vec<(&Subject, PathBuf)> = OURS.iter().map(|subject| (subject, ours.clone())).collect();
    if let Some(peer) = Peer::build() {
        let theirs = their_workspace(&peer)?;
        subjects.extend(THEIRS.iter().map(|subject| (subject, theirs.clone())));
    }
    let medians = Figures::median_of(ROUNDS, || round(&subjects))?;

    let heads = ["debug: wall", "CPU", "release: wall", "CPU"];
    let title = format!("Compilation in seconds, after touching it (medians of {ROUNDS}, CARGO_INCREMENTAL=0)");
    let mut table = Table::new(&title, heads);
    let mut row = |name: &str, digits| {
        let measured = PROFILES.iter().flat_map(|(profile, _)| ["wall", "cpu"].map(|what| cell(name, profile, what)));
        table.row(name, measured.map(|cell| number(medians.get(&cell), digits)));
    };
    subjects.iter().for_each(|(subject, _)| row(subject.name, 2));
    if subjects.len() > OURS.len() {
        COMPARED.iter().for_each(|(ours, theirs)| row(&ratio(ours, theirs), 3));
    }
    table.print();
    Ok(())
}

fn cell(name: &str, profile: &str, what: &str) -> String {
    format!("{name} {profile} {what}")
}

fn ratio(ours: &str, theirs: &str) -> String {
    format!("{ours} / {theirs}")
}

/// Compiles each once in each way.
fn round(subjects: &[(&Subject, PathBuf)]) -> Outcome<Figures> {
    let mut figures = Figures::default();
    for (subject, workspace) in subjects {
        eprintln!("compiling {}", subject.name);
        for (profile, arguments) in PROFILES {
            let Spent { wall, cpu } = compile(subject, workspace, arguments)?;
            figures.set(&cell(subject.name, profile, "wall"), wall);
            figures.set(&cell(subject.name, profile, "cpu"), cpu);
        }
    }
    for ((ours, theirs), (profile, _)) in COMPARED.iter().flat_map(|pair| PROFILES.map(|profile| (pair, profile))) {
        for what in ["wall", "cpu"] {
            let of = |name| figures.get(&cell(name, profile, what));
            let compared = of(ours) / of(theirs);
            figures.set(&cell(&ratio(ours, theirs), profile, what), compared);
        }
    }
    Ok(figures)
}

/// The manifest of the workspace that the other generator made.
pub(crate) fn their_workspace(peer: &Peer) -> Outcome<PathBuf> {
    let folder = scratch::folder("packages-of-peer");
    peer.write_packages(OPERATIONS, &folder)?;
    Ok(folder.join("Cargo.toml"))
}

/// What it takes to compile it and nothing that it depends on.
fn compile(subject: &Subject, workspace: &Path, profile: &[&str]) -> Outcome<Spent> {
    let build = || {
        let mut cargo = scratch::cargo("build", workspace);
        time_command(
            cargo.args(subject.package).args(profile).arg("--target-dir").arg(workspace.with_file_name("target")),
        )
    };
    build()?;
    File::options().write(true).open(workspace.with_file_name(subject.touched))?.set_modified(SystemTime::now())?;
    build().map(|(_, spent)| spent)
}
