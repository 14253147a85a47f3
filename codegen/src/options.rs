//! What the caller of the generator can choose. Nothing about any one API.

/// What the caller of the generator can choose.
///
/// ```
/// let options = ficha_codegen::Options::default().runtime("ficha_runtime").command("cargo build");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The path of the runtime that the generated code imports.
    pub(crate) runtime: String,
    /// The path below which the conformance tests find the APIs.
    pub(crate) client: String,
    /// The command that the first line of every generated file names.
    pub(crate) command: String,
    /// Whether to add what a mock vendor serves, behind the feature `mock` of the crate that the code lives in.
    pub(crate) mock: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            runtime: "crate::runtime".to_owned(),
            client: "ficha_client".to_owned(),
            command: "cargo xtask gen".to_owned(),
            mock: false,
        }
    }
}

impl Options {
    /// Imports the runtime from this path: `ficha_runtime` where the generated code lives in a crate of its own.
    ///
    /// # Panics
    /// When this is no path: one name, or several with `::` between them.
    #[must_use]
    pub fn runtime(mut self, path: impl Into<String>) -> Self {
        self.runtime = module(path.into());
        self
    }

    /// Lets the conformance tests look for the APIs below this path: `crate` where the clients are modules of the tests.
    ///
    /// # Panics
    /// When this is no path: one name, or several with `::` between them.
    #[must_use]
    pub fn client(mut self, path: impl Into<String>) -> Self {
        self.client = module(path.into());
        self
    }

    /// Names this command in the first line of every generated file.
    #[must_use]
    pub fn command(mut self, command: impl Into<String>) -> Self {
        self.command = command.into();
        self
    }

    /// Adds what a mock vendor serves, behind the feature `mock` of the crate that the code lives in; that crate passes the
    /// feature on to `ficha-runtime`.
    #[must_use]
    pub fn mock(mut self) -> Self {
        self.mock = true;
        self
    }
}

fn module(path: String) -> String {
    let is_path =
        path.split("::").all(|step| syn::parse_str::<syn::Ident>(step.trim()).is_ok() || is_near(step.trim()));
    assert!(is_path, "`{path}` is no path to a module");
    path
}

/// The words that start a path within a crate.
pub(crate) fn is_near(step: &str) -> bool {
    matches!(step, "crate" | "self" | "super")
}
