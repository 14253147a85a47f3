//! The headers that every call of a client carries, credentials first of all: judged once, when the client is built.

use reqwest::header::{ACCEPT, HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

use crate::description::spec::{ApiSpec, CredentialSpec};
use crate::outcome::build_error::BuildError;

/// The headers that are the same in every call.
pub(crate) fn headers(api: &ApiSpec, credentials: &[SecretString]) -> Result<HeaderMap, BuildError> {
    let mut headers = HeaderMap::with_capacity(api.headers.len() + api.credentials.len() + 2);
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    for (name, value) in api.headers {
        let value = HeaderValue::from_str(value).map_err(|_| BuildError::new(name, "is no header value"))?;
        headers.insert(header_name(name)?, value);
    }
    for (position, spec) in api.credentials.iter().enumerate() {
        let Some(credential) = credentials.get(position) else {
            return Err(BuildError::new(spec.name, "is missing"));
        };
        let value = credential_value(spec, credential).map_err(|why| BuildError::new(spec.name, why))?;
        headers.insert(header_name(spec.header)?, value);
    }
    Ok(headers)
}

fn header_name(name: &'static str) -> Result<HeaderName, BuildError> {
    name.parse().map_err(|_| BuildError::new(name, "is no name for a header"))
}

fn credential_value(spec: &CredentialSpec, credential: &SecretString) -> Result<HeaderValue, &'static str> {
    let credential = credential.expose_secret();
    if credential.trim().is_empty() {
        return Err("is empty");
    }
    if credential.trim() != credential {
        return Err("begins or ends with white space");
    }
    if !credential.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Err("has characters that a header cannot carry");
    }
    let value = match spec.scheme {
        Some(scheme) if begins_with_scheme(credential, scheme) => {
            return Err("begins with the scheme, which the client adds");
        }
        Some(scheme) => HeaderValue::from_str(&format!("{scheme} {credential}")),
        None => HeaderValue::from_str(credential),
    };
    let mut value = value.map_err(|_| "has characters that a header cannot carry")?;
    value.set_sensitive(true);
    Ok(value)
}

fn begins_with_scheme(credential: &str, scheme: &str) -> bool {
    credential.split_once(' ').is_some_and(|(first, _)| first.eq_ignore_ascii_case(scheme))
}
