//! Reading the stored pages from the disk. What is looked up in them is the library's business.

use std::fs;
use std::path::Path;

use ficha_codegen::against::Document;
use ficha_codegen::diagnostic::Code;

use crate::trouble::Trouble;

/// Every file of the folder, as text. Hidden files and folders in it are passed over.
pub(crate) fn read(folder: &Path) -> Result<Vec<Document>, Trouble> {
    let trouble =
        |cause| Trouble::io("read the folder", folder, cause).next("name the folder that keeps the text of the pages");
    let mut documents = Vec::new();
    for entry in fs::read_dir(folder).map_err(trouble)? {
        let path = entry.map_err(trouble)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with('.') || !path.is_file() {
            continue;
        }
        documents.push(Document { text: text(&path)?, name });
    }
    if documents.is_empty() {
        return Err(Trouble::new(format!("{} has no page in it", folder.display()))
            .code(Code::EmptyFolder)
            .next("name the folder that keeps the text of the pages"));
    }
    Ok(documents)
}

fn text(path: &Path) -> Result<String, Trouble> {
    let bytes = fs::read(path).map_err(|cause| Trouble::io("read", path, cause))?;
    String::from_utf8(bytes).map_err(|cause| {
        Trouble::new(format!("{} is not UTF-8", path.display()))
            .code(Code::NotUtf8)
            .because(cause.utf8_error())
            .next("save it as UTF-8 text, or move it out of the folder")
    })
}
