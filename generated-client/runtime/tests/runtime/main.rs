//! The runtime, seen from another crate: a small API in the shape of generated code (`shop`), called over a real socket
//! (`vendor`). What generated code of the real APIs does is tested elsewhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, unreachable_pub)]

mod asking;
mod bare;
#[cfg(feature = "blocking")]
mod blocking;
mod building;
mod envelope;
mod failing;
mod faults;
mod giving_up;
mod malformed;
mod misnumbering;
mod one_pass;
mod paging;
mod reading;
mod retrying;
mod reusing;
mod scripted;
mod secret_payload;
mod secrets;
mod shop;
mod spelled;
mod telling;
mod told_at_length;
mod told_by_status;
mod turns;
mod vendor;
mod watching;
mod without_timers;
mod writing;
