//! Values by their table: read, checked and written.

pub(crate) mod accept;
pub(crate) mod by_table;
pub(crate) mod place;
pub(crate) mod read;
pub(crate) mod read_rows;
pub(crate) mod slot;
pub(crate) mod validate;
pub(crate) mod write;
