//! Turns every small spec into a client and its conformance tests, for the test binary `fixtures` to compile and run.

// A build that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic)]

#[allow(dead_code, unreachable_pub, unused_imports)]
#[path = "src/random/mod.rs"]
mod random;
#[allow(dead_code, unreachable_pub)]
#[path = "src/specs.rs"]
mod specs;

use std::path::{Path, PathBuf};
use std::{env, fs};

use ficha_codegen::source::Source;
use ficha_codegen::{File, Generated, Options};

fn main() {
    println!("cargo::rerun-if-changed=fixtures");
    println!("cargo::rerun-if-changed=src/random");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("a folder to write to"));
    let features = specs::features().into_iter().map(|feature| (feature.name, feature.sources));
    let modules = features.chain([("obstacle_course".to_owned(), specs::course())]).chain(random_specs());
    let modules: String = modules.filter_map(|(name, sources)| module(&out, &name, &sources)).collect();
    write(&out.join("fixtures.rs"), &modules);
}

/// Specs with texts that would like to be code, in samples, addresses and headers too.
fn random_specs() -> impl Iterator<Item = (String, Vec<Source>)> {
    let specs = (0..).map(|seed| (format!("random_{seed}"), random::spec(&random::numbers(seed), true)));
    specs.filter(|(_, sources)| ficha_codegen::check(sources).is_ok()).take(8)
}

/// The module of a spec, with its client and its tests; nothing where it prints no samples to test with.
fn module(out: &Path, name: &str, sources: &[Source]) -> Option<String> {
    let options = Options::default().runtime("ficha_client::runtime").client(format!("crate::{name}"));
    let Generated { client, conformance } = specs::generate(sources, &options.command("cargo test"));
    let has_tests = |file: &File| file.text.contains("#[tokio::test]");
    if !conformance.iter().any(has_tests) {
        return None;
    }
    let folder = out.join(name);
    let mut declared = String::new();
    let files = client.iter().map(|file| (file, "")).chain(conformance.iter().map(|file| (file, "conformance/")));
    for (File { path, text }, below) in files {
        let place = folder.join(format!("{below}{path}"));
        write(&place, text);
        let module = if below.is_empty() { path.strip_suffix("/mod.rs") } else { Some("conformance") };
        if let Some(module) = module {
            declared += &format!("    #[path = {place:?}]\n    mod {module};\n");
        }
    }
    Some(format!("mod {name} {{\n{declared}}}\n"))
}

fn write(path: &Path, text: &str) {
    let folder = path.parent().expect("a file within the folder");
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(path, text));
    written.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
