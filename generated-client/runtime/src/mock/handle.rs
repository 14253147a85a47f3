//! What a test holds in its hand while a mock runs.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::json;
use super::received::Received;
use super::scripted::{Scripted, What};
use super::server::{Mount, Shared, locked};
use super::vendor::Served;
use super::wire;

/// A running mock and a client configured for it. It stops when it is dropped.
pub struct Mock<C> {
    /// A client that calls the mock, with credentials that it accepts.
    pub client: C,
    pub(super) server: Server,
}

impl<C> Deref for Mock<C> {
    type Target = Server;

    fn deref(&self) -> &Server {
        &self.server
    }
}

impl<C> fmt::Debug for Mock<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock").field("base_url", &self.base_url()).finish_non_exhaustive()
    }
}

/// The running server. It stops when it is dropped.
pub struct Server {
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    pub(super) fn start(shared: Arc<Shared>, listener: TcpListener) -> Server {
        let task = tokio::spawn(wire::serve(Arc::clone(&shared), listener));
        Server { shared, task }
    }

    /// The address to call, without a slash at its end.
    pub fn base_url(&self) -> &str {
        &self.shared.base_url
    }

    /// The value that is accepted for the credential of this name.
    pub fn credential(&self, name: &str) -> Option<&str> {
        self.shared.mounts.iter().find_map(|mount| {
            let at = mount.vendor.api.credentials.iter().position(|credential| credential.name == name)?;
            mount.credentials.get(at).map(String::as_str)
        })
    }

    /// Every request so far, in the order in which they were answered.
    pub fn received(&self) -> Vec<Received> {
        locked(&self.shared.received).clone()
    }

    /// The requests to one operation: `create`, `series.create` or `factura_online.series.create`.
    pub fn received_by(&self, operation: &str) -> Vec<Received> {
        let names: Vec<&str> = self.operations(operation).map(|(_, served)| served.spec.name).collect();
        let is_meant = |received: &&Received| received.operation.is_some_and(|name| names.contains(&name));
        locked(&self.shared.received).iter().filter(is_meant).cloned().collect()
    }

    /// Has the next request to this operation answered so; several wait in line.
    ///
    /// # Errors
    /// [`Unknown`] where no operation, or no sample of it, has such a name.
    pub fn script(&self, operation: &str, scripted: Scripted) -> Result<(), Unknown> {
        let Some((mount, served)) = self.operations(operation).next() else {
            let all = self.shared.mounts.iter().flat_map(|mount| mount.vendor.operations);
            return Err(Unknown::new("operation", operation, all.map(|served| served.spec.name)));
        };
        if let What::Sample(name) = &scripted.what
            && mount.sample(Some(served), name).is_none()
        {
            let all = served.answers.iter().chain(mount.vendor.answers);
            return Err(Unknown::new("sample", name, all.map(|sample| sample.name)));
        }
        self.shared.script(Some(served.spec.name), scripted);
        Ok(())
    }

    /// Has the next request answered so, whatever it asks.
    pub fn next(&self, scripted: Scripted) {
        self.shared.script(None, scripted);
    }

    /// The rows of a resource as JSON, in the order in which they were made.
    ///
    /// # Errors
    /// [`Unknown`] where no resource has such a name.
    pub fn rows(&self, resource: &str) -> Result<Vec<serde_json::Value>, Unknown> {
        let mount = self.of_resource(resource)?;
        let state = locked(&mount.state);
        Ok(state
            .rows(resource)
            .map(|row| serde_json::from_str(&json::object(&row.fields)).unwrap_or_default())
            .collect())
    }

    /// Adds a row to a resource, with the names that its answers have, and tells its key as it stands in an address.
    ///
    /// # Errors
    /// [`Unknown`] where no resource has such a name, or where a row with this key is there already.
    pub fn add(&self, resource: &str, row: &serde_json::Value) -> Result<String, Unknown> {
        let mount = self.of_resource(resource)?;
        let fields = json::members(&row.to_string());
        let added = locked(&mount.state).collection(resource, &[]).add(mount.vendor.key_of(resource), fields);
        added.map(|row| row.key).ok_or_else(|| Unknown::new("free key in", resource, []))
    }

    /// The most requests that were in the mock at the same time.
    pub fn most_at_once(&self) -> usize {
        self.shared.most_at_once.load(Ordering::SeqCst)
    }

    fn operations<'s>(&'s self, name: &'s str) -> impl Iterator<Item = (&'s Mount, &'static Served)> {
        let all = self
            .shared
            .mounts
            .iter()
            .flat_map(|mount| mount.vendor.operations.iter().map(move |served| (mount, served)));
        all.filter(move |(_, served)| served.is_called(name))
    }

    fn of_resource(&self, resource: &str) -> Result<&Mount, Unknown> {
        let mounts = &self.shared.mounts;
        let found = mounts.iter().find(|mount| mount.vendor.of_resource(resource).next().is_some());
        let all = || mounts.iter().flat_map(|mount| mount.vendor.resources());
        found.ok_or_else(|| Unknown::new("resource", resource, all()))
    }
}

/// A name that the mock does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    what: &'static str,
    name: String,
    known: Vec<&'static str>,
}

impl Unknown {
    fn new(what: &'static str, name: &str, known: impl IntoIterator<Item = &'static str>) -> Unknown {
        Unknown { what, name: name.to_owned(), known: known.into_iter().collect() }
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no {} `{}`", self.what, self.name)?;
        if self.known.is_empty() { Ok(()) } else { write!(f, "; there are {}", self.known.join(", ")) }
    }
}

impl std::error::Error for Unknown {}
