//! What kept a request or an answer from getting through, in texts alone.

use std::fmt;

use crate::secrets::mask::Mask;

/// What kept a request or an answer from getting through, and what caused that, down to the root.
///
/// These are the texts of the transport's errors with the secrets masked; the errors themselves are not kept, because their
/// `Debug` could show anything.
#[derive(Debug, Clone)]
pub struct Cause {
    text: String,
    source: Option<Box<Cause>>,
}

impl Cause {
    /// Takes over the texts of an error and of all its sources.
    pub fn new(error: &dyn std::error::Error) -> Cause {
        let source = error.source().map(|source| Box::new(Cause::new(source)));
        Cause { text: error.to_string(), source }
    }

    /// A cause without a deeper one.
    pub fn text(text: impl Into<String>) -> Cause {
        Cause { text: text.into(), source: None }
    }

    pub(crate) fn masked(self, mask: &Mask) -> Cause {
        Cause { text: mask.owned(self.text), source: self.source.map(|source| Box::new(source.masked(mask))) }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Cause {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
