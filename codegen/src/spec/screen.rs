//! A glance at a text before `serde_yaml` sees it: could it hold what the marked parser has to judge? Never says no
//! where it does; says yes now and then where it does not, which only costs the time of a closer look. Of a text that is no
//! YAML it may say anything: `serde_yaml` says the rest.

use super::marked::DEPTH;

/// Whether the text may be nested too deep or use a part of YAML that the language leaves out.
pub(super) fn needs_a_closer_look(text: &str) -> bool {
    let mut glance = Glance::default();
    // The first three are line ends to some parsers only.
    text.contains(['\u{85}', '\u{2028}', '\u{2029}', '\u{FEFF}']) || text.lines().any(|line| glance.stops_at(line))
}

/// What is known of a text up to one of its lines.
#[derive(Default)]
struct Glance {
    /// Brackets that are open, or more.
    open: usize,
    /// The indentation of the line where the first of them opened. Each column may be a level of its own.
    indentation: usize,
    /// The column of the key that has a block scalar, while its lines last.
    block: Option<usize>,
}

impl Glance {
    /// Whether a line needs a closer look.
    fn stops_at(&mut self, line: &str) -> bool {
        let bytes = line.as_bytes();
        // To some parsers this ends a line.
        if bytes.contains(&b'\r') {
            return true;
        }
        let spaces = bytes.iter().take_while(|byte| **byte == b' ').count();
        if self.block.is_some_and(|key| spaces > key || line.trim().is_empty()) {
            return false;
        }
        self.block = None;
        let key = bytes.iter().take_while(|byte| b" -?:".contains(byte)).count();
        self.indentation = if self.open == 0 { key } else { self.indentation.max(key) };
        // To some parsers a tab is no space.
        if bytes.contains(&b'\t') || has_features(bytes) || self.is_deep_or_unclosed(bytes) {
            return true;
        }
        let starts_block = [": |", ": |-", ": >", ": >-"].iter().any(|header| line.ends_with(header));
        self.block = (starts_block && !line.contains('#')).then_some(key);
        false
    }

    /// Counts the brackets of a line. One more level than there are columns and brackets needs neither, and a bracket may be
    /// two, as in `[a: 1]`. A quote that does not close here may hide brackets of later lines.
    fn is_deep_or_unclosed(&mut self, bytes: &[u8]) -> bool {
        let [mut single, mut double] = [0usize; 2];
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'[' | b'{' => self.open += 1,
                // Behind a quote that may be none, or a comment, it may close nothing.
                b']' | b'}' if single + double == 0 => self.open = self.open.saturating_sub(1),
                b'"' | b'\'' if self.starts_value(bytes, at) => match after_quoted(bytes, at, *byte) {
                    Some(after) => {
                        at = after;
                        continue;
                    }
                    None => return true,
                },
                b'"' => double += 1,
                b'\'' if !is_within_word(bytes, at) => single += 1,
                b'#' if before(bytes, at) == Some(b' ') => break,
                _ => {}
            }
            if 2 * self.open + self.indentation + 2 > DEPTH {
                return true;
            }
            at += 1;
        }
        single % 2 == 1 || double % 2 == 1
    }

    /// Whether what stands here can only be the start of a value: behind a bracket or comma where one is open, or a colon.
    fn starts_value(&self, bytes: &[u8], at: usize) -> bool {
        let before = bytes.get(..at).unwrap_or_default();
        let spaces = before.iter().rev().take_while(|byte| **byte == b' ').count();
        match before.get(..before.len() - spaces).and_then(<[u8]>::last) {
            Some(b'[' | b'{' | b',') => self.open > 0,
            Some(b':') => spaces > 0,
            _ => false,
        }
    }
}

/// The byte behind a quoted text that starts here, if it ends on the line.
fn after_quoted(bytes: &[u8], start: usize, quote: u8) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'\\' if quote == b'"' => at += 2,
            byte if *byte == quote => {
                // Two single quotes are one that is meant.
                match quote == b'\'' && bytes.get(at + 1) == Some(&quote) {
                    true => at += 2,
                    false => return Some(at + 1),
                }
            }
            _ => at += 1,
        }
    }
}

/// Whether an apostrophe stands between letters, where no quoted text can start or end.
fn is_within_word(bytes: &[u8], at: usize) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric();
    before(bytes, at).is_some_and(is_letter) && bytes.get(at + 1).copied().is_some_and(is_letter)
}

fn before(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at.checked_sub(1)?).copied()
}

