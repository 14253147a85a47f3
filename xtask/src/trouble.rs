//! Why a command could not do its work: what failed, the cause, and what to do next. Findings about specs are no trouble.

use std::fmt;
use std::path::Path;

use ficha_codegen::diagnostic::{Code, Diagnostics};
use serde::ser::{Serialize, SerializeStruct as _, Serializer};

use crate::compare::Obstructed;

/// Something that keeps a command from doing its work; exit code 2.
#[derive(Debug)]
pub(crate) struct Trouble {
    code: Option<Code>,
    what: String,
    cause: Option<String>,
    next: Option<String>,
}

impl Trouble {
    /// What failed, in a sentence that names the file or the argument.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Trouble { code: None, what: what.into(), cause: None, next: None }
    }

    /// `cannot read specs/serpi: Permission denied`.
    pub(crate) fn io(doing: &str, path: &Path, cause: impl fmt::Display) -> Self {
        Trouble::new(format!("cannot {doing} {}", path.display())).because(cause).code(Code::Unreadable)
    }

    /// What clap says about arguments that it does not understand: the first line, and its tip.
    pub(crate) fn of_arguments(error: &clap::Error) -> Self {
        let said = error.render().to_string();
        let what = said.lines().next().unwrap_or_default();
        let tip = said.lines().find_map(|line| line.trim_start().strip_prefix("tip: "));
        let trouble = Trouble::new(what.strip_prefix("error: ").unwrap_or(what));
        trouble.next(tip.unwrap_or("`cargo xtask --help` shows what can be said"))
    }

    /// What would be written goes where something else stands.
    pub(crate) fn in_the_way(obstructed: &[Obstructed]) -> Self {
        let list: Vec<_> = obstructed.iter().map(|at| format!("\n  {}: {}", at.path, at.by)).collect();
        let what = "nothing was written, because generated files would go where something else stands";
        Trouble::new(format!("{what}{}", list.concat()))
            .next("move what stands there, or rename the API or resource in the specs")
    }

    /// Adds the code under which `cargo xtask explain` tells more.
    pub(crate) fn code(mut self, code: Code) -> Self {
        self.code = Some(code);
        self
    }

    /// Adds the cause.
    pub(crate) fn because(mut self, cause: impl fmt::Display) -> Self {
        self.cause = Some(cause.to_string());
        self
    }

    /// Adds what was probably meant, if anything is near.
    pub(crate) fn guess(mut self, guess: Option<String>) -> Self {
        if let Some(guess) = guess {
            self.what.push_str(&format!("; {guess}"));
        }
        self
    }

    /// Adds what to do next.
    pub(crate) fn next(mut self, next: impl Into<String>) -> Self {
        self.next = Some(next.into());
        self
    }

    /// The same as a finding without a place, where it has a code.
    pub(crate) fn as_finding(&self) -> Option<Diagnostics> {
        let found = Diagnostics::bare(self.code?, self.message());
        Some(match &self.next {
            Some(next) => found.with_help(next),
            None => found,
        })
    }

    fn message(&self) -> String {
        match &self.cause {
            Some(cause) => format!("{}: {cause}", self.what),
            None => self.what.clone(),
        }
    }
}

/// `{ "code": "unreadable" or null, "message": "…", "next": "…" or null }`.
impl Serialize for Trouble {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Trouble", 3)?;
        fields.serialize_field("code", &self.code.map(Code::name))?;
        fields.serialize_field("message", &self.message())?;
        fields.serialize_field("next", &self.next)?;
        fields.end()
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())?;
        if let Some(next) = &self.next {
            write!(f, "\n  next: {next}")?;
        }
        Ok(())
    }
}
