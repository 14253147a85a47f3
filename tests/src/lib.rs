//! What guards the generator and the generated client.
