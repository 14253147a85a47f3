//! A record that contains itself.

use ficha_runtime::generated::*;

/// A tree, of trees.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Tree {
    pub name: Option<String>,
    pub child: Option<Box<Tree>>,
    pub leaves: Option<Vec<Tree>>,
}

/// The rows of [`Tree`].
pub static TREE: Table = Table {
    name: "Tree",
    rows: &[Row::text("name"), Row::record("child", &TREE), Row::list("leaves", &Kind::Record(&TREE))],
};

impl Record for Tree {
    fn blank() -> Self {
        Self::default()
    }

    fn table(&self) -> &'static Table {
        &TREE
    }

    fn field(&self, row: usize) -> Option<&dyn Field> {
        Some(match row {
            0 => &self.name,
            1 => &self.child,
            2 => &self.leaves,
            _ => return None,
        })
    }

    fn field_mut(&mut self, row: usize) -> Option<&mut dyn Field> {
        Some(match row {
            0 => &mut self.name,
            1 => &mut self.child,
            2 => &mut self.leaves,
            _ => return None,
        })
    }
}

serde_by_table!(Tree);
