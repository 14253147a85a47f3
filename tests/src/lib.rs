//! What the tests of the generator and of the generated client share: specs to start from, changed ones, local servers.

pub mod specs;
pub mod tree;
