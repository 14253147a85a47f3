//! What comes around a payload: the keys of an answer, and what they say about the call.

pub(crate) mod keys;
pub(crate) mod members;
pub(crate) mod verdict;
