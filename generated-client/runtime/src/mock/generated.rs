//! The one import surface of a generated `mock.rs`.

pub use super::setup::Setup;
pub use super::vendor::{Leaves, Sample, Served, Vendor};
pub use crate::generated::{Api, BuildError, Operation, Reads};
