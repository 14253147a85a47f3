//! Typed clients for vendors whose documentation cannot be believed.
