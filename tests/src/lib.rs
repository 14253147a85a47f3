//! What the tests of the generator and of the generated client share: specs to start from, changed ones, local servers.

// A test that cannot even start says why and stops.
#![allow(clippy::panic)]

pub mod reference;
pub mod scratch;
pub mod specs;
pub mod tree;
pub mod vendor;

/// The code in the front page compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct FrontPage;
