//! `openapi`: the OpenAPI document of each API, to stdout or into a folder. What stands in it is the library's business.

use std::path::Path;

use crate::Outcome;
use crate::arguments::Openapi;
use crate::report;
use crate::specs::Folder;
use crate::trouble::Trouble;
use crate::workspace::Workspace;
use crate::write;

/// Checks the specs, then shows or writes the documents.
pub(crate) fn run(root: Option<&Path>, asked: &Openapi) -> Result<Outcome, Trouble> {
    let workspace = Workspace::find(root)?;
    let specs = Folder::choose(&workspace, asked.shared.specs.as_deref()).read(&asked.apis)?;
    if !specs.garbled.is_empty() {
        return report::findings(&specs.garbled, asked.shared.format);
    }
    let apis = match ficha_codegen::check(&specs.sources) {
        Ok(apis) => apis,
        Err(findings) => return report::findings(&findings, asked.shared.format),
    };
    match (&asked.out, apis.as_slice()) {
        (Some(folder), apis) => {
            for api in apis {
                let path = folder.join(format!("{}.openapi.json", api.name));
                write::file(&path, &format!("{:#}\n", ficha_codegen::openapi(api)))?;
                report::line(&format!("wrote {}", path.display()))?;
            }
        }
        (None, [api]) => report::document(&ficha_codegen::openapi(api))?,
        (None, _) => {
            return Err(Trouble::new("several documents do not go into one stream")
                .next("name one API, or say with `--out DIR` where the files go"));
        }
    }
    Ok(Outcome::Fine)
}
