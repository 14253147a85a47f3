//! From texts to the mirror, with everything that the grammar forbids. Whether the facts are right is `check`'s.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::screen::needs_a_closer_look;
use super::tree::{Tree, Trouble};
use super::{ApiFile, ResourceFile};
use super::{not_yaml, readings};
use crate::diagnostic::{Code, Finding, Findings, Place};
use crate::parallel;
use crate::source::Source;

/// Bytes that a file may have.
const LARGEST: usize = 16 << 20;

/// One API: its own file and those of its resources.
#[derive(Debug, Clone)]
pub struct ApiSpec {
    /// The position of `api.yaml` among the sources.
    pub file: usize,
    /// What `api.yaml` says.
    pub api: ApiFile,
    /// Position among the sources and content of each resource's file, sorted by file name.
    pub resources: Vec<(usize, ResourceFile)>,
    /// Whether that is every file of the folder: what cannot be read is left out.
    pub is_whole: bool,
}

/// Reads all specs, sorted by name. What cannot be read becomes a finding and is left out; the order of `sources`
/// changes nothing.
pub fn parse(sources: &[Source], findings: &mut Findings) -> Vec<ApiSpec> {
    if sources.is_empty() {
        let message = "there is no spec".to_owned();
        findings.push(Finding {
            code: Code::EmptyFolder,
            message,
            told: None,
            labels: Vec::new(),
            help: None,
            claim: None,
        });
    }
    let mut order: Vec<usize> = (0..sources.len()).collect();
    order.sort_by_key(|file| sources.get(*file));
    let mut folders: BTreeMap<&str, Vec<(usize, &Source)>> = BTreeMap::new();
    for (file, source) in order.into_iter().filter_map(|file| Some((file, sources.get(file)?))) {
        let folder = source.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        folders.entry(folder).or_default().push((file, source));
    }
    let folders: Vec<_> = folders.into_values().collect();
    let specs = parallel::find(&folders, 1, findings, |files, findings| folder(files, findings));
    let specs: Vec<ApiSpec> = specs.into_iter().flatten().collect();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for spec in &specs {
        if let Some(first) = seen.insert(&spec.api.api, spec.file) {
            let message = format!("two folders hold the API `{}`", spec.api.api);
            let finding = Finding::new(Code::WrongFolder, message, Place::root(spec.file).key("api"), "again here");
            findings.push(finding.label(Place::root(first).key("api"), "first here"));
        }
    }
    specs
}

/// Reads the files of one API, sorted by name.
fn folder(files: &[(usize, &Source)], findings: &mut Findings) -> Option<ApiSpec> {
    findings.extend(files.windows(2).filter_map(same_name));
    if let Some(misnamed) = misnamed(files) {
        findings.push(misnamed);
        return None;
    }
    let (api, resources): (Vec<_>, Vec<_>) = files.iter().partition(|(_, source)| source.stem() == "api");
    let resources =
        parallel::find(&resources, 1, findings, |(file, source), findings| resource(*file, source, findings));
    let is_whole = resources.iter().all(Option::is_some);
    let resources = resources.into_iter().flatten().collect();
    let Some((file, source)) = api.first().copied() else {
        let (file, source) = files.first()?;
        let message = format!("the folder `{}` has no `api.yaml`", source.folder());
        let label = "nothing says where this resource is called";
        findings.push(Finding::new(Code::NoApiFile, message, Place::root(*file), label));
        return None;
    };
    let api = read::<ApiFile>(file, source, findings)?;
    if !source.folder().is_empty() && api.api != source.folder() {
        findings.push(wrong_name(Place::root(file).key("api"), "api", &api.api, "folder", source.folder()));
    }
    if files.len() == 1 {
        let message = format!("`{}` has no resource", api.api);
        let label = "there is no other file beside this one";
        findings.push(Finding::new(Code::NoResourceFile, message, Place::root(file), label));
    }
    Some(ApiSpec { file, api, resources, is_whole })
}

/// A file that is `api.yaml` but for its name; read as a resource, all of it would be wrong.
fn misnamed(files: &[(usize, &Source)]) -> Option<Finding> {
    let is_api = |source: &Source| source.stem() == "api";
    let says_so = |source: &Source| source.text.lines().any(|line| line.starts_with("api:"));
    let (file, source) = files.iter().find(|(_, source)| says_so(source) && !is_api(source))?;
    if files.iter().any(|(_, source)| is_api(source)) {
        return None;
    }
    let message = format!("the folder `{}` has no `api.yaml`, but `{}` reads like it", source.folder(), source.name);
    let finding = Finding::new(Code::NoApiFile, message, Place::root(*file), "this file");
    Some(finding.help("rename it to `api.yaml`, in small letters"))
}

