//! Crates outside of this workspace, as a user of the project has them: written by a test, given to cargo, never to the
//! network. What they hold is the test's business.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use ficha_codegen::Options;
use ficha_codegen::source::Source;

use crate::specs::{generate, project};

/// A crate that depends on the runtime by its path.
pub struct Scratch {
    folder: PathBuf,
    target: PathBuf,
    modules: Vec<String>,
}

/// What cargo made of a crate.
pub struct Outcome {
    /// Whether it was content.
    pub success: bool,
    /// What it said.
    pub said: String,
}

impl Scratch {
    /// An empty crate of this name, below `CARGO_TARGET_TMPDIR`; `dependencies` is the part of the manifest.
    pub fn new(tmp: &str, name: &str, dependencies: &str) -> Scratch {
        let scratch = Scratch {
            folder: Path::new(tmp).join("scratch").join(name),
            target: Path::new(tmp).join("scratch/target"),
            modules: Vec::new(),
        };
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
             [features]\ndefault = [\"mock\"]\nmock = [\"ficha-runtime/mock\"]\n\n[dependencies]\n{dependencies}\n[workspace]\n"
        );
        scratch.write("Cargo.toml", &manifest);
        let lock = project().join("Cargo.lock");
        scratch.write("Cargo.lock", &fs::read_to_string(&lock).unwrap_or_else(|error| panic!("{error}")));
        scratch
    }

    /// A dependency on one of the project's own packages, with these features only.
    pub fn dependency(package: &str, folder: &str, features: &[&str]) -> String {
        let path = project().join(folder);
        let path = path.canonicalize().unwrap_or(path);
        format!("{package} = {{ path = {path:?}, default-features = false, features = {features:?} }}\n")
    }

    /// Writes a file, unless it stands there already: what did not change need not be compiled again.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        if fs::read_to_string(&path).is_ok_and(|before| before == text) {
            return;
        }
        let folder = path.parent().unwrap_or(&path);
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, text));
        written.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// Adds what these specs become, as a module of this name.
    pub fn generate(&mut self, module: &str, sources: &[Source]) {
        let options = Options::default().runtime("ficha_runtime").mock();
        for file in generate(sources, &options).client {
            let name = file.path.split_once('/').map_or(file.path.as_str(), |(_, name)| name);
            self.write(&format!("src/{module}/{name}"), &file.text);
        }
        self.modules.push(module.to_owned());
    }

    /// Writes the crate's front: every module that was generated, and code of the test's own.
    pub fn front(&self, code: &str) {
        let modules: String = self.modules.iter().map(|name| format!("#[rustfmt::skip]\npub mod {name};\n")).collect();
        let front = "//! Written by a test.\n#![deny(warnings, missing_docs, unreachable_pub, clippy::all)]\n\
                     #![forbid(unsafe_code)]\n";
        self.write("src/lib.rs", &format!("{front}{modules}{code}"));
    }

    /// Runs cargo on the crate, without network.
    pub fn cargo(&self, arguments: &[&str]) -> Outcome {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(arguments).args(["--offline", "--quiet", "--color=never"]).current_dir(&self.folder);
        cargo.env("CARGO_TARGET_DIR", &self.target).env("RUSTDOCFLAGS", "-D warnings").env_remove("RUSTFLAGS");
        let Output { status, stdout, stderr } = cargo.output().unwrap_or_else(|error| panic!("cargo: {error}"));
        let said = [stdout, stderr].concat();
        Outcome { success: status.success(), said: String::from_utf8_lossy(&said).into_owned() }
    }

    /// Has the crate compiled, with warnings as errors.
    pub fn compiles(&self) {
        let outcome = self.cargo(&["check"]);
        assert!(outcome.success, "{}", outcome.said);
    }

    /// Has the crate compiled and linted, with warnings as errors. Where clippy is not installed the compiler alone judges:
    /// `.ci/run` has clippy.
    pub fn is_clean(&self) {
        let has_clippy = self.cargo(&["clippy", "--version"]).success;
        let outcome = self.cargo(&[if has_clippy { "clippy" } else { "check" }]);
        assert!(outcome.success, "{}", outcome.said);
    }

    /// Has the documentation built, with warnings as errors.
    pub fn documents_itself(&self) {
        let outcome = self.cargo(&["doc", "--no-deps"]);
        assert!(outcome.success, "{}", outcome.said);
    }
}
