//! The client against the samples of the specs: every request as the page prints it, every answer as the spec reads it.
//!
//! The tests of each API are generated with its client, so that no sample can be forgotten.

// A test that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic)]

#[rustfmt::skip]
mod factura_online;
#[rustfmt::skip]
mod persat;
#[rustfmt::skip]
mod serpi;
