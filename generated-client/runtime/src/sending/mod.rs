//! How one request travels: where to, when its turn has come, who carries it, how long it may take, what may be sent again.

pub(crate) mod address;
pub(crate) mod carrier;
pub(crate) mod gate;
pub(crate) mod hook;
pub(crate) mod over_reqwest;
pub(crate) mod patience;
pub(crate) mod retry;
pub(crate) mod retry_after;
pub(crate) mod transport;
