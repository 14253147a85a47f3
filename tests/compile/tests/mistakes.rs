//! What must not compile, one mistake for each case, and what the compiler says about it. What must compile is
//! `ficha-tests`' to say.
//!
//! How a compiler words and lays out what it says changes with every release, so the whole texts are compared only with the
//! compiler that `rust-version` names, which is the one that CI installs. With whatever compiler there is, every case has to
//! fail at the line and with the code that its text records, and where the words are this project's own, with these.

// A test that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

#[test]
fn mistakes_do_not_compile() {
    let rustc = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())).arg("--version").output();
    let version = String::from_utf8(rustc.expect("a compiler").stdout).expect("a version");
    let recorded_with = concat!("rustc ", env!("CARGO_PKG_RUST_VERSION"), ".");
    if version.starts_with(recorded_with) {
        trybuild::TestCases::new().compile_fail("fail/*.rs");
    } else {
        println!("the texts are those of {recorded_with}: not compared with those of {version}");
    }
}

#[test]
fn every_compiler_names_the_culprit() {
    let said = said_of_all();
    for (case, (_, text)) in &cases() {
        let recorded: Vec<Mistake<'_>> = Mistake::recorded(text).collect();
        assert!(!recorded.is_empty(), "{case}.stderr records no error");
        for Mistake { line, code, own_words } in recorded {
            let at = format!("src/bin/{case}.rs:{line}:");
            let names = |said: &&str| said.starts_with(&at) && said.contains(code) && said.contains(own_words);
            assert!(said.lines().any(|said| names(&said)), "nothing says `{code}…{own_words}` at {at}\n{said}");
        }
    }
}

/// An error that a text records.
struct Mistake<'t> {
    line: &'t str,
    /// `error[E0277]`.
    code: &'t str,
    /// The end of the heading, from the culprit's name on, where an attribute of this project says it.
    own_words: &'t str,
}

impl<'t> Mistake<'t> {
    fn recorded(text: &'t str) -> impl Iterator<Item = Mistake<'t>> {
        let lines = text.lines().zip(text.lines().skip(1)).filter(|(heading, _)| heading.starts_with("error"));
        lines.map(|(heading, place)| {
            let (code, words) = heading.split_once(": ").expect("an error with a heading");
            let line = place.rsplit(':').nth(1).expect("a place with a line and a column");
            let culprit = words.rsplit(['`', ':']).nth(1).map_or(0, |name| words.rfind(name).unwrap_or_default());
            let is_own = words.starts_with("required field") || words.starts_with("this field");
            Mistake { line, code, own_words: if is_own { &words[culprit..] } else { "" } }
        })
    }
}

/// The cases by name: the code, and what the compiler of `rust-version` says of it.
fn cases() -> BTreeMap<String, (String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fail");
    let read = |path: &Path| fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let files = fs::read_dir(&folder).expect("the folder of the cases");
    let files = files.map(|entry| entry.expect("an entry").path());
    let code = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let case = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
    code.map(|path| (case(&path), (read(&path), read(&path.with_extension("stderr"))))).collect()
}

/// What the compiler says of all cases, an error a line.
fn said_of_all() -> String {
    let this = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scratch");
    let (crate_of_all, bin) = (tmp.join("mistakes"), tmp.join("mistakes/src/bin"));
    let _ = fs::remove_dir_all(&bin);
    fs::create_dir_all(&bin).expect("a folder for the cases");
    let manifest = fs::read_to_string(this.join("Cargo.toml")).expect("the manifest");
    let client = manifest.lines().find(|line| line.starts_with("ficha-client")).expect("the dependency on the client");
    let client = client.replace("../../generated-client", &this.join("../../generated-client").display().to_string());
    let manifest = format!(
        "[package]\nname = \"mistakes\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\n{client}\nficha-compile-tests = {{ path = {this:?} }}\n\n[workspace]\n"
    );
    fs::write(crate_of_all.join("Cargo.toml"), manifest).expect("a manifest");
    fs::copy(this.join("../../Cargo.lock"), crate_of_all.join("Cargo.lock")).expect("the lock");
    for (case, (code, _)) in cases() {
        fs::write(bin.join(case).with_extension("rs"), code).expect("a case");
    }
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["check", "--keep-going", "--offline", "--message-format=short", "--color=never"]);
    cargo.current_dir(&crate_of_all).env("CARGO_TARGET_DIR", tmp.join("target")).env_remove("RUSTFLAGS");
    String::from_utf8_lossy(&cargo.output().expect("cargo").stderr).into_owned()
}
