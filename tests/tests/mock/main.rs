//! The mock vendors: the documents from the server's side, state, demands, scripts and faults.

// A test that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic)]

mod demands;
mod documents;
mod faults;
mod page;
mod state;
