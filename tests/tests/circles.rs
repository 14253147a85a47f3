//! Modules import one way: among the files of a folder there is no circle, but for what all of them take from its `mod.rs`.

// A test that cannot go on says why and stops.
#![allow(clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use ficha_tests::specs::project;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The crates that keep to it, in every folder.
const CRATES: &[&str] = &["codegen/src", "generated-client/runtime/src", "xtask/src"];

/// Two that cannot but name each other: a field can hold a record, and a record is its fields.
const INSEPARABLE: (&str, &str) = ("field", "record");

/// What each module of a folder imports from its neighbours.
type Graph = BTreeMap<String, BTreeSet<String>>;

#[test]
fn no_module_imports_itself_by_way_of_others() {
    let mut circles = String::new();
    for folder in CRATES.iter().flat_map(|folder| folders(folder)) {
        let graph = graph(&folder);
        assert!(!graph.is_empty(), "there is nothing in {folder}");
        if let Some(circle) = circle(&graph) {
            circles += &format!("in {folder}: {}\n", circle.join(" -> "));
        }
    }
    assert!(circles.is_empty(), "{circles}");
}

#[test]
fn a_circle_is_seen_however_it_is_written() {
    let written = |text: &str| imported(&tokens(text), &["room"], &["room", "a"]);
    assert_eq!(written("use super::b; pub(super) fn f() { super::c::g() }"), set(&["b", "c"]));
    assert_eq!(written("use super::{b::{self, X}, c};"), set(&["b", "c"]));
    assert_eq!(written("use crate::room::b; use crate::{room::{c}, d};"), set(&["b", "c"]));
    assert_eq!(written("mod tests { use super::b; use super::super::c; }"), set(&["a", "c"]));
    assert_eq!(written("macro_rules! m { () => { $crate::room::b::f() } }"), set(&[]));
    assert_eq!(written("use crate::b; /* use super::c; */ const TEXT: &str = \"super::d\";"), set(&[]));
    let of = |edges: &[(&str, &[&str])]| edges.iter().map(|(name, to)| ((*name).to_owned(), set(to))).collect();
    assert_eq!(circle(&of(&[("a", &["b", "c"]), ("b", &["c"]), ("c", &[])])), None);
    let found = circle(&of(&[("a", &["b"]), ("b", &["c"]), ("c", &["b"])]));
    assert_eq!(found, Some(vec!["b".to_owned(), "c".to_owned(), "b".to_owned()]));
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// A folder, and all that are in it.
fn folders(folder: &str) -> Vec<String> {
    let path = project().join(folder);
    let entries = fs::read_dir(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).flatten();
    let inner = entries.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name());
    let inner = inner.flat_map(|name| folders(&format!("{folder}/{}", name.display())));
    std::iter::once(folder.to_owned()).chain(inner).collect()
}

/// The graph of a folder: `codegen/src/check`.
fn graph(folder: &str) -> Graph {
    let (_, way) = folder.split_once("/src").unwrap_or_else(|| panic!("{folder} is in no crate"));
    let way: Vec<&str> = way.split('/').filter(|name| !name.is_empty()).collect();
    let mut graph = Graph::new();
    read(&project().join(folder), &way, &way, &mut graph);
    let modules: BTreeSet<String> = graph.keys().cloned().collect();
    for (name, imported) in &mut graph {
        imported.retain(|other| other != name && modules.contains(other) && (&**name, &**other) != INSEPARABLE);
    }
    graph
}

/// Adds what the files at `path` import, which are those of `module`.
fn read(path: &Path, folder: &[&str], module: &[&str], graph: &mut Graph) {
    let entries = fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    for entry in entries {
        let path = entry.unwrap_or_else(|error| panic!("{}: {error}", path.display())).path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let of_module = ["mod", "lib", "main"].contains(&name.as_str());
        let module: Vec<&str> = module.iter().copied().chain((!of_module).then_some(name.as_str())).collect();
        if path.is_dir() {
            read(&path, folder, &module, graph);
        } else if let Some(name) =
            module.get(folder.len()).filter(|_| path.extension().is_some_and(|kind| kind == "rs"))
        {
            let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            graph.entry((*name).to_owned()).or_default().extend(imported(&tokens(&text), folder, &module));
        }
    }
}

fn tokens(text: &str) -> Vec<TokenTree> {
    let stream: TokenStream = text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"));
    stream.into_iter().collect()
}

/// The modules of the folder that are named in a module of it. Both are known by the names that lead to them from the crate.
fn imported(tokens: &[TokenTree], folder: &[&str], module: &[&str]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let is = |n: usize, word: &str| tokens.get(n).is_some_and(|token| token.to_string() == word);
    for (n, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                // `mod tests { … }`
                let is_module = n >= 2 && is(n - 2, "mod") && group.delimiter() == Delimiter::Brace;
                let module: Vec<&str> = module.iter().copied().chain(is_module.then_some("")).collect();
                names.extend(imported(&inside, folder, &module));
            }
            TokenTree::Ident(word)
                if (word == "super" || word == "crate") && (n == 0 || !is(n - 1, ":") && !is(n - 1, "$")) =>
            {
                let absolute = paths(&tokens[n..]).into_iter().map(|path| absolute(path, module));
                let inside = absolute.filter(|path| path.len() > folder.len() && path.starts_with(&strings(folder)));
                names.extend(inside.map(|path| path[folder.len()].clone()));
            }
            _ => {}
        }
    }
    names
}

/// The paths that start here: one, or as many as braces make of it.
fn paths(tokens: &[TokenTree]) -> Vec<Vec<String>> {
    match tokens {
        [TokenTree::Ident(name), TokenTree::Punct(one), TokenTree::Punct(two), rest @ ..]
            if one.as_char() == ':' && two.as_char() == ':' =>
        {
            let on = |path: Vec<String>| [vec![name.to_string()], path].concat();
            paths(rest).into_iter().map(on).collect()
        }
        [TokenTree::Ident(name), ..] => vec![vec![name.to_string()]],
        [TokenTree::Group(group), ..] if group.delimiter() == Delimiter::Brace => {
            let inside: Vec<TokenTree> = group.stream().into_iter().collect();
            inside.split(|token| token.to_string() == ",").flat_map(paths).collect()
        }
        _ => vec![Vec::new()],
    }
}

/// A path as it leads on from the crate.
fn absolute(path: Vec<String>, module: &[&str]) -> Vec<String> {
    let supers = path.iter().take_while(|name| *name == "super").count();
    let start = if supers == 0 { 0 } else { module.len().saturating_sub(supers) };
    [strings(&module[..start]), path[supers.max(1)..].to_vec()].concat()
}

fn strings(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// A way from a module back to itself.
fn circle(graph: &Graph) -> Option<Vec<String>> {
    let mut done = BTreeSet::new();
    graph.keys().find_map(|name| closes(graph, name, &mut Vec::new(), &mut done))
}

fn closes<'g>(
    graph: &'g Graph,
    name: &'g str,
    way: &mut Vec<&'g str>,
    done: &mut BTreeSet<&'g str>,
) -> Option<Vec<String>> {
    if let Some(start) = way.iter().position(|passed| *passed == name) {
        return Some(way[start..].iter().chain([&name]).map(|name| (*name).to_owned()).collect());
    }
    if !done.insert(name) {
        return None;
    }
    way.push(name);
    let found = graph.get(name)?.iter().find_map(|next| closes(graph, next, way, done));
    way.pop();
    found
}
