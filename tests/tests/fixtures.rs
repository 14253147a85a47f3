//! The client of every small spec, and of the obstacle course, against the spec's own samples: what the generator makes of a
//! feature of the language not only reads well, it does what the spec says.
//!
//! `build.rs` writes them. The real specs' are `conformance`'s.

// A test that cannot go on says why and stops. A client is made for another crate to call, and its tests call a part.
#![allow(clippy::expect_used, clippy::panic, dead_code, unreachable_pub, unused_imports)]

include!(concat!(env!("OUT_DIR"), "/fixtures.rs"));
