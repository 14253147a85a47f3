//! The modules of the runtime import each other without circles, but for the one that is in the nature of things: a field can
//! hold a record, and a record has fields.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Imports = BTreeMap<String, BTreeSet<String>>;

/// What each file of a directory imports of its siblings, as `use super::…` or in a path.
fn imports(directory: &Path) -> Imports {
    let sources = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let sources = sources.filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    let of = |path: &Path| {
        let text = std::fs::read_to_string(path).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        let named = code.split("super::").skip(1).flat_map(|rest| match rest.strip_prefix('{') {
            Some(several) => several.split('}').next().unwrap().split(',').map(str::trim).collect(),
            None => vec![rest],
        });
        let name =
            |rest: &str| rest.split(|char: char| !char.is_alphanumeric() && char != '_').next().unwrap().to_owned();
        (path.file_stem().unwrap().to_str().unwrap().to_owned(), named.map(name).collect())
    };
    sources.map(|path| of(&path)).collect()
}

/// The modules that are left when those which import nothing of the others are taken away, again and again, and those which
/// nobody imports.
fn circles(mut imports: Imports) -> Vec<String> {
    loop {
        let (count, names) = (imports.len(), imports.keys().cloned().collect::<BTreeSet<_>>());
        imports.retain(|_, imported| imported.iter().any(|name| names.contains(name)));
        let imported: BTreeSet<String> = imports.values().flatten().cloned().collect();
        imports.retain(|name, _| imported.contains(name));
        if imports.len() == count {
            return imports.into_keys().collect();
        }
    }
}

#[test]
fn no_module_imports_itself_by_way_of_others() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let runtime = imports(&source);
    assert!(runtime["engine"].contains("retry") && runtime.len() > 50, "{runtime:?}");
    assert_eq!(circles(runtime), ["field", "record"]);
    assert_eq!(circles(imports(&source.join("mock"))), [""; 0]);
}
