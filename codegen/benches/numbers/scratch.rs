//! Where the benchmark may write, and the cargo that it calls there. Nothing outside of the build directory is touched.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::Outcome;

/// A folder of this name under the build directory.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Writes a file, and only if that changes it, so that cargo rebuilds no more than it must.
pub(crate) fn write(path: &Path, text: &str) -> Outcome {
    if fs::read_to_string(path).is_ok_and(|there| there == text) {
        return Ok(());
    }
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    Ok(fs::write(path, text)?)
}

/// The cargo that runs this, to be run once more for the package or workspace of this manifest.
pub(crate) fn cargo(command: &str, manifest: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.arg(command).arg("--manifest-path").arg(manifest).env("CARGO_INCREMENTAL", "0");
    cargo
}
