//! What a backslash stands for in double quotes, and where it stands for nothing.

use std::ops::Range;

/// The characters that make an escape with the backslash before them; a line end may follow it as well.
const KNOWN: &str = "0abt\tnvfre \"/\\N_LP\r\n";

/// The bytes of the first escape that YAML does not know, in a text that begins with a double quote.
pub(super) fn unknown(quoted: &str) -> Option<Range<usize>> {
    let mut rest = quoted.strip_prefix('"')?;
    loop {
        let at = rest.find(['\\', '"'])?;
        let mut sign = rest.get(at..)?.strip_prefix('\\')?.chars();
        let escaped = sign.next()?;
        let start = quoted.len() - rest.len() + at;
        let end = start + 1 + escaped.len_utf8();
        let digits = match escaped {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            known if KNOWN.contains(known) => 0,
            _ => return Some(start..end),
        };
        if digits > 0 && !is_character(sign.as_str().get(..digits)) {
            return Some(start..end);
        }
        rest = quoted.get(end + digits..)?;
    }
}

fn is_character(code: Option<&str>) -> bool {
    let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
    code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32).is_some()
}

/// The same text in single quotes, where the backslash is one: only where it ends in this line and says nothing else by its quotes.
pub(super) fn in_single_quotes(quoted: &str) -> Option<String> {
    let line = quoted.lines().next()?.strip_prefix('"')?;
    let (text, _) = line.split_once('"')?;
    let other = |(at, _): (usize, &str)| {
        let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
        next.is_none_or(|next| KNOWN.contains(next) || matches!(next, 'x' | 'u' | 'U'))
    };
    let is_plain = !text.contains('\'') && !text.match_indices('\\').any(other);
    is_plain.then(|| format!("'{text}'"))
}

#[cfg(test)]
mod tests {
    use super::{in_single_quotes, unknown};

    #[test]
    fn the_first_escape_that_is_none_is_found() {
        for (quoted, expected) in [
            (r#""\d+""#, Some(r"\d")),
            (r#""a \"b\" \\ \n \x41 \u00e9 \U0001F600 \é""#, Some(r"\é")),
            (r#""\xZZ""#, Some(r"\x")),
            (r#""\u12""#, Some(r"\u")),
            (r#""\ud800""#, Some(r"\u")),
            ("\"a\\\n  b\\q\"", Some(r"\q")),
            (r#""a \"b\" \\" \d"#, None),
            (r#""a\"#, None),
            (r"'\d'", None),
        ] {
            assert_eq!(unknown(quoted).and_then(|span| quoted.get(span)), expected, "{quoted}");
        }
    }

    #[test]
    fn what_the_quotes_say_otherwise_is_not_put_in_single_ones() {
        assert_eq!(in_single_quotes(r#""^\d+$" }"#).as_deref(), Some(r"'^\d+$'"));
        assert_eq!(in_single_quotes(r#""it's \d""#), None);
        assert_eq!(in_single_quotes(r#""a\n\d""#), None);
        assert_eq!(in_single_quotes("\"\\d\n\""), None);
    }
}
