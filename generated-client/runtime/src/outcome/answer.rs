//! A vendor's yes, with all that it says beside the payload.

use std::ops::Deref;

use super::deviation::Deviations;

/// What a call brought: the payload, and what the vendor says about it. Reads like the payload itself.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Answer<T> {
    /// The payload. A list is empty where the vendor says that there are no rows.
    pub value: T,
    /// The vendor's text for people, up to [`Refused::MOST`](crate::Refused::MOST) bytes.
    pub message: Option<String>,
    /// The vendor's own code.
    pub code: Option<String>,
    /// The HTTP status.
    pub http: u16,
    /// Where in a list this page stands.
    pub paging: Option<Paging>,
    /// Where the answer differs from the page.
    pub deviations: Deviations,
}

/// Where in a list a page stands, as far as the vendor tells. All in rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Paging {
    /// How many rows come before the first one.
    pub offset: Option<u64>,
    /// How many rows were asked for.
    pub limit: Option<u64>,
    /// How many rows came.
    pub result: Option<u64>,
    /// How many rows there are.
    pub total: Option<u64>,
}

impl<T> Answer<T> {
    /// The payload alone.
    pub fn into_value(self) -> T {
        self.value
    }

    /// An answer with another payload.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Answer<U> {
        let Answer { value, message, code, http, paging, deviations } = self;
        Answer { value: change(value), message, code, http, paging, deviations }
    }
}

impl Answer<()> {
    /// The answer with its payload.
    pub(crate) fn with<T>(self, value: T) -> Answer<T> {
        let Answer { message, code, http, paging, deviations, .. } = self;
        Answer { value, message, code, http, paging, deviations }
    }
}

impl<T> Deref for Answer<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
