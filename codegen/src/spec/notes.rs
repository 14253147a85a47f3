//! What is known about a tree from the readings so far: what is wrong, and what a stand-in takes the place of.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::mistake::{Mistake, Problem};
use super::tree::Node;

/// Filled by one reading, heeded by the next.
#[derive(Default)]
pub(super) struct Notes<'n> {
    /// By the node and what is wrong there, so that a second reading tells nothing twice.
    mistakes: RefCell<BTreeMap<(usize, &'static str), Mistake<'n>>>,
    /// Values that a stand-in replaces from now on.
    replaced: RefCell<BTreeSet<usize>>,
    /// Missing keys for which there is a stand-in from now on.
    supplied: RefCell<BTreeSet<(usize, &'static str)>>,
}

impl<'n> Notes<'n> {
    /// What is wrong with a node, once for each kind of mistake.
    pub(super) fn tell(&self, node: &Node, kind: &'static str, mistake: Mistake<'n>) {
        self.mistakes.borrow_mut().entry((node.id, kind)).or_insert(mistake);
    }

    /// A key without which its mapping cannot be read: from now on a stand-in is its value.
    pub(super) fn missing(&self, node: &'n Node, key: &'static str) {
        self.supplied.borrow_mut().insert((node.id, key));
        self.tell(node, key, Mistake::Missing { node, key });
    }

    /// The keys that this mapping lacks, as far as is known.
    pub(super) fn supplied_to(&self, node: &Node) -> Vec<&'static str> {
        self.supplied.borrow().range((node.id, "")..(node.id + 1, "")).map(|(_, key)| *key).collect()
    }

    /// Whether a stand-in takes the place of this value.
    pub(super) fn replaces(&self, node: &Node) -> bool {
        self.replaced.borrow().contains(&node.id)
    }

    /// A value that cannot be read: from now on a stand-in does.
    pub(super) fn wrong(&self, node: &'n Node, problem: Problem) {
        self.replaced.borrow_mut().insert(node.id);
        self.tell(node, "", Mistake::Wrong { node, problem });
    }

    /// All that was told; a key is not missing where it is only misspelled.
    pub(super) fn mistakes(self) -> Vec<Mistake<'n>> {
        let mistakes = self.mistakes.into_inner();
        let misspelled: BTreeSet<_> = mistakes.values().filter_map(Mistake::meant).collect();
        let told = |mistake: &Mistake| mistake.missing().is_none_or(|missing| !misspelled.contains(&missing));
        mistakes.into_values().filter(told).collect()
    }
}
