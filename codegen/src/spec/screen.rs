//! A glance at a text before `serde_yaml` sees it: could it hold what the marked parser has to judge? Never says no
//! where it does; says yes now and then where it does not, which only costs the time of a closer look.

use super::marked::DEPTH;

/// Whether the text may be nested too deep or use a part of YAML that the language leaves out.
pub(super) fn needs_a_closer_look(text: &str) -> bool {
    text.starts_with(['%', '\u{FEFF}']) || may_be_deep(text) || may_have_features(text.as_bytes())
}

/// Counts brackets that open and, on lines where none can be inside quotes or a comment, those that close. To them comes
/// the indentation of the line where the first one opens: each of its columns may be a level of its own, and one level more
/// needs no column. A bracket may be two levels, as in `[a: 1]`.
fn may_be_deep(text: &str) -> bool {
    let mut open = 0usize;
    let mut indentation = 0usize;
    for line in text.lines() {
        let bytes = line.as_bytes();
        let indicators = bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'-' | b'?' | b':')).count();
        let [mut opened, mut closed, mut single, mut double, mut comment] = [0usize; 5];
        for byte in bytes {
            match byte {
                b'[' | b'{' => opened += 1,
                b']' | b'}' => closed += 1,
                b'\'' => single += 1,
                b'"' => double += 1,
                b'#' => comment += 1,
                _ => {}
            }
        }
        indentation = if open == 0 { indicators } else { indentation.max(indicators) };
        open += opened;
        if 2 * open + indentation + 2 > DEPTH || single % 2 == 1 || double % 2 == 1 {
            return true;
        }
        if single + double + comment == 0 {
            open = open.saturating_sub(closed);
        }
    }
    false
}

/// Looks for `&`, `*` and `!` where a value can start, for merge keys, for comments that look like text, and for lines
/// that start or end a document.
fn may_have_features(bytes: &[u8]) -> bool {
    let starts_value = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        before.is_none_or(|byte| byte.is_ascii_whitespace() || b"[{,:-?".contains(byte))
    };
    let starts_line = |at: usize| at == 0 || bytes.get(at - 1) == Some(&b'\n');
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'&' | b'*' | b'!' => starts_value(at) && bytes.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace()),
        b'<' => bytes.get(at + 1) == Some(&b'<') && starts_value(at),
        b'-' | b'.' => starts_line(at) && bytes.get(at..at + 3).is_some_and(|three| three == [*byte; 3]),
        b'#' => {
            let spaced =
                at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(|byte| matches!(byte, b' ' | b'\t'));
            spaced && bytes.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace())
        }
        b'%' => starts_line(at),
        _ => false,
    })
}
