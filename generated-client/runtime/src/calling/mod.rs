//! One call, from the values of an operation to what came of it: the request, its attempts, the answer that is read.

pub(crate) mod call;
pub(crate) mod engine;
pub(crate) mod reply;
pub(crate) mod request;
pub(crate) mod trace;
