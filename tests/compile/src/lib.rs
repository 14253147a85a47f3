//! What the mistakes are made with: the obstacle course as Rust, the same that all tests share.

#[path = "../../src/course/mod.rs"]
#[rustfmt::skip]
pub mod course;
