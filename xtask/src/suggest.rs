//! "Did you mean": the known name that is nearest to what was written.

/// The nearest of the known names, if it is near enough to be what was meant.
pub(crate) fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lowered = written.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&lowered, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, name)| name)
}

/// `; did you mean `serpi`?`, or nothing.
pub(crate) fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(written, known).map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_recognised_and_a_different_word_is_not() {
        assert_eq!(nearest("serpy", ["persat", "serpi"]), Some("serpi"));
        assert_eq!(nearest("SERPI", ["persat", "serpi"]), Some("serpi"));
        assert_eq!(nearest("factura-online", ["persat", "facturaonline"]), Some("facturaonline"));
        assert_eq!(nearest("qqq", ["persat", "serpi"]), None);
    }
}
