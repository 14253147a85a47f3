//! Where the workspace is, and where in it things belong. Reads nothing but the folders on the way up.

use std::env;
use std::path::{Path, PathBuf};

use crate::trouble::Trouble;

/// The folder of the specs.
pub(crate) const SPECS: &str = "specs";
/// The client's sources; one folder per API in it is generated.
pub(crate) const CLIENT: &str = "generated-client/src";
/// The conformance tests; one file per API in it is generated.
pub(crate) const CONFORMANCE: &str = "tests/tests/conformance";
/// The page that carries the reference of the spec language.
pub(crate) const REFERENCE: &str = "specs/README.md";
/// The JSON Schema of a spec's `api.yaml`.
pub(crate) const API_SCHEMA: &str = "specs/api.schema.json";
/// The JSON Schema of every other file of a spec.
pub(crate) const RESOURCE_SCHEMA: &str = "specs/resource.schema.json";

/// The folder that all paths of the other modules are below. Those paths are written with `/`.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The named folder; or the nearest one, from the current folder upwards, with a `Cargo.toml` beside the specs or the
    /// generated client.
    pub(crate) fn find(named: Option<&Path>) -> Result<Self, Trouble> {
        let start = match named {
            Some(root) => return Ok(Workspace { root: root.to_owned() }),
            None => {
                env::current_dir().map_err(|cause| Trouble::new("cannot tell the current folder").because(cause))?
            }
        };
        let is_root = |folder: &&Path| {
            folder.join("Cargo.toml").is_file() && (folder.join(SPECS).is_dir() || folder.join(CLIENT).is_dir())
        };
        match start.ancestors().find(is_root) {
            Some(root) => Ok(Workspace { root: root.to_owned() }),
            None => Err(Trouble::new(format!(
                "neither {} nor any folder above it has a Cargo.toml with a specs folder beside it",
                start.display()
            ))
            .next("run the command in the workspace; if it has no specs yet, make specs/<api>/api.yaml first")),
        }
    }

    /// The path on this machine of a path in the workspace.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        path.split('/').fold(self.root.clone(), |folder, step| folder.join(step))
    }
}
