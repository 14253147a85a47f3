//! Errata: whether each is there and pointed at, and what each settles.

pub(crate) mod pointed_at;
pub(crate) mod settling;
