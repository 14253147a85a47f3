//! What the tests of the generator and of the generated client share: specs to start from, changed ones, local servers.

// A test that cannot even start says why and stops.
#![allow(clippy::panic)]

/// The obstacle course as Rust: generated, and held against its spec by a test.
#[rustfmt::skip]
pub mod course;
pub mod expecting;
pub mod ledger;
pub mod postgres;
pub mod random;
pub mod reference;
pub mod scratch;
pub mod specs;
pub mod tree;
pub mod vendor;

/// The code in the front page compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct FrontPage;
