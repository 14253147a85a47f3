//! Whether the hand-written files name every generated API and nothing that is gone. Those files are never changed here.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use serde::Serialize;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, Item, ItemMod, Lit, Meta, Token, Visibility};

use crate::compare::{Difference, Wanted};
use crate::trouble::Trouble;
use crate::workspace::{CLIENT, CONFORMANCE, Workspace};

const MANIFEST: &str = "generated-client/Cargo.toml";

/// Generated files have a layout of their own; rustfmt would give them another, and `gen --check` would call them stale.
const SKIP: &str = "#[rustfmt::skip]";

/// Lines that a person has to add to a hand-written file, or to take out of it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ByHand {
    pub(crate) file: String,
    /// Where in the file.
    pub(crate) place: &'static str,
    pub(crate) lines: Vec<String>,
}

/// What has to be added by hand before these APIs are compiled, offered as features and tested.
pub(crate) fn lacking(workspace: &Workspace, apis: &BTreeSet<String>) -> Result<Vec<ByHand>, Trouble> {
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

/// What has to be taken out by hand, because the file of the module is gone or goes with this run: the workspace would not
/// compile with it.
pub(crate) fn orphaned(
    workspace: &Workspace,
    wanted: &Wanted,
    difference: &Difference,
) -> Result<Vec<ByHand>, Trouble> {
    let stays = |path: &String| {
        let goes = difference.left_over.contains(path);
        wanted.contains_key(path) || (!goes && workspace.at(path).exists())
    };
    let is_nowhere = |folder: &str, name: &str| {
        ![format!("{folder}/{name}.rs"), format!("{folder}/{name}/mod.rs")].iter().any(stays)
    };
    let is_gone = |folder: &str, module: &ItemMod| is_nowhere(folder, &name(module));
    let client = Modules::read(workspace, format!("{CLIENT}/lib.rs"))?;
    let tests = Modules::read(workspace, format!("{CONFORMANCE}/main.rs"))?;
    let gone_from_client = client.files().filter(|module| is_gone(CLIENT, module)).collect::<Vec<_>>();
    let gone_from_tests = tests.files().filter(|module| is_gone(CONFORMANCE, module)).collect::<Vec<_>>();
    let features = Features::read(workspace)?;
    let mut apis: BTreeSet<String> =
        gone_from_client.iter().chain(&gone_from_tests).map(|module| name(module)).collect();
    for feature in features.switches().filter(|feature| is_nowhere(CLIENT, feature)) {
        if !is_asked_for(&workspace.at(CLIENT), feature)? {
            apis.insert(feature.clone());
        }
    }
    let orphaned = [
        client.declaring(&gone_from_client),
        features.offered(&apis),
        features.offered_by_default(&apis),
        tests.declaring(&gone_from_tests),
    ];
    Ok(orphaned.into_iter().filter(|orphaned| !orphaned.lines.is_empty()).collect())
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
    ) -> ByHand {
        let is_declared =
            |api: &&String| self.modules.iter().any(|module| module.ident == api.as_str() && is_right(module, api));
        let missing = apis.iter().filter(|api| !is_declared(api));
        ByHand { file: self.file.clone(), place, lines: missing.flat_map(|api| lines(api)).collect() }
    }

    /// The modules that are files of their own, where their name says.
    fn files(&self) -> impl Iterator<Item = &ItemMod> {
        let is_elsewhere = |module: &ItemMod| module.attrs.iter().any(|attribute| attribute.path().is_ident("path"));
        self.modules.iter().filter(move |module| module.content.is_none() && !is_elsewhere(module))
    }

    /// The lines that declare these modules.
    fn declaring(&self, modules: &[&ItemMod]) -> ByHand {
        let lines = modules.iter().map(|module| {
            let visibility = if is_public(module) { "pub " } else { "" };
            format!("{visibility}mod {};", module.ident)
        });
        ByHand { file: self.file.clone(), place: "with the attributes above it", lines: lines.collect() }
    }
}

/// A module's name as its file has it.
fn name(module: &ItemMod) -> String {
    let name = module.ident.to_string();
    name.strip_prefix("r#").map_or(name.clone(), str::to_owned)
}

fn is_public(module: &ItemMod) -> bool {
    matches!(module.vis, Visibility::Public(_))
}

/// Whether the module needs this feature to be compiled. What it needs besides is its owner's business.
fn is_behind(module: &ItemMod, feature: &str) -> bool {
    let conditions = module.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    conditions.filter_map(|attribute| attribute.parse_args().ok()).any(|condition| needs(&condition, feature))
}

/// Whether a condition holds only with the feature, as far as one can see without working it out.
fn needs(condition: &Meta, feature: &str) -> bool {
    match condition {
        Meta::NameValue(pair) if pair.path.is_ident("feature") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(name), .. }) => name.value() == feature,
            _ => false,
        },
        Meta::List(list) if list.path.is_ident("all") => list
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .is_ok_and(|all| all.iter().any(|condition| needs(condition, feature))),
        _ => false,
    }
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

    fn lacking(&self, apis: &BTreeSet<String>) -> ByHand {
        Self::lines(apis.iter().filter(|api| !self.0.contains_key(*api)))
    }

    fn lacking_by_default(&self, apis: &BTreeSet<String>) -> ByHand {
        Self::default_lines(apis.iter().filter(|api| !self.is_default(api)))
    }

    fn offered(&self, apis: &BTreeSet<String>) -> ByHand {
        Self::lines(apis.iter().filter(|api| self.0.contains_key(*api)))
    }

    fn offered_by_default(&self, apis: &BTreeSet<String>) -> ByHand {
        Self::default_lines(apis.iter().filter(|api| self.is_default(api)))
    }

    fn is_default(&self, api: &str) -> bool {
        let default = self.0.get("default").and_then(toml::Value::as_array);
        default.is_some_and(|default| default.iter().any(|feature| feature.as_str() == Some(api)))
    }

    /// The features that bring nothing else: an API's, as long as the code asks for it.
    fn switches(&self) -> impl Iterator<Item = &String> {
        let brings_nothing = |feature: &toml::Value| feature.as_array().is_some_and(Vec::is_empty);
        self.0.iter().filter(move |(name, feature)| *name != "default" && brings_nothing(feature)).map(|(name, _)| name)
    }

    fn lines<'a>(apis: impl Iterator<Item = &'a String>) -> ByHand {
        let lines = apis.map(|api| format!("{api} = []")).collect();
        ByHand { file: MANIFEST.to_owned(), place: "under [features]", lines }
    }

    fn default_lines<'a>(apis: impl Iterator<Item = &'a String>) -> ByHand {
        let lines = apis.map(|api| format!("\"{api}\",")).collect();
        ByHand { file: MANIFEST.to_owned(), place: "under [features], in the list `default`", lines }
    }
}

/// Whether some source in this folder says what holds with a feature, or without it.
fn is_asked_for(folder: &Path, feature: &str) -> Result<bool, Trouble> {
    let asks = format!("feature = \"{feature}\"");
    let trouble = |cause| Trouble::io("read the folder", folder, cause).next("check that you may read it");
    for entry in fs::read_dir(folder).map_err(trouble)? {
        let path = entry.map_err(trouble)?.path();
        let asked = match path.extension() {
            _ if path.is_dir() => is_asked_for(&path, feature)?,
            Some(extension) if extension == "rs" => {
                let text = fs::read(&path).map_err(|cause| Trouble::io("read", &path, cause))?;
                String::from_utf8_lossy(&text).contains(&asks)
            }
            _ => false,
        };
        if asked {
            return Ok(true);
        }
    }
    Ok(false)
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
