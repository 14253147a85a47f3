//! What a misspelled name was probably meant to be.

/// The known name that is nearest to the given one, if one is near enough to be a slip of the pen.
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    const LONGEST: usize = 100;
    let letters = name.chars().count();
    if letters > LONGEST {
        return None;
    }
    let lower = name.to_lowercase();
    let scored = known.into_iter().map(|known| (strsim::damerau_levenshtein(&lower, &known.to_lowercase()), known));
    scored.filter(|(distance, _)| *distance <= (letters / 3).max(1)).min().map(|(_, known)| known)
}

/// The same as a question: ``did you mean `serpi`?``
pub fn did_you_mean<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    nearest(name, known).map(|near| format!("did you mean `{near}`?"))
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, nearest};

    #[test]
    fn a_slip_is_recognised_and_a_different_word_is_not() {
        assert_eq!(nearest("serpy", ["persat", "serpi"]), Some("serpi"));
        assert_eq!(nearest("SERPI", ["persat", "serpi"]), Some("serpi"));
        assert_eq!(nearest("factura-online", ["persat", "facturaonline"]), Some("facturaonline"));
        assert_eq!(nearest("qqq", ["persat", "serpi"]), None);
        assert_eq!(nearest(&"x".repeat(1_000_000), ["serpi"]), None);
        assert_eq!(did_you_mean("serpy", ["serpi"]).as_deref(), Some("did you mean `serpi`?"));
    }
}
