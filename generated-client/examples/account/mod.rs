//! Where an example gets its account from: the environment. And how it ends: with 2 where something is missing there, with 1
//! where a call failed.

use std::env::var;
use std::error::Error;
use std::process::ExitCode;

/// Why an example cannot go on.
pub(crate) enum Trouble {
    /// These variables are not set, or empty.
    Missing(Vec<String>),
    /// Anything else.
    Other(Box<dyn Error>),
}

impl<E: Error + 'static> From<E> for Trouble {
    fn from(error: E) -> Trouble {
        Trouble::Other(Box::new(error))
    }
}

/// The values of these variables. All that are missing are told at once.
pub(crate) fn variables<const N: usize>(names: [&str; N]) -> Result<[String; N], Trouble> {
    let values = names.map(|name| var(name).unwrap_or_default());
    let missing = names.iter().zip(&values).filter(|(_, value)| value.is_empty());
    let missing: Vec<String> = missing.map(|(name, _)| (*name).to_owned()).collect();
    if missing.is_empty() { Ok(values) } else { Err(Trouble::Missing(missing)) }
}

/// Another address than the vendor's own, for instance that of a mock.
pub(crate) fn base_url() -> Option<String> {
    var("FICHA_BASE_URL").ok().filter(|address| !address.is_empty())
}

/// Tells the trouble, down to its root.
pub(crate) fn end(outcome: Result<(), Trouble>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Trouble::Missing(names)) => {
            eprintln!("error: not set: {}", names.join(", "));
            eprintln!("The credentials of an account are taken from the environment. Without an account, start");
            eprintln!("`cargo xtask mock`, and run this as the first lines of its source say.");
            ExitCode::from(2)
        }
        Err(Trouble::Other(error)) => {
            eprintln!("error: {error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                eprintln!("  because: {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}
