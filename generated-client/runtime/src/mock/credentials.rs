//! Whom the mock knows: the credentials that it accepts, and how they have to come.

use crate::description::spec::{ApiSpec, CredentialSpec};

use super::received::Received;

/// What is wrong with the credentials of a request.
pub(super) fn complaints(api: &ApiSpec, known: &[String], request: &Received) -> Vec<String> {
    let complaint = |(credential, known): (&CredentialSpec, &String)| {
        let header = credential.header;
        let Some(sent) = request.header(header) else {
            return Some(format!("the header `{header}` is missing"));
        };
        let value = match credential.scheme {
            Some(scheme) => sent.strip_prefix(scheme).and_then(|rest| rest.strip_prefix(' ')),
            None => Some(sent),
        };
        match (value, credential.scheme) {
            (None, Some(scheme)) => Some(format!("the header `{header}` does not begin with `{scheme} `")),
            (Some(value), _) if value == known => None,
            _ => Some(format!("the value of the header `{header}` is not known here")),
        }
    };
    api.credentials.iter().zip(known).filter_map(complaint).collect()
}

/// What the header of a credential has to hold.
pub(super) fn header_value(credential: &CredentialSpec, value: &str) -> String {
    credential.scheme.map_or_else(|| value.to_owned(), |scheme| format!("{scheme} {value}"))
}