/// Looks for `&`, `*` and `!` where a value can start, for merge keys, for comments that look like text, and for what starts or
/// ends a document.
fn has_features(line: &[u8]) -> bool {
    let starts_value = |at: usize| before(line, at).is_none_or(|byte| b" [{,:-?".contains(&byte));
    let is_followed = |at: usize| line.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace());
    line.starts_with(b"---")
        || line.starts_with(b"...")
        || line.starts_with(b"%")
        || line.iter().enumerate().any(|(at, byte)| match byte {
            b'&' | b'*' | b'!' => starts_value(at) && is_followed(at),
            b'<' => line.get(at + 1) == Some(&b'<') && starts_value(at),
            b'#' => before(line, at) == Some(b' ') && line.get(at + 1).is_some_and(|next| *next != b' '),
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_yaml::Value;

    use super::needs_a_closer_look;
    use crate::diagnostic::Code;
    use crate::spec::tree::{Content, Node, Tree};

    /// What YAML can be made of, brackets and quotes more often than they are.
    fn yaml_ish() -> impl Strategy<Value = String> {
        let pieces = [
            "a", "b", "it's", "a: ", "b: ", ": ", ":", "- ", "? ", "[", "[", "[[[[[[[[", "{", "{a: ", "]", "]", "}",
            ", ", ",", "\n", "\n", "\n ", "\n  ", "\n    ", "\r\n", "\r", "\t", " ", "  ", " #", " # ", "#", "\"",
            "\"", "\"x\"", "'", "'", "'x'", "''", "\\", "\\\"", ": |\n", ": |\n ", ": |-\n  ", ": >\n ", ": >-\n", "|",
            "|\n", "|2\n", "> \n", "&a ", "*a", "!x ", "<<: ", "---\n", "...\n", "%", "é", "\u{85}", "\u{2028}",
        ];
        prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
    }

    /// Brackets within brackets, about as deep as they may be, each closed, with what could be taken for closing more of them.
    fn nested() -> impl Strategy<Value = String> {
        let between =
            ["", "", "", "\n ", "']', ", "\"]\", ", "\"\\\"]\", ", "'it''s ]', ", "it's, ", "# ]\n ", " # it's ]\n "];
        let levels = prop::collection::vec(prop::sample::select(between.to_vec()), 25..40);
        (0usize..20, levels).prop_map(|(indentation, levels)| {
            let above: String = (0..indentation).map(|column| format!("{}a:\n", " ".repeat(column))).collect();
            let opened: String = levels.iter().map(|between| format!("[{between}a: ")).collect();
            format!("{above}{}{opened}{}\n", " ".repeat(indentation), "]".repeat(levels.len()))
        })
    }

    /// Whether both parsers take a text for the same.
    fn reads_alike(node: Option<&Node>, value: &Value) -> bool {
        match (node.map(|node| &node.content), value) {
            (None, value) => value.is_null(),
            (Some(Content::Map(entries)), Value::Mapping(values)) => {
                let alike = |((key, node), (name, value)): (&(Node, Node), (&Value, &Value))| {
                    reads_alike(Some(key), name) && reads_alike(Some(node), value)
                };
                entries.len() == values.len() && entries.iter().zip(values).all(alike)
            }
            (Some(Content::List(nodes)), Value::Sequence(values)) => {
                nodes.len() == values.len()
                    && nodes.iter().zip(values).all(|(node, value)| reads_alike(Some(node), value))
            }
            (Some(Content::Text(text)), Value::String(value)) => text.split_whitespace().eq(value.split_whitespace()),
            (Some(Content::Text(_)), value) => !value.is_mapping() && !value.is_sequence(),
            _ => false,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_passes_needs_no_closer_look(text in yaml_ish()) {
            if !needs_a_closer_look(&text) && let Ok(value @ Value::Mapping(_)) = serde_yaml::from_str(&text) {
                let tree = Tree::of(&text);
                // What is YAML at all, the two parsers do not agree on everywhere.
                let judged = tree.troubles.iter().any(|trouble| trouble.code != Code::NotYaml);
                prop_assert!(!judged, "{text:?}: {:?}", tree.troubles);
                prop_assert!(!tree.troubles.is_empty() || reads_alike(tree.root.as_ref(), &value), "{text:?}: {value:?}");
            }
        }

        #[test]
        fn what_is_too_deep_does_not_pass(text in nested()) {
            let is_too_deep = Tree::of(&text).troubles.iter().any(|trouble| trouble.code == Code::TooDeep);
            prop_assert!(needs_a_closer_look(&text) || !is_too_deep, "{text}");
        }
    }

    #[test]
    fn what_a_page_prints_passes() {
        for text in [
            "a: It is the page's own.\n",
            "a: 'it''s \"b\" ]'\n",
            "a: { b: '\"c\": [', d: \"it's { \\\" [\" }\n",
            "a: |\n  \"b\": \"cra 22 #4-44\",\n\n  'c &d *e\n",
            "a:\n  - b: |-\n      c: \" #d\n    e: 1\n",
            "a:\n  - { b: [ 1 ], c: \"It's so.\" } # So it's.\n",
        ] {
            assert!(!needs_a_closer_look(text), "{text}");
        }
    }

    #[test]
    fn brackets_that_close_are_not_counted_for_ever() {
        let rows = "  - { b: [ 1 ], c: \"It's so.\", d: 'e' }\n".repeat(1_000);
        assert!(!needs_a_closer_look(&format!("a:\n{rows}")));
    }
}
