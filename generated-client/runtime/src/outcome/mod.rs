//! What a caller is told: the answer and what is odd about it, or an error and how far the call came.

pub(crate) mod answer;
pub(crate) mod build_error;
pub(crate) mod cause;
pub(crate) mod deviation;
pub(crate) mod error;
pub(crate) mod history;
pub(crate) mod invalid;
pub(crate) mod stage;
