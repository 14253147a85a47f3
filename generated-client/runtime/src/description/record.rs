//! A generated type as the engine sees it: a table, and a field for each of its rows. Nothing is generated into this file's
//! trait but two small matches.

use super::field::Field;
use super::table::Table;

/// A record that a table documents.
pub trait Record {
    /// The record with nothing set, for its builder and for reading into. What is required holds some value too, so this
    /// is no record to send.
    fn blank() -> Self
    where
        Self: Sized;
    /// The rows, as the page documents them.
    fn table(&self) -> &'static Table;
    /// The field of a row, by position; `None` beyond the last row.
    fn field(&self, row: usize) -> Option<&dyn Field>;
    /// The field of a row, to be filled.
    fn field_mut(&mut self, row: usize) -> Option<&mut dyn Field>;
}

impl<R: Record> Record for Box<R> {
    fn blank() -> Self {
        Box::new(R::blank())
    }

    fn table(&self) -> &'static Table {
        (**self).table()
    }

    fn field(&self, row: usize) -> Option<&dyn Field> {
        (**self).field(row)
    }

    fn field_mut(&mut self, row: usize) -> Option<&mut dyn Field> {
        (**self).field_mut(row)
    }
}
