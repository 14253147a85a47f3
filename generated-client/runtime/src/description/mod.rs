//! What generated code consists of: tables of rows, the fields that hold their values, and operations.

pub(crate) mod field;
pub(crate) mod open;
pub(crate) mod record;
pub(crate) mod spec;
pub(crate) mod table;
