//! Everything that does not depend on an endpoint. Hand-written; never names a generated item.
//!
//! A generated type is a table of rows and a field for each; a generated operation is a description and its values. What is
//! done with them is here, once:
//!
//! | folder | what is in it |
//! |---|---|
//! | `mock` | the other side, behind the feature of that name: a vendor that serves the same tables |
//! | `lists` | all pages and rows of a list, and what changes in it; `blocking` does without async |
//! | `calling` | one call: the request, its attempts, and the answer that is read |
//! | `client` | what all calls of a client share, and how a client is set up |
//! | `sending` | one attempt: where to, when its turn has come, who carries it, how long it may take, what may be sent again |
//! | `envelope` | what comes around a payload, and what it says about the call |
//! | `values` | values by their table: read, checked and written |
//! | `outcome` | what a caller is told: an answer and what is odd about it, or an error and how far the call came |
//! | `secrets` | keeping secrets out of whatever is shown |
//! | `description` | what generated code consists of; [`generated`] is all that it may import, `state` what its builders know |
//!
//! Each folder imports only from those below it.

#[cfg(feature = "blocking")]
mod blocking;
mod calling;
mod client;
mod description;
mod envelope;
pub mod generated;
mod lists;
#[cfg(feature = "mock")]
pub mod mock;
mod outcome;
mod secrets;
mod sending;
// At the top, because its path is in what the compiler tells who forgets a field, some sixty times.
mod state;
mod values;

#[cfg(feature = "blocking")]
pub use self::blocking::Blocking;
pub use self::calling::call::{Call, Operation, Sending};
pub use self::calling::reply::Reply;
pub use self::client::core::Core;
pub use self::client::settings::Settings;
pub use self::description::open::Open;
pub use self::description::spec::{Api, ApiSpec, BaseUrl, Effect, Method, OperationSpec};
pub use self::lists::pages::{Pages, Rows};
pub use self::lists::watch::{Changed, Changes, Watch};
pub use self::outcome::answer::{Answer, Paging};
pub use self::outcome::build_error::BuildError;
pub use self::outcome::cause::Cause;
pub use self::outcome::deviation::{Deviation, Deviations};
pub use self::outcome::error::{Error, NotSent, Refused, UnknownOutcome, Unreadable};
pub use self::outcome::history::{Attempt, History};
pub use self::outcome::invalid::{Invalid, Rule, Violation};
pub use self::outcome::stage::Stage;
pub use self::secrets::mask::Kept;
pub use self::sending::gate::{FleetLock, Held};
pub use self::sending::hook::{Begun, Ended, Hook};
pub use self::sending::over_reqwest::HttpClient;
pub use self::sending::retry::Retry;
pub use self::sending::transport::{BoxFuture, HttpAnswer, HttpRequest, Transport, TransportError};
pub use self::values::validate::Validation;
pub use secrecy::SecretString;
