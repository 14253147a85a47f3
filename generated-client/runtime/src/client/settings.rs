//! How a client is set up: where, as whom, how patient and how strict. Every setting is judged in `build`.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;

use super::core::{Core, Parts};
use super::credentials::headers;
use crate::description::spec::{Api, ApiSpec, BaseUrl};
use crate::envelope::keys::EnvelopeKeys;
use crate::outcome::build_error::BuildError;
use crate::secrets::mask::Mask;
use crate::sending::address;
use crate::sending::gate::{FleetLock, Gate};
use crate::sending::hook::Hook;
use crate::sending::over_reqwest::{HttpClient, OverReqwest};
use crate::sending::patience::Patience;
use crate::sending::retry::Retry;
use crate::sending::transport::{Bounded, Transport};
use crate::values::validate::Validation;

/// The settings of a client of one API, while it is being built.
pub struct Settings<A> {
    chosen: Chosen,
    api: PhantomData<A>,
}

#[derive(Clone)]
struct Chosen {
    base_url: Option<String>,
    credentials: Vec<Option<SecretString>>,
    transport: Option<Result<Arc<dyn Transport>, BuildError>>,
    validation: Validation,
    strict: bool,
    patience: Patience,
    answer_limit: usize,
    fleet: Option<Arc<dyn FleetLock>>,
    hooks: Vec<Arc<dyn Hook>>,
    allow_plain_http: bool,
}

impl<A> Default for Settings<A> {
    fn default() -> Self {
        Settings {
            chosen: Chosen {
                base_url: None,
                credentials: Vec::new(),
                transport: None,
                validation: Validation::On,
                strict: false,
                patience: Patience::DEFAULT,
                answer_limit: 32 * 1024 * 1024,
                fleet: None,
                hooks: Vec::new(),
                allow_plain_http: false,
            },
            api: PhantomData,
        }
    }
}

impl<A> Clone for Settings<A> {
    fn clone(&self) -> Self {
        Settings { chosen: self.chosen.clone(), api: PhantomData }
    }
}

/// Shows no credential.
impl<A> fmt::Debug for Settings<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let chosen = &self.chosen;
        f.debug_struct("Settings")
            .field("base_url", &chosen.base_url.as_deref().map(address::shown))
            .field("validation", &chosen.validation)
            .field("strict", &chosen.strict)
            .field("patience", &chosen.patience)
            .finish_non_exhaustive()
    }
}

impl<A: Api> Settings<A> {
    /// One of the vendor's own addresses.
    pub fn server(&mut self, server: A::Server) {
        self.chosen.base_url = Some(server.base_url().to_owned());
    }

    /// Judges every setting and builds what all calls share.
    ///
    /// # Errors
    /// [`BuildError`], which names the setting.
    pub fn build(self) -> Result<Core, BuildError> {
        let mut chosen = self.chosen;
        let base_url = chosen.base_url.take().unwrap_or_else(|| A::Server::default().base_url().to_owned());
        chosen.build(A::SPEC, &base_url)
    }
}

impl<A> Settings<A> {
    /// One of the values that identify the caller, by its position in the API's list.
    pub fn credential(&mut self, position: usize, value: SecretString) {
        let credentials = &mut self.chosen.credentials;
        credentials.resize(credentials.len().max(position + 1), None);
        if let Some(place) = credentials.get_mut(position) {
            *place = Some(value);
        }
    }

    /// Any other address, for instance of a test server.
    pub fn base_url(&mut self, base_url: String) {
        self.chosen.base_url = Some(base_url);
    }

    /// Another HTTP client.
    pub fn http_client(&mut self, client: HttpClient) {
        let transport = OverReqwest::new(client).map_err(|why| BuildError::new("http_client", why));
        self.chosen.transport = Some(transport.map(|transport| Arc::new(transport) as Arc<dyn Transport>));
    }

    /// Another transport.
    pub fn transport(&mut self, transport: Arc<dyn Transport>) {
        self.chosen.transport = Some(Ok(Arc::new(Bounded(transport))));
    }

    /// Whether requests are checked before they are sent.
    pub fn validation(&mut self, validation: Validation) {
        self.chosen.validation = validation;
    }

    /// Whether an answer that differs from the page is an error.
    pub fn strict(&mut self, strict: bool) {
        self.chosen.strict = strict;
    }

    /// How long a call may take with all its attempts.
    pub fn timeout(&mut self, timeout: Duration) {
        self.chosen.patience.total = timeout;
    }

    /// How long the vendor may be silent.
    pub fn read_timeout(&mut self, timeout: Duration) {
        self.chosen.patience.read = timeout;
    }

    /// What is tried again.
    pub fn retry(&mut self, retry: Retry) {
        self.chosen.patience.retry = retry;
    }

    /// How long connecting may take.
    pub fn connect_timeout(&mut self, timeout: Duration) {
        self.chosen.patience.connect = timeout;
    }

    /// The most that is read of an answer's body, in bytes, after decompression.
    pub fn answer_limit(&mut self, bytes: usize) {
        self.chosen.answer_limit = bytes;
    }

    /// A lock that other processes share.
    pub fn fleet_lock(&mut self, lock: Arc<dyn FleetLock>) {
        self.chosen.fleet = Some(lock);
    }

    /// One more listener.
    pub fn hook(&mut self, hook: Arc<dyn Hook>) {
        self.chosen.hooks.push(hook);
    }

    /// Lets the base address be one without encryption.
    pub fn allow_plain_http(&mut self) {
        self.chosen.allow_plain_http = true;
    }
}

impl Chosen {
    fn build(self, api: &'static ApiSpec, base_url: &str) -> Result<Core, BuildError> {
        let base_url =
            address::base(base_url, self.allow_plain_http).map_err(|why| BuildError::new("base_url", why))?;
        if let Some((setting, why)) = self.patience.flaw() {
            return Err(BuildError::new(setting, why));
        }
        if self.answer_limit == 0 {
            return Err(BuildError::new("answer_limit", "is zero"));
        }
        let credentials: Vec<SecretString> = self.credentials.into_iter().flatten().collect();
        let headers = headers(api, &credentials)?;
        let transport = match self.transport {
            Some(transport) => transport?,
            None => default_transport(self.patience.connect, !address::stays_here(&base_url))?,
        };
        Ok(Core::new(Parts {
            api,
            envelope_keys: EnvelopeKeys::of(&api.envelope),
            base_url,
            headers,
            mask: Mask::new(&credentials, api.envelope.secret),
            transport,
            validation: self.validation,
            strict: self.strict,
            patience: self.patience,
            answer_limit: self.answer_limit,
            gate: Gate::new(api, &credentials, self.fleet),
            hooks: self.hooks,
        }))
    }
}

fn default_transport(connect_timeout: Duration, proxy: bool) -> Result<Arc<dyn Transport>, BuildError> {
    match OverReqwest::with_connect_timeout(connect_timeout, proxy) {
        Ok(transport) => Ok(Arc::new(transport)),
        Err(why) => Err(BuildError::new("http_client", why)),
    }
}
