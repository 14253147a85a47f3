//! What generated code consists of: tables of rows, the fields that hold their values, operations, and what builders know.

pub(crate) mod field;
pub(crate) mod open;
pub(crate) mod record;
pub(crate) mod spec;
pub(crate) mod state;
pub(crate) mod table;
