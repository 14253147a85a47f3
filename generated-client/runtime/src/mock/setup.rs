//! How a mock is set up before it starts.

use std::future::IntoFuture;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crate::outcome::build_error::BuildError;

use super::handle::{Mock, Server};
use super::received::Received;
use super::server::{Habits, Mount, Shared};
use super::vendor::Vendor;

/// A mock that waits to be started: `serpi::mock().await?` starts it on a free port of the loopback.
#[must_use = "nothing is started before it is awaited"]
pub struct Setup<C> {
    vendors: Vec<&'static Vendor>,
    client: fn(&str, &[String]) -> Result<C, BuildError>,
    by_name: bool,
    credentials: Vec<(String, String)>,
    port: u16,
    habits: Habits,
}

/// The future that starts a mock.
pub type Starting<C> = Pin<Box<dyn Future<Output = io::Result<Mock<C>>> + Send>>;

impl<C> Setup<C> {
    /// One vendor, and how a client of it is built from an address and the credentials. Generated code calls this.
    pub fn new(vendor: &'static Vendor, client: fn(&str, &[String]) -> Result<C, BuildError>) -> Setup<C> {
        Setup::of(vec![vendor], client, false)
    }

    fn of(
        vendors: Vec<&'static Vendor>,
        client: fn(&str, &[String]) -> Result<C, BuildError>,
        by_name: bool,
    ) -> Setup<C> {
        Setup { vendors, client, by_name, credentials: Vec::new(), port: 0, habits: Habits::default() }
    }

    /// The port to listen on, instead of a free one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Starts with so many rows in each resource; the same seed makes the same ones.
    pub fn made_up(mut self, rows: usize, seed: u64) -> Self {
        self.habits.made_up = Some((rows, seed));
        self
    }

    /// How long every answer takes.
    pub fn latency(mut self, latency: Duration) -> Self {
        self.habits.latency = latency;
        self
    }

    /// Refuses this share of the requests, between 0 and 1, with this HTTP status.
    pub fn failing(mut self, http: u16, share: f64) -> Self {
        self.habits.failing = Some((http, share));
        self
    }

    /// The only value that is accepted for the credential of this name, instead of one that no other mock accepts.
    pub fn credential(mut self, name: &str, value: &str) -> Self {
        self.credentials.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Tells of every request once it is answered.
    pub fn on_request(mut self, watch: impl Fn(&Received) + Send + Sync + 'static) -> Self {
        self.habits.watch = Some(Arc::new(watch));
        self
    }

    async fn start(self) -> io::Result<Mock<C>> {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", self.port)).await?;
        let address = listener.local_addr()?;
        let mounts: Vec<Mount> = self.vendors.iter().map(|vendor| self.mount(vendor, address.port())).collect();
        let base_url = format!("http://{address}");
        let known = mounts.first().map(|mount| mount.credentials.clone()).unwrap_or_default();
        let client = (self.client)(&base_url, &known).map_err(io::Error::other)?;
        let shared = Arc::new(Shared::new(self.habits, mounts, base_url));
        Ok(Mock { client, server: Server::start(shared, listener) })
    }

    fn mount(&self, vendor: &'static Vendor, port: u16) -> Mount {
        let prefix = if self.by_name { format!("/{}", vendor.api.name) } else { String::new() };
        let credential = |name: &str| {
            let said = self.credentials.iter().rfind(|(said, _)| said == name).map(|(_, value)| value.clone());
            // Of its own for each mock: where one call at a time may pass per token, mocks must not wait for each other.
            said.unwrap_or_else(|| format!("{name}-{port}"))
        };
        let credentials = vendor.api.credentials.iter().map(|spec| credential(spec.name)).collect();
        Mount::new(vendor, prefix, credentials, self.habits.made_up)
    }
}

impl Setup<()> {
    /// Several vendors on one port, each below its name: `http://127.0.0.1:4010/serpi`.
    pub fn serving(vendors: &[&'static Vendor]) -> Setup<()> {
        Setup::of(vendors.to_vec(), |_, _| Ok(()), true)
    }
}

impl<C: 'static> IntoFuture for Setup<C> {
    type Output = io::Result<Mock<C>>;
    type IntoFuture = Starting<C>;

    fn into_future(self) -> Starting<C> {
        Box::pin(self.start())
    }
}