/// Two files of a folder that differ at most in what follows the last dot.
fn same_name(files: &[(usize, &Source)]) -> Option<Finding> {
    let [(first, one), (file, other)] = files else {
        return None;
    };
    let message = format!("`{}` and `{}` are two files of one name", one.name, other.name);
    let finding = Finding::new(Code::WrongFolder, message, Place::root(*file), "this file");
    (one.stem() == other.stem()).then(|| finding.label(Place::root(*first), "and this one"))
}

fn resource(file: usize, source: &Source, findings: &mut Findings) -> Option<(usize, ResourceFile)> {
    let resource = read::<ResourceFile>(file, source, findings)?;
    if resource.resource != source.stem() {
        let place = Place::root(file).key("resource");
        findings.push(wrong_name(place, "resource", &resource.resource, "file", source.stem()));
    }
    Some((file, resource))
}

fn wrong_name(place: Place, key: &str, name: &str, what: &str, right: &str) -> Finding {
    let message = format!("`{key}: {name}` stands in the {what} `{right}`");
    let label = format!("not the name of the {what}");
    Finding::new(Code::WrongFolder, message, place, label).help(format!("write `{key}: {right}`, or rename the {what}"))
}

/// Reads one file: straight into the mirror, and only if that fails again for all that is wrong with it.
fn read<T: DeserializeOwned>(file: usize, source: &Source, findings: &mut Findings) -> Option<T> {
    let text = source.text.as_str();
    if text.len() > LARGEST {
        let message = format!("{} is {} bytes long, more than 16 MiB", source.name, text.len());
        findings.push(Finding::new(Code::TooLarge, message, Place::bytes(file, 0, 0), "the file begins here"));
        return None;
    }
    if !needs_a_closer_look(text)
        && let Ok(content) = serde_yaml::from_str(text)
    {
        return Some(content);
    }
    let wrong = wrong_with::<T>(file, text);
    if !wrong.is_empty() {
        findings.extend(wrong);
        return None;
    }
    match serde_yaml::from_str(text.trim_start_matches('\u{FEFF}')) {
        Ok(content) => Some(content),
        Err(error) => {
            findings.push(not_yaml::to_the_second_reader(&error, file, text));
            None
        }
    }
}

/// Everything that keeps a text from being a `T`.
fn wrong_with<T: DeserializeOwned>(file: usize, text: &str) -> Vec<Finding> {
    let tree = Tree::of(text);
    let mut findings: Vec<_> = tree.troubles.iter().map(|trouble| trouble_finding(trouble, file, text)).collect();
    let readable = tree.troubles.iter().all(|trouble| matches!(trouble.code, Code::YamlFeature | Code::CutShort));
    match &tree.root {
        Some(root) if readable => {
            findings.extend(readings::mistakes::<T>(root).iter().map(|mistake| mistake.finding(file, text)));
        }
        None if readable && findings.is_empty() => {
            let label = "a spec starts with `api:` or `resource:`";
            findings.push(Finding::new(Code::MissingKey, "the file is empty", Place::bytes(file, 0, 0), label));
        }
        _ => {}
    }
    findings
}

fn trouble_finding(trouble: &Trouble, file: usize, text: &str) -> Finding {
    let Trouble { code, span, message, .. } = trouble;
    let place = Place::bytes(file, span.start, span.end);
    match code {
        Code::YamlFeature => Finding::new(*code, message, place, "the language leaves this out").help(match span {
            _ if text.get(span.start..span.end) == Some("---") => "one file, one resource: remove this line",
            _ => "write the value out; if it is a text that only looks like this, quote it",
        }),
        Code::CutShort => {
            Finding::new(*code, message, place, "lost").help("quote the text, or put a space after the `#`")
        }
        Code::TooDeep => {
            let bracket =
                text.get(span.start..span.end).is_none_or(|open| open.is_empty() || open.starts_with(['[', '{']));
            let what = if bracket { "a bracket that is opened" } else { "a line that is indented" };
            Finding::new(*code, message, place, "too deep").help(format!("look for {what} again and again"))
        }
        _ => not_yaml::told(trouble, file, text),
    }
}
