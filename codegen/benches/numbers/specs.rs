//! The specs that are measured: the real ones, read from the repository, or made ones of a size.

use std::fs;
use std::path::Path;

use ficha_codegen::source::Source;

use crate::{Outcome, synthetic};

/// The name of the repository's own specs among what can be measured.
pub(crate) const REAL: &str = "real";

/// The real specs, or as many operations as the name says.
pub(crate) fn of(name: &str) -> Outcome<Vec<Source>> {
    if name == REAL { real() } else { Ok(synthetic::specs(name.parse()?)) }
}

fn real() -> Outcome<Vec<Source>> {
    let mut sources = Vec::new();
    for api in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs"))? {
        let api = api?;
        if !api.file_type()?.is_dir() {
            continue;
        }
        for file in fs::read_dir(api.path())? {
            let file = file?;
            let name = format!("specs/{}/{}", api.file_name().display(), file.file_name().display());
            sources.push(Source::from_bytes(name, fs::read(file.path())?)?);
        }
    }
    Ok(sources)
}
