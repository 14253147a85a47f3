//! A workspace in a temporary folder, made of the worked example of specs/README.md, and the program run in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::SystemTime;

use serde_json::Value;
use tempfile::TempDir;

/// What is made of the spec language itself, as JSON Schema.
pub(crate) const SCHEMAS: [&str; 2] = ["specs/api.schema.json", "specs/resource.schema.json"];

/// What the worked example produces, besides what is made of the language.
pub(crate) const GENERATED: [&str; 4] = [
    "generated-client/src/bodega/mod.rs",
    "generated-client/src/bodega/productos.rs",
    "tests/tests/conformance/bodega.rs",
    "generated-client/src/bodega/mock.rs",
];

/// The page that shows how specs are written.
pub(crate) fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/README.md")).unwrap()
}

/// The specs that the page shows: path and text.
pub(crate) fn example() -> Vec<(String, String)> {
    let page = readme();
    let blocks = page.split("```yaml\n# ").skip(1).map(|rest| rest.split("```").next().unwrap());
    let files = blocks.map(|block| block.split_once('\n').unwrap());
    files.map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// The page that the example transcribes, as its readers would keep it.
pub(crate) fn page() -> String {
    let lines = readme().lines().filter_map(|line| line.strip_prefix("> ").map(str::to_owned)).collect::<Vec<_>>();
    lines.join("\n").replace('`', "")
}

pub(crate) struct World {
    folder: TempDir,
}

impl World {
    /// A workspace that has everything but the generated files.
    pub(crate) fn new() -> Self {
        let world = World { folder: TempDir::new().unwrap() };
        world.write("Cargo.toml", "[workspace]\n");
        world.write("generated-client/Cargo.toml", "[features]\ndefault = [\"bodega\"]\nbodega = []\n");
        world.write(
            "generated-client/src/lib.rs",
            "pub mod runtime;\n#[cfg(feature = \"bodega\")]\n#[rustfmt::skip]\npub mod bodega;\n",
        );
        world.write("generated-client/src/runtime/mod.rs", "//! By hand.\n");
        world.write("tests/tests/conformance/main.rs", "#[rustfmt::skip]\nmod bodega;\n");
        for schema in SCHEMAS {
            world.write(schema, fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(schema)).unwrap());
        }
        world.write("specs/README.md", readme());
        for (path, text) in example() {
            world.write(&path, &text);
        }
        world
    }

    /// The same, after `gen`.
    pub(crate) fn generated() -> Self {
        let world = World::new();
        world.run(&["gen"]).code(0);
        world
    }

    /// Adds an API that is like the worked example under another name, and declares it.
    pub(crate) fn add_api(&self, api: &str) {
        for (path, text) in example() {
            let text = text.replace("api: bodega", &format!("api: {api}"));
            self.write(&path.replace("bodega", api), &text);
        }
        let declared = self.read("generated-client/src/lib.rs")
            + &format!("#[cfg(feature = \"{api}\")]\n#[rustfmt::skip]\npub mod {api};\n");
        self.write("generated-client/src/lib.rs", &declared);
        let manifest = format!("[features]\ndefault = [\"bodega\", \"{api}\"]\nbodega = []\n{api} = []\n");
        self.write("generated-client/Cargo.toml", &manifest);
        self.write(
            "tests/tests/conformance/main.rs",
            format!("#[rustfmt::skip]\nmod bodega;\n#[rustfmt::skip]\nmod {api};\n"),
        );
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Replaces a text that must be there.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from:?}");
        self.write(path, text.replacen(from, to, 1));
    }

    pub(crate) fn exists(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    /// Every file with its content and the time of its last change.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
                if entry.file_type().unwrap().is_dir() {
                    folders.push(entry.path());
                } else if entry.file_type().unwrap().is_file() {
                    let changed = entry.metadata().unwrap().modified().unwrap();
                    files.insert(entry.path(), (fs::read(entry.path()).unwrap(), changed));
                }
            }
        }
        files
    }

    /// The program, to be run in this workspace without a terminal.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(variable);
        }
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(&mut self.command(arguments))
    }
}

/// What a run of the program said, and how it ended.
pub(crate) struct Run {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    exit: Option<i32>,
}

impl Run {
    pub(crate) fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().unwrap();
        Run {
            stdout: String::from_utf8(stdout).unwrap(),
            stderr: String::from_utf8(stderr).unwrap(),
            exit: status.code(),
        }
    }

    /// Asserts the exit code, and that nothing panicked.
    #[track_caller]
    pub(crate) fn code(self, expected: i32) -> Self {
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        assert_eq!(self.exit, Some(expected), "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// Asserts that stderr has all of these.
    #[track_caller]
    pub(crate) fn complains(self, expected: &[&str]) -> Self {
        for text in expected {
            assert!(self.stderr.contains(text), "no {text:?} in:\n{}", self.stderr);
        }
        self
    }

    /// Asserts that stdout has all of these.
    #[track_caller]
    pub(crate) fn says(self, expected: &[&str]) -> Self {
        for text in expected {
            assert!(self.stdout.contains(text), "no {text:?} in:\n{}", self.stdout);
        }
        self
    }

    /// The JSON document on stdout.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|cause| panic!("{cause} in:\n{}", self.stdout))
    }
}
