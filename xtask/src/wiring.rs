//! Whether the hand-written files name every generated API, and which lines they lack. Those files are never changed here.

use std::collections::BTreeSet;
use std::fs;
use std::io;

use serde::Serialize;
use syn::{Item, ItemMod, Visibility};

use crate::trouble::Trouble;
use crate::workspace::{CLIENT, CONFORMANCE, Workspace};

const MANIFEST: &str = "generated-client/Cargo.toml";

/// Generated files have a layout of their own; rustfmt would give them another, and `gen --check` would call them stale.
const SKIP: &str = "#[rustfmt::skip]";

/// Lines that a person has to add to a hand-written file.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Lacking {
    pub(crate) file: String,
    /// Where in the file.
    pub(crate) place: &'static str,
    pub(crate) lines: Vec<String>,
}

/// What has to be added by hand before these APIs are compiled, offered as features and tested.
pub(crate) fn lacking(workspace: &Workspace, apis: &BTreeSet<String>) -> Result<Vec<Lacking>, Trouble> {
    let client = Modules::read(workspace, format!("{CLIENT}/lib.rs"))?;
    let tests = Modules::read(workspace, format!("{CONFORMANCE}/main.rs"))?;
    let features = Features::read(workspace)?;
    let lacking = [
        client.lacking(
            apis,
            "beside the other modules",
            |module, api| is_public(module) && is_behind(module, api) && is_laid_out(module),
            |api| vec![format!("#[cfg(feature = \"{api}\")]"), SKIP.to_owned(), format!("pub mod {api};")],
        ),
        features.lacking(apis),
        features.lacking_by_default(apis),
        tests.lacking(
            apis,
            "beside the other modules",
            |module, _| is_laid_out(module),
            |api| vec![SKIP.to_owned(), format!("mod {api};")],
        ),
    ];
    Ok(lacking.into_iter().filter(|lacking| !lacking.lines.is_empty()).collect())
}

/// The modules that a file declares.
struct Modules {
    file: String,
    modules: Vec<ItemMod>,
}

impl Modules {
    fn read(workspace: &Workspace, file: String) -> Result<Self, Trouble> {
        let text = text(workspace, &file)?;
        let parsed = syn::parse_file(&text).map_err(|cause| {
            Trouble::new(format!("{file} is not Rust")).because(cause).next("`cargo check` shows the place")
        })?;
        let modules = parsed.items.into_iter().filter_map(|item| match item {
            Item::Mod(module) => Some(module),
            _ => None,
        });
        Ok(Modules { modules: modules.collect(), file })
    }

    fn lacking(
        &self,
        apis: &BTreeSet<String>,
        place: &'static str,
        is_right: impl Fn(&ItemMod, &str) -> bool,
        lines: impl Fn(&str) -> Vec<String>,
    ) -> Lacking {
        let is_declared =
            |api: &&String| self.modules.iter().any(|module| module.ident == api.as_str() && is_right(module, api));
        let missing = apis.iter().filter(|api| !is_declared(api));
        Lacking { file: self.file.clone(), place, lines: missing.flat_map(|api| lines(api)).collect() }
    }
}

fn is_public(module: &ItemMod) -> bool {
    matches!(module.vis, Visibility::Public(_))
}

fn is_behind(module: &ItemMod, feature: &str) -> bool {
    let condition = format!("feature = \"{feature}\"");
    module
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
        .any(|attribute| attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string().contains(&condition)))
}

/// Whether rustfmt leaves the module's file as it was generated.
fn is_laid_out(module: &ItemMod) -> bool {
    module.attrs.iter().any(|attribute| {
        let path: Vec<_> = attribute.path().segments.iter().map(|segment| &segment.ident).collect();
        path.len() == 2 && path[0] == "rustfmt" && path[1] == "skip"
    })
}

/// The features of the client's manifest.
struct Features(toml::Table);

impl Features {
    fn read(workspace: &Workspace) -> Result<Self, Trouble> {
        let mut manifest: toml::Table = toml::from_str(&text(workspace, MANIFEST)?)
            .map_err(|cause| Trouble::new(format!("{MANIFEST} is not TOML")).because(cause))?;
        match manifest.remove("features") {
            Some(toml::Value::Table(features)) => Ok(Features(features)),
            _ => Ok(Features(toml::Table::new())),
        }
    }

    fn lacking(&self, apis: &BTreeSet<String>) -> Lacking {
        let missing = apis.iter().filter(|api| !self.0.contains_key(*api));
        Lacking {
            file: MANIFEST.to_owned(),
            place: "under [features]",
            lines: missing.map(|api| format!("{api} = []")).collect(),
        }
    }

    fn lacking_by_default(&self, apis: &BTreeSet<String>) -> Lacking {
        let default: Vec<_> = self.0.get("default").and_then(toml::Value::as_array).into_iter().flatten().collect();
        let is_default = |api: &&String| default.iter().any(|feature| feature.as_str() == Some(api.as_str()));
        let missing = apis.iter().filter(|api| !is_default(api));
        Lacking {
            file: MANIFEST.to_owned(),
            place: "under [features], in the list `default`",
            lines: missing.map(|api| format!("\"{api}\",")).collect(),
        }
    }
}

/// The text of a file; a file that is not there lacks everything.
fn text(workspace: &Workspace, file: &str) -> Result<String, Trouble> {
    let path = workspace.at(file);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(text),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(cause) => Err(Trouble::io("read", &path, cause)),
    }
}
