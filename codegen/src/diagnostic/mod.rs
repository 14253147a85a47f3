//! What is wrong, where, and what would be right: findings by place, and the same ready to be shown.

mod code;
mod finding;
mod hidden;
mod hint;
mod json;
mod located;
mod not_utf8;
mod render;

pub use code::Code;
pub use finding::{Finding, Findings, Message, Place, Step};
pub use hidden::is_hidden;
pub use hint::{did_you_mean, nearest};
pub use located::{Diagnostic, Diagnostics, Label};
