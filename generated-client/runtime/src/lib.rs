//! Everything that does not depend on an endpoint. Hand-written; never names a generated item.
//!
//! A generated type is a table of rows and a field for each; a generated operation is a description and its values. What is
//! done with them is here, once:
//!
//! - **Describing**: `table`, `field`, `record`, `open`, `spec` say what generated code consists of, `state` what its
//!   builders know, [`generated`] is all that it may import.
//! - **Asking**: `settings`, `client_settings`, `credentials` and `core` make a client or tell a `build_error`, `call` makes an
//!   operation's call; `validate` checks the values, `request`, `write` and `address` turn them into a request, which
//!   `transport` and `over_reqwest` carry.
//! - **Insisting**: `engine` sends a call, again where `retry` allows it and after the pause that `retry_after` reads, within
//!   the limits of `patience`; `history` tells of it. `gate` lets one call at a time pass, `hook` and `trace` tell of each.
//! - **Lists**: `lists` are what is behind a call; `pages` asks for one page after the other, `walk` judges where to go on,
//!   `watch` looks again and again; `blocking` does without async, on the thread of `carrier`.
//! - **Answering**: `reply` leads from bytes to a value: `members` scans, `envelope` judges, `envelope_keys` has what else is told,
//!   `read`, `read_rows` and `accept` fill a `slot` with its value and record what is odd, `answer` and `error` are what comes out; an error
//!   has its `stage` and its `cause`, a `refusal` what the vendor says.
//! - **Practising**: `mock`, behind the feature of that name, is the other side: a vendor that serves the same tables.
//! - **Keeping quiet**: `redaction` masks whatever is shown: what stands under `secret_keys` and, wherever else
//!   they stand, those `secret_values` and all other `secret_words`, in whatever `spelling`. `shortening` makes it short.

mod accept;
mod address;
mod answer;
#[cfg(feature = "blocking")]
mod blocking;
mod build_error;
mod by_table;
mod call;
mod carrier;
mod cause;
mod client_settings;
mod core;
mod credentials;
mod deviation;
mod engine;
mod envelope;
mod envelope_keys;
mod error;
mod field;
mod gate;
pub mod generated;
mod history;
mod hook;
mod invalid;
mod lists;
mod members;
#[cfg(feature = "mock")]
pub mod mock;
mod open;
mod over_reqwest;
mod pages;
mod patience;
mod place;
mod read;
mod read_rows;
mod record;
mod redaction;
mod refusal;
mod reply;
mod request;
mod retry;
mod retry_after;
mod secret_keys;
mod secret_values;
mod secret_words;
mod settings;
mod shortening;
mod slot;
mod spec;
mod spelling;
mod stage;
mod state;
mod table;
mod trace;
mod transport;
mod validate;
mod walk;
mod watch;
mod write;

pub use self::answer::{Answer, Paging};
#[cfg(feature = "blocking")]
pub use self::blocking::Blocking;
pub use self::build_error::BuildError;
pub use self::call::{Call, Operation, Sending};
pub use self::cause::Cause;
pub use self::core::Core;
pub use self::deviation::{Deviation, Deviations};
pub use self::error::{Error, NotSent, Refused, UnknownOutcome, Unreadable};
pub use self::gate::{FleetLock, Held};
pub use self::history::{Attempt, History};
pub use self::hook::{Begun, Ended, Hook};
pub use self::invalid::{Invalid, Rule, Violation};
pub use self::open::Open;
pub use self::over_reqwest::HttpClient;
pub use self::pages::{Pages, Rows};
pub use self::redaction::Kept;
pub use self::reply::Reply;
pub use self::retry::Retry;
pub use self::settings::Settings;
pub use self::spec::{Api, ApiSpec, BaseUrl, Effect, Method, OperationSpec};
pub use self::stage::Stage;
pub use self::transport::{BoxFuture, HttpAnswer, HttpRequest, Transport, TransportError};
pub use self::validate::Validation;
pub use self::watch::{Changed, Changes, Watch};
pub use secrecy::SecretString;
