//! Specs to test with: the obstacle course, the real ones, and both with something changed.

use std::fs;
use std::path::{Path, PathBuf};

use ficha_codegen::source::Source;

/// The folder of the whole project.
pub fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The obstacle course: a valid spec with one of everything.
pub fn course() -> Vec<Source> {
    folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/course"))
}

/// The three vendors' specs, by API.
pub fn real() -> Vec<Vec<Source>> {
    let mut apis: Vec<PathBuf> = entries(&project().join("specs")).into_iter().filter(|path| path.is_dir()).collect();
    apis.sort();
    apis.iter().map(|path| folder(path)).collect()
}

/// One folder of specs, named as the command line names them.
fn folder(path: &Path) -> Vec<Source> {
    let api = file_name(path);
    let mut files: Vec<PathBuf> = entries(path);
    files.sort();
    files
        .iter()
        .map(|file| Source {
            name: format!("specs/{api}/{}", file_name(file)),
            text: fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display())),
        })
        .collect()
}

fn entries(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    entries.map(|entry| entry.unwrap_or_else(|error| panic!("{}: {error}", path.display())).path()).collect()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The sources with a text of one file replaced.
///
/// # Errors
/// The text has to stand there exactly once: a change that changes nothing, or too much, would test nothing.
pub fn changed(sources: &[Source], file: &str, from: &str, to: &str) -> Result<Vec<Source>, String> {
    let mut sources = sources.to_vec();
    let source =
        sources.iter_mut().find(|source| source.name.ends_with(file)).ok_or_else(|| format!("no file {file}"))?;
    let times = source.text.matches(from).count();
    if times != 1 {
        return Err(format!("`{from}` stands {times} times in {file}"));
    }
    source.text = source.text.replacen(from, to, 1);
    Ok(sources)
}
