//! Typed clients for vendors whose documentation cannot be believed.
//!
//! Each client is generated from a checked transcription of the vendor's own page, contradictions included. One cargo
//! feature per API; all are on by default. Three more are off: `blocking` for calls without async, `gzip` for answers that come
//! compressed, `mock` for a vendor to test against.
//!
//! What a client offers for a resource borrows the client; a service keeps the `Client`, whose clones are cheap and share all.
//!
#![cfg_attr(feature = "serpi", doc = include_str!("production.md"))]

#[cfg(feature = "factura_online")]
#[rustfmt::skip]
pub mod factura_online;
#[cfg(feature = "persat")]
#[rustfmt::skip]
pub mod persat;
#[cfg(feature = "serpi")]
#[rustfmt::skip]
pub mod serpi;

#[doc(no_inline)]
pub use ficha_runtime as runtime;
#[cfg(feature = "blocking")]
pub use runtime::Blocking;
#[cfg(feature = "mock")]
pub use runtime::mock;
pub use runtime::{
    Answer, Attempt, Begun, BuildError, Call, Cause, Changed, Changes, Deviation, Deviations, Ended, Error, FleetLock,
    Held, History, Hook, HttpAnswer, HttpClient, HttpRequest, Invalid, Kept, NotSent, Open, Operation, Pages, Paging,
    Refused, Retry, Rows, Rule, SecretString, Sending, Stage, Transport, TransportError, UnknownOutcome, Unreadable,
    Validation, Violation, Watch,
};
