//! Keeping secrets out of everything that is shown.

pub(crate) mod keys;
pub(crate) mod mask;
pub(crate) mod shortening;
pub(crate) mod spelling;
pub(crate) mod values;
pub(crate) mod words;
