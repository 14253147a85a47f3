//! What an answer has that the page does not say, or the other way round. Recorded here; found in `read`.

use std::fmt;

/// What is expected where there is a key that the page does not have.
pub(crate) const UNKNOWN_KEY: &str = "no such key";

/// A place where an answer differs from the page, and was understood all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deviation {
    /// The path in the answer, all items of a list taken together: `result[].nit_tercero`.
    pub path: String,
    /// What the page lets expect.
    pub expected: &'static str,
    /// What was there the first time, shortened.
    pub found: String,
    /// How often it was met in this answer.
    pub times: usize,
}

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "the answer" } else { &self.path };
        write!(f, "{path}: expected {}, found {}", self.expected, self.found)?;
        match self.times {
            1 => Ok(()),
            times => write!(f, " ({times} times)"),
        }
    }
}

/// The deviations of one answer: one for each path and expectation, the first hundred of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deviations {
    list: Vec<Deviation>,
    more: usize,
    left_out: usize,
}

impl Deviations {
    /// How many different ones are kept.
    const MOST: usize = 100;

    /// The deviations in the order in which they were met.
    pub fn iter(&self) -> std::slice::Iter<'_, Deviation> {
        self.list.iter()
    }

    /// Whether the answer is just what the page says.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many different deviations are kept.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// How many deviations were met beyond those that are kept.
    pub fn more(&self) -> usize {
        self.more
    }

    /// How many items of lists were left out, because what identifies them is missing or cannot be read.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    pub(crate) fn leave_out(&mut self) {
        self.left_out += 1;
    }

    /// Drops what was told about keys that do have a meaning elsewhere.
    pub(crate) fn forget_unknown(&mut self, is_known: impl Fn(&str) -> bool) {
        self.list.retain(|deviation| deviation.expected != UNKNOWN_KEY || !is_known(&deviation.path));
    }

    pub(crate) fn add(&mut self, path: String, expected: &'static str, found: String) {
        let mut known = self.list.iter_mut();
        if let Some(known) = known.find(|known| known.path == path && known.expected == expected) {
            known.times += 1;
        } else if self.list.len() < Self::MOST {
            self.list.push(Deviation { path, expected, found, times: 1 });
        } else {
            self.more += 1;
        }
    }
}

impl<'a> IntoIterator for &'a Deviations {
    type Item = &'a Deviation;
    type IntoIter = std::slice::Iter<'a, Deviation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
