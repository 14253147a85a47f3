//! Reading specs from the disk, always in the same order. What they say is none of its business.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};

use ficha_codegen::diagnostic::{Code, Diagnostics, did_you_mean};
use ficha_codegen::source::Source;

use crate::trouble::Trouble;
use crate::workspace::{SPECS, Workspace};

/// The folder of the specs, and what it is called in findings.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    name: String,
}

/// The text of the specs, and the APIs that they describe.
#[derive(Debug)]
pub(crate) struct Specs {
    /// Sorted by name.
    pub(crate) sources: Vec<Source>,
    /// The names of the folders that were read.
    pub(crate) apis: BTreeSet<String>,
    /// The files that hold no text. While there is one, what the others lack cannot be told.
    pub(crate) garbled: Diagnostics,
}

impl Folder {
    /// The folder that was asked for, or the workspace's.
    pub(crate) fn choose(workspace: &Workspace, asked: Option<&Path>) -> Self {
        match asked {
            Some(path) => Folder { path: path.to_owned(), name: path.to_string_lossy().replace('\\', "/") },
            None => Folder { path: workspace.at(SPECS), name: SPECS.to_owned() },
        }
    }

    /// Reads the specs of the named APIs, or of all.
    pub(crate) fn read(&self, named: &[String]) -> Result<Specs, Trouble> {
        let known = self.apis()?;
        if let Some(unknown) = named.iter().find(|name| !known.contains(*name)) {
            let guess = did_you_mean(unknown, known.iter().map(String::as_str));
            let list = known.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            return Err(Trouble::new(format!("there is no API `{unknown}` in {}", self.name))
                .guess(guess)
                .next(format!("name one of: {list}")));
        }
        let apis = if named.is_empty() { known } else { named.iter().cloned().collect() };
        let mut specs = Specs { sources: Vec::new(), apis, garbled: Diagnostics::default() };
        for api in specs.apis.clone() {
            self.read_api(&api, &mut specs)?;
        }
        Ok(specs)
    }

    /// The names of the folders, each of which describes an API.
    fn apis(&self) -> Result<BTreeSet<String>, Trouble> {
        if !self.path.is_dir() {
            return Err(Trouble::new(format!("there is no folder {}", self.path.display()))
                .code(Code::Unreadable)
                .next("make it, with one folder per API in it: specs/<api>/api.yaml; specs/README.md shows how"));
        }
        let mut apis = BTreeSet::new();
        for entry in entries(&self.path)? {
            entry.refuse_link()?;
            if entry.kind.is_dir() {
                apis.insert(entry.name);
            } else if is_yaml(&entry.path) {
                return Err(Trouble::new(format!("{} belongs to no API", entry.path.display()))
                    .next("move it into the folder of its API: specs/<api>/"));
            }
        }
        if apis.is_empty() {
            return Err(Trouble::new(format!("{} has no folder of an API in it", self.path.display()))
                .code(Code::EmptyFolder)
                .next("start with <api>/api.yaml; specs/README.md shows how"));
        }
        Ok(apis)
    }

    fn read_api(&self, api: &str, specs: &mut Specs) -> Result<(), Trouble> {
        let folder = self.path.join(api);
        let mut is_empty = true;
        for entry in entries(&folder)? {
            entry.refuse_link()?;
            if !is_yaml(&entry.path) {
                if entry.kind.is_dir() {
                    refuse_specs_below(&entry.path, &folder)?;
                }
                continue;
            }
            entry.refuse_what_is_no_spec()?;
            is_empty = false;
            let bytes = fs::read(&entry.path).map_err(|cause| Trouble::io("read", &entry.path, cause))?;
            match Source::from_bytes(format!("{}/{api}/{}", self.name, entry.name), bytes) {
                Ok(source) => specs.sources.push(source),
                Err(garbled) => specs.garbled.extend(garbled),
            }
        }
        if is_empty {
            return Err(Trouble::new(format!("{} has no .yaml file in it", folder.display()))
                .code(Code::EmptyFolder)
                .next("write its api.yaml, as specs/README.md shows, or remove the folder"));
        }
        Ok(())
    }
}

struct Entry {
    name: String,
    path: PathBuf,
    kind: FileType,
}

impl Entry {
    /// A link is an error, because the same specs must be the same bytes on every machine.
    fn refuse_link(&self) -> Result<(), Trouble> {
        if !self.kind.is_symlink() {
            return Ok(());
        }
        Err(Trouble::new(format!("{} is a symbolic link", self.path.display()))
            .next("put the file itself there: links are not followed"))
    }

    /// What has the name of a spec and is none, such as a pipe, which nobody ever finishes reading.
    fn refuse_what_is_no_spec(&self) -> Result<(), Trouble> {
        let what = match self.kind {
            kind if kind.is_dir() => "is a folder",
            kind if !kind.is_file() => "is neither a file nor a folder",
            _ if self.path.extension() != Some(OsStr::new("yaml")) => {
                return Err(Trouble::new(format!("{} would not be read", self.path.display()))
                    .next("rename it: specs end in .yaml"));
            }
            _ => return Ok(()),
        };
        Err(Trouble::new(format!("{} {what}", self.path.display()))
            .code(Code::Unreadable)
            .next("put a spec there, or give it a name that does not end like one"))
    }
}

/// What a folder holds, sorted by name. Hidden files are the editor's business.
fn entries(folder: &Path) -> Result<Vec<Entry>, Trouble> {
    let trouble = |cause| Trouble::io("read the folder", folder, cause).next("check that it is a folder you may read");
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(trouble)? {
        let entry = entry.map_err(trouble)?;
        let path = entry.path();
        let name = entry
            .file_name()
            .into_string()
            .map_err(|_| Trouble::new(format!("the name of {} is not UTF-8", path.display())).next("rename it"))?;
        if !name.starts_with('.') {
            entries.push(Entry { name, path, kind: entry.file_type().map_err(trouble)? });
        }
    }
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(entries)
}

/// The folders in an API's folder may hold anything but specs, which would be passed over in silence.
fn refuse_specs_below(below: &Path, api: &Path) -> Result<(), Trouble> {
    for entry in entries(below)? {
        if entry.kind.is_dir() {
            refuse_specs_below(&entry.path, api)?;
        } else if is_yaml(&entry.path) {
            return Err(Trouble::new(format!("{} would not be read", entry.path.display()))
                .next(format!("move it into {}: only the files right in it are read", api.display())));
        }
    }
    Ok(())
}

/// Also the spellings that are not read, so that they can be told.
fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| ["yaml", "yml"].iter().any(|known| extension.eq_ignore_ascii_case(known)))
}
