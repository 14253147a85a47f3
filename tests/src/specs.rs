//! Specs to test with: the obstacle course, the real ones, and both with something changed.

use std::fs;
use std::path::{Path, PathBuf};

use ficha_codegen::source::Source;
use ficha_codegen::{Generated, Options};

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

/// The small specs, one per feature of the language, by the feature's name.
pub fn features() -> Vec<Feature> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/features");
    let plain = folder(&all.join("_plain"));
    let mut features: Vec<PathBuf> = entries(&all).into_iter().filter(|path| file_name(path) != "_plain").collect();
    features.sort();
    features.iter().map(|path| Feature::of(path, &plain)).collect()
}

/// A spec that shows one feature of the language.
pub struct Feature {
    /// What it shows: `paging_by_page`.
    pub name: String,
    /// What it consists of, whole.
    pub sources: Vec<Source>,
    /// The files of it that are about the feature; the others are there to make it whole.
    pub own: Vec<String>,
}

impl Feature {
    /// The API is called `shop`, and its files `api` and `things`; a file that is not there is the plain one.
    fn of(path: &Path, plain: &[Source]) -> Feature {
        let given = folder(path);
        let own: Vec<String> = given.iter().map(|source| file_name(Path::new(&source.name))).collect();
        let is_needed = |source: &&Source| match file_name(Path::new(&source.name)).as_str() {
            "api.yaml" => !own.contains(&"api.yaml".to_owned()),
            _ => own.iter().all(|name| name == "api.yaml"),
        };
        let added = plain.iter().filter(is_needed).cloned();
        let sources = given.iter().cloned().chain(added).map(|source| {
            let name = format!("specs/shop/{}", file_name(Path::new(&source.name)));
            Source { name, ..source }
        });
        Feature { name: file_name(path), sources: sources.collect(), own }
    }
}

/// What valid sources become.
pub fn generate(sources: &[Source], options: &Options) -> Generated {
    match ficha_codegen::generate(sources, options) {
        Ok(generated) => generated,
        Err(diagnostics) => panic!("{}", diagnostics.render(false)),
    }
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
