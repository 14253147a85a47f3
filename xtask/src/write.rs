//! The only place that changes the disk: every file appears whole or not at all, and nothing is written twice.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use crate::compare::{Difference, Wanted};
use crate::trouble::Trouble;
use crate::workspace::{CLIENT, CONFORMANCE, SPECS, Workspace};

const PREFIX: &str = ".ficha-";
const SUFFIX: &str = ".tmp";

/// Whether a file is one that an interrupted run could not rename any more.
pub(crate) fn is_temporary(name: &str) -> bool {
    name.starts_with(PREFIX) && name.ends_with(SUFFIX)
}

/// Makes the disk hold what is wanted: first what is new, then what is gone.
pub(crate) fn apply(workspace: &Workspace, wanted: &Wanted, difference: &Difference) -> Result<(), Trouble> {
    let new = difference.missing.iter().chain(difference.stale.iter().map(|stale| &stale.path));
    for (path, text) in new.filter_map(|path| wanted.get_key_value(path)) {
        file(&workspace.at(path), text)?;
    }
    for path in &difference.left_over {
        remove(workspace, path)?;
    }
    Ok(())
}

/// Writes a file by way of a temporary one in the same folder, so that nobody ever sees half of it.
pub(crate) fn file(path: &Path, text: &str) -> Result<(), Trouble> {
    replace(path, text).map_err(|cause| {
        Trouble::io("write", path, cause)
            .next("make the place writable and run it again; every file is either old or new")
    })
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    // A temporary file is its owner's alone; this one is to become an ordinary source file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(text.as_bytes())?;
    temporary.as_file().sync_all()?;
    temporary.persist(path)?;
    Ok(())
}

/// Removes a file and the folders that this empties, but never a folder that was there before the first run.
fn remove(workspace: &Workspace, path: &str) -> Result<(), Trouble> {
    let at = workspace.at(path);
    fs::remove_file(&at).map_err(|cause| Trouble::io("remove", &at, cause).next("remove it by hand"))?;
    let mut folder = path;
    while let Some((parent, _)) = folder.rsplit_once('/') {
        let is_target = [CLIENT, CONFORMANCE, SPECS].contains(&parent);
        // A folder that still holds something refuses to be removed, and that is where to stop.
        if is_target || fs::remove_dir(workspace.at(parent)).is_err() {
            break;
        }
        folder = parent;
    }
    Ok(())
}
