//! What all calls of one client share. How they are sent is in `engine`.

use std::fmt;
use std::sync::Arc;

use reqwest::Url;
use reqwest::header::HeaderMap;

use crate::description::spec::ApiSpec;
use crate::envelope::keys::EnvelopeKeys;
use crate::secrets::mask::Mask;
use crate::sending::gate::Gate;
use crate::sending::hook::Hook;
use crate::sending::patience::Patience;
use crate::sending::transport::Transport;
use crate::values::validate::Validation;

/// The inside of every client of one API. Cheap to clone: clones share connections and settings.
#[derive(Clone)]
pub struct Core {
    parts: Arc<Parts>,
}

pub(crate) struct Parts {
    pub(crate) api: &'static ApiSpec,
    pub(crate) envelope_keys: EnvelopeKeys,
    pub(crate) base_url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) mask: Mask,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) validation: Validation,
    pub(crate) strict: bool,
    pub(crate) patience: Patience,
    pub(crate) answer_limit: usize,
    pub(crate) gate: Gate,
    pub(crate) hooks: Vec<Arc<dyn Hook>>,
}

impl Core {
    pub(crate) fn new(parts: Parts) -> Core {
        Core { parts: Arc::new(parts) }
    }

    pub(crate) fn api(&self) -> &'static ApiSpec {
        self.parts.api
    }

    pub(crate) fn envelope_keys(&self) -> &EnvelopeKeys {
        &self.parts.envelope_keys
    }

    pub(crate) fn mask(&self) -> &Mask {
        &self.parts.mask
    }

    pub(crate) fn base_url(&self) -> &Url {
        &self.parts.base_url
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    pub(crate) fn validation(&self) -> Validation {
        self.parts.validation
    }

    pub(crate) fn is_strict(&self) -> bool {
        self.parts.strict
    }

    pub(crate) fn patience(&self) -> Patience {
        self.parts.patience
    }

    /// The most that is read of an answer's body, in bytes.
    pub(crate) fn answer_limit(&self) -> usize {
        self.parts.answer_limit
    }

    pub(crate) fn gate(&self) -> &Gate {
        &self.parts.gate
    }

    pub(crate) fn hooks(&self) -> &[Arc<dyn Hook>] {
        &self.parts.hooks
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        &*self.parts.transport
    }
}

/// Shows where it calls, and no credential.
impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Parts { api, base_url, .. } = &*self.parts;
        f.debug_struct("Core").field("api", &api.name).field("base_url", &base_url.as_str()).finish_non_exhaustive()
    }
}
