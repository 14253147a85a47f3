//! Errata: whether each is pointed at, and what each settles. Whether those that are pointed at are there is `sound`'s question.

pub(crate) mod pointed_at;
pub(crate) mod settling;
mod sight;
