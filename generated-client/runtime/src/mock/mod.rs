//! A vendor to practise on: a real HTTP server on the loopback that holds every request against the documents and answers in
//! the vendor's own envelope. Written once over the tables of the generated operations; nothing here knows an API.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use ficha_client::mock::Scripted;
//! use ficha_client::serpi;
//!
//! let mock = serpi::mock().made_up(120, 7).await?; // a server on a free port, and a client configured for it
//! let page = mock.client.sucursales().list().limite(50).pagina(3).send().await?;
//! assert_eq!(page.value.len(), 20);
//!
//! mock.script("sucursales.list", Scripted::status(401))?;
//! assert!(mock.client.sucursales().list().send().await.is_err());
//! assert_eq!(mock.received().len(), 2);
//! # Ok(())
//! # }
//! ```
//!
//! # What it does with a request
//! 1. **Demands.** Method and path, credentials and constant headers, content type, then query and body: names, kinds, lengths,
//!    bounds, what is required, and the values that the page lists. What the page does not have is refused; all that is wrong is
//!    told at once.
//! 2. **State.** Each resource has rows. A create adds one, a list shows them page by page, a get finds one, an update changes
//!    it, a delete takes it away.
//! 3. **Answer.** The page's own sample of the operation with the rows of the mock in it, so that misspelled keys and odd codes
//!    are what they are at the vendor; without a sample, the envelope's rules. The client reads an answer that refuses as
//!    refused, always.
//!
//! # What the tables do not tell, and what holds instead
//! - A row is found by the **last parameter of the path**; those before it name the parent and set the rows of different parents
//!   apart. Without a parameter it is found by the body's value for the key of the resource's rows.
//! - A create takes the key from the body; a key that is there already is a **conflict**. Where the body has none, the mock
//!   gives the next number, and never one again. No other row is known to be unique.
//! - What a body calls a field is what the rows call it, unless the spec's `leaves` says otherwise; that is also where an
//!   operation without a body says what it leaves behind.
//! - A query parameter that is called like a field of the rows **filters** by it.
//! - A page without a stated size has [`PAGE`] rows.
//! - A resource in which nothing can be created starts with the rows that the page shows; every other one starts empty,
//!   unless the setup makes rows up.
//! - What a refusal looks like for which no sample fits is a refusal of the same page with another message.

mod answering;
mod asked;
mod credentials;
mod demands;
pub mod generated;
mod handle;
mod index;
mod json;
mod made_up;
mod performing;
mod received;
mod refusal;
mod routes;
mod scripted;
mod server;
mod setup;
mod state;
mod vendor;
mod wire;

pub use crate::mock::handle::{Mock, Server, Unknown};
pub use crate::mock::performing::PAGE;
pub use crate::mock::received::Received;
pub use crate::mock::scripted::Scripted;
pub use crate::mock::setup::{Setup, Starting};
pub use crate::mock::vendor::{Leaves, Sample, Served, Vendor};
