//! The commands as they are called: the real program, over workspaces in temporary folders.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod against;
mod check;
mod explain;
mod r#gen;
mod gen_check;
mod mock;
mod openapi;
mod output;
mod protection;
mod readme;
mod reference;
mod schema;
mod trouble;
mod wiring;
mod world;
