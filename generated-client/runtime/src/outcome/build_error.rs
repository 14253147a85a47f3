//! A setting that no client can be built with.

use std::fmt;

/// A setting that no client can be built with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildError {
    /// The setting: the name of the builder's method.
    pub setting: &'static str,
    /// What is wrong with it.
    pub why: String,
}

impl BuildError {
    pub(crate) fn new(setting: &'static str, why: impl Into<String>) -> Self {
        BuildError { setting, why: why.into() }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the setting `{}` {}", self.setting, self.why)
    }
}

impl std::error::Error for BuildError {}
