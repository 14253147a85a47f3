//! The mock vendors: the documents from the server's side, state, demands, scripts and faults.

// A test that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic)]

mod demands;
mod documents;
mod faults;
mod page;
mod state;

use ficha_client::mock::Vendor;
use ficha_client::{factura_online, persat, serpi};

/// Every API; `documents` holds the list against the specs.
const VENDORS: &[&Vendor] = &[&factura_online::mock::VENDOR, &persat::mock::VENDOR, &serpi::mock::VENDOR];
