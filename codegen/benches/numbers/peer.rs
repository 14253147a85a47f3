//! progenitor, built and started as a process: it lives in a workspace of its own, so that it gets into no lock file of
//! ours. Where it cannot be built, the benchmark says so and goes on without it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::figures::Figures;
use crate::{Outcome, clock, scratch};

/// The other generator, ready to run.
pub(crate) struct Peer {
    program: PathBuf,
}

impl Peer {
    /// Builds it. None, and said why, where that fails: without a network, for one, the first time.
    pub(crate) fn build() -> Option<Peer> {
        eprintln!("building progenitor");
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peer/Cargo.toml");
        let target = scratch::folder("peer");
        let mut build = scratch::cargo("build", &manifest);
        build.args(["--release", "--locked", "--target-dir"]).arg(&target);
        match clock::time_command(&mut build) {
            Ok(_) => Some(Peer { program: target.join("release/peer") }),
            Err(why) => {
                println!("\nprogenitor could not be built, so nothing stands beside our figures: {why}");
                None
            }
        }
    }

    /// One generation of so many operations.
    pub(crate) fn generate(&self, operations: &str) -> Outcome<Figures> {
        let (printed, spent) = clock::time_command(Command::new(&self.program).args(["generate", operations]))?;
        let mut figures = Figures::read(&printed)?;
        figures.set("cpu", spent.cpu);
        Ok(figures)
    }

    /// Writes what it generates as a workspace: `client`, and `application` that calls all of it.
    pub(crate) fn write_packages(&self, operations: usize, folder: &Path) -> Outcome {
        let mut command = Command::new(&self.program);
        clock::time_command(command.arg("packages").arg(operations.to_string()).arg(folder))?;
        Ok(())
    }
}
