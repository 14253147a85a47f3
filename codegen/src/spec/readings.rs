//! Everything that is wrong with a tree: each reading goes on past what those before it have told.
//! Only for files that `serde_yaml` refuses.

use serde::de::DeserializeOwned;

use super::mistake::{Mistake, Problem};
use super::notes::Notes;
use super::reader::Reader;
use super::tree::Node;

/// How many values of one file are refused before the rest is not looked for; each costs a reading of the file.
const ENOUGH: usize = 100;

/// Reads a tree as `T`; the result is everything that is wrong with it.
pub(super) fn mistakes<T: DeserializeOwned>(root: &Node) -> Vec<Mistake<'_>> {
    let notes = Notes::default();
    for _ in 0..ENOUGH {
        match T::deserialize(Reader { node: root, notes: &notes }) {
            Err(Problem::Told) => {}
            Err(problem) => notes.wrong(root, problem),
            Ok(_) => return notes.mistakes(),
        }
    }
    notes.tell(root, "more", Mistake::More { node: root });
    notes.mistakes()
}
