//! "Did you mean": the known name that is nearest to what was written.

use ficha_codegen::diagnostic::nearest;

/// `; did you mean `serpi`?`, or nothing.
pub(crate) fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(written, known).map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}
