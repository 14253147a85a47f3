//! Keeping secrets out of everything that is shown: the caller's credentials, wherever a vendor echoes them, and the values
//! of the keys that a spec calls secret. Finding those keys in a text is in `keys`, finding what is known to be secret in
//! `words`.

use std::borrow::Cow;
use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use super::keys::{self, MASKED};
use super::shortening::{CUT, LONG, shortened_to};
use super::values;
use super::words::SecretWords;

/// How many secrets of one answer are looked for. In an answer with more of them nothing is shown: to look for each in every
/// text would take longer than any caller waits.
const MOST_SECRETS: usize = 1_000;

/// So many times as much of a text is looked at as is shown of it: what is masked makes it shorter.
const LOOKED_AT: usize = 16;

/// Knows the secrets of one client, and of one answer.
#[derive(Clone, Default)]
pub(crate) struct Mask {
    /// The credentials, and what an answer has under secret keys.
    words: SecretWords,
    /// The keys whose values are secret.
    keys: Vec<&'static str>,
    /// Whether there is too much to be masked for anything to be shown.
    all: bool,
}

impl Mask {
    /// Masks these credentials, and the values of these keys.
    pub(crate) fn new(credentials: &[SecretString], keys: &[&'static str]) -> Mask {
        let words = SecretWords::new(credentials.iter().map(SecretString::expose_secret));
        Mask { words, keys: keys.to_vec(), all: false }
    }

    /// Also masks the values that a text has under secret keys, wherever else they stand.
    pub(crate) fn with_values_of(&self, body: &str) -> Cow<'_, Mask> {
        let mut found = values::values(body, &self.keys);
        if found.is_empty() {
            return Cow::Borrowed(self);
        }
        found.sort_unstable();
        found.dedup();
        let all = self.all || found.len() > MOST_SECRETS;
        let words = if all { self.words.clone() } else { self.words.and(found) };
        Cow::Owned(Mask { words, keys: self.keys.clone(), all })
    }

    /// Whether there are secret keys at all.
    pub(crate) fn has_keys(&self) -> bool {
        !self.keys.is_empty()
    }

    pub(crate) fn has_key(&self, key: &str) -> bool {
        self.keys.contains(&key)
    }

    /// Whether a secret key may stand in a text: a quick look, which does not see through escapes.
    pub(crate) fn may_have_key_in(&self, text: &str) -> bool {
        self.keys.iter().any(|key| text.contains(key))
    }

    /// The text with every secret masked.
    pub(crate) fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.all {
            return Cow::Owned(MASKED.to_owned());
        }
        let places = self.words.places(text);
        let mut shown = Cow::Borrowed(text);
        if !places.is_empty() {
            let mut masked = String::with_capacity(text.len());
            let mut end = 0;
            for place in places {
                masked.push_str(&text[end..place.start]);
                masked.push_str(MASKED);
                end = place.end;
            }
            shown = Cow::Owned(masked + &text[end..]);
        }
        match keys::masked(&shown, &self.keys) {
            Some(masked) => Cow::Owned(masked),
            None => shown,
        }
    }

    /// The beginning of a text with every secret masked, so many bytes at most and then `…`. No more of it is looked at than
    /// can show, so that a text of megabytes costs no more than a short one.
    pub(crate) fn beginning<'t>(&self, most: usize, text: &'t str) -> Cow<'t, str> {
        let shown = match text.len() <= most {
            true => self.text(text),
            false => Cow::Owned(self.cut(&shortened_to(most * LOOKED_AT, text))),
        };
        if shown.len() <= most { shown } else { Cow::Owned(shortened_to(most, &shown)) }
    }

    /// The same for a text that is given away, [`LONG`] bytes: it comes back as it is where it is short and has no
    /// secret.
    pub(crate) fn owned(&self, text: String) -> String {
        match self.beginning(LONG, &text) {
            Cow::Owned(masked) => masked,
            Cow::Borrowed(_) => text,
        }
    }

    /// The same for a text that was shortened, perhaps within a secret.
    pub(crate) fn cut(&self, text: &str) -> String {
        match text.strip_suffix(CUT) {
            Some(begin) => self.without_broken_end(self.text(begin).into_owned()) + CUT,
            None => self.text(text).into_owned(),
        }
    }

    /// The text of a body with every secret masked, also under keys that JSON spells with escapes. The text may end within a
    /// secret.
    fn body(&self, text: &str) -> String {
        let shown = self.text(&keys::map_strings(text, |text| self.text(text))).into_owned();
        self.without_broken_end(shown)
    }

    fn without_broken_end(&self, mut text: String) -> String {
        if let Some(start) = self.words.broken_off(&text) {
            text.truncate(start);
            text.push_str(MASKED);
        }
        text
    }
}

impl fmt::Debug for Mask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mask").field("keys", &self.keys).finish_non_exhaustive()
    }
}

/// The beginning of an answer's body, without secrets, for a person to look at.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Kept {
    text: String,
    bytes: usize,
}

impl Kept {
    /// How much of a body is kept, in bytes.
    pub const MOST: usize = 2048;

    /// How much of a body is looked at.
    const WINDOW: usize = LOOKED_AT * Kept::MOST;

    pub(crate) fn new(body: &[u8], mask: &Mask) -> Kept {
        let window = &body[..body.len().min(Self::WINDOW)];
        let text = String::from_utf8_lossy(window);
        let text = mask.with_values_of(&text).body(&text);
        Kept { text: shortened_to(Self::MOST, &text), bytes: body.len() }
    }

    /// The text: at most [`Kept::MOST`] bytes, cut with `…`, secrets masked with `***`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How many bytes the whole body had.
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Kept").field(&self.text).finish()
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop, proptest};
    use proptest::sample::select;
    use serde_json::json;

    use super::{Kept, Mask};
    use crate::secrets::values::DEEPEST;

    fn mask() -> Mask {
        Mask::new(&["canary/\"ñ&1".into(), "token-two".into()], &["Data", "Secret"])
    }

    #[test]
    fn credentials_are_masked_in_every_spelling() {
        for shown in [
            r#"you sent canary/"ñ&1"#,
            r#"{"m":"canary\/\"\u00f1&1"}"#,
            r#"{"m":"canary/\"ñ&1"}"#,
            "canary%2F%22%C3%B1%261",
            "canary/&quot;ñ&amp;1",
            "token-two token-two",
            "cut here: token-t",
            r#"{"m":"cut here: canary/\"ñ\u00261"#,
            r#"{"m":"cut here: canary/\"ñ\u0026"#,
        ] {
            let kept = Kept::new(shown.as_bytes(), &mask());
            assert!(kept.as_str().contains("***"), "{kept}");
            assert!(!kept.as_str().contains("canary") && !kept.as_str().contains("token-"), "{kept}");
        }
    }

    #[test]
    fn a_secret_key_is_masked_and_so_is_its_value_elsewhere() {
        let body =
            r#"{"message":"bad hash $2y$10$abc","Data":"$2y$10$abc","nested":{"Secret":["x1234",2]},"data":"shown"}"#;
        let kept = Kept::new(body.as_bytes(), &mask());
        assert_eq!(
            kept.as_str(),
            r#"{"message":"bad hash ***","Data":"***","nested":{"Secret":"***"},"data":"shown"}"#
        );
    }

    #[test]
    fn a_secret_is_known_elsewhere_however_its_key_quotes_it() {
        for body in [
            r#"{"message":"bad x-secret-1","debug":"array('Data' => 'x-secret-1')"}"#,
            r#"{"message":"bad x-secret-1","debug":"{\"Data\":\"x-secret-1\"}"}"#,
            r#"{"message":"bad x-secret-1","debug":"{\"Secret\":[{\"a\":\"x-secret-1\"}]}"}"#,
            r#"{"message":"bad x-secret-1","debug":"{\"m\":\"{\\\"Data\\\":\\\"x-secret-1\\\"}\"}"}"#,
            "<p>bad x-secret-1</p><pre>{&quot;Data&quot;:&quot;x-secret-1&quot;}</pre>",
            "<p>bad x-secret-1</p><pre>{&#34;Data&#34;:&#34;x-secret-1&#34;}</pre>",
            r#"{"message":"bad 3.1415926E+7","Data":31415926}"#,
            r#"{"message":"bad 31415926.0","Data":31415926}"#,
            r#"{"message":"bad 31415926","Data":3.1415926e7}"#,
        ] {
            let shown = Kept::new(body.as_bytes(), &mask());
            let shown = shown.as_str();
            assert!(shown.contains("bad ***") && !shown.contains("secret-1") && !shown.contains("1415926"), "{shown}");
        }
    }

    #[test]
    fn more_secrets_than_can_be_looked_for_leave_nothing_to_show() {
        let body = |count| (0..count).map(|n| format!(r#"{{"Data":"hash-{n}"}}"#)).collect::<String>();
        let (few, many) = (body(super::MOST_SECRETS), body(100_000));
        let (credentials, few) = (mask(), mask().with_values_of(&few).into_owned());
        assert_eq!((few.text("hash-7 is bad"), few.owned("fine".to_owned())), ("*** is bad".into(), "fine".to_owned()));
        let many = credentials.with_values_of(&many);
        for text in ["hash-99999 is bad", "no", ""] {
            assert_eq!((many.text(text), many.owned(text.to_owned())), ("***".into(), "***".to_owned()));
        }
        assert_eq!(Kept::new(b"hash-7", &many).as_str(), "***");
        assert_eq!(Kept::new(br#"{"note":"hash-7","Data":"hash-8"}"#, &many).as_str(), "***");
    }

    #[test]
    fn of_a_long_text_no_more_is_looked_at_than_can_show() {
        let long = |before: &str| format!("{before}{}", "\\u00e1".repeat(5_000_000));
        let began = mask().beginning(60, &long("canary/\"ñ&1 and ")).into_owned();
        assert_eq!(began, format!("*** and {}\\u00…", "\\u00e1".repeat(8)));
        assert_eq!(mask().beginning(9, "token-two token-two").as_ref(), "*** ***");
        for before in 0..200 {
            let shown = mask().beginning(10, &("x".repeat(before) + "token-two" + &"x".repeat(300))).into_owned();
            assert!(!shown.contains("tok") && shown.len() <= 10 + '…'.len_utf8(), "{shown}");
        }
    }

    #[test]
    fn what_is_kept_is_cut() {
        let kept = Kept::new("é".repeat(5_000).as_bytes(), &mask());
        assert!(kept.as_str().len() <= Kept::MOST + '…'.len_utf8());
        assert_eq!(kept.bytes(), 10_000);
    }

    /// What the texts are made of with which a secret is quoted, badly too.
    const PIECES: &[&str] = &[
        "Data", "\"", "'", "\\", ":", ",", "{", "}", "[", "]", "&quot;", "&#39;", "é", "\\u0044", "=>", "1.5", " ",
        "xyz-1",
    ];

    proptest! {
        #[test]
        fn no_text_is_too_odd_to_be_masked(pieces in prop::collection::vec(select(PIECES), 0..60)) {
            let text = pieces.concat();
            let mask = Mask::new(&["xyz-1".into()], &["Data"]);
            let mask = mask.with_values_of(&text);
            for shown in [Kept::new(text.as_bytes(), &mask).to_string(), mask.beginning(20, &text).into_owned()] {
                assert!(!shown.contains("xyz-1"), "{shown} of {text}");
            }
        }

        #[test]
        fn a_value_within_texts_is_known_as_it_is_spelled_elsewhere(secret in "[a\\\\\"'é,}/ ]{0,6}x1[a\\\\\"'é,}/ ]{3,6}z", depth in 0..=DEEPEST) {
            let mut nested = json!({ "Data": secret });
            for _ in 0..depth {
                nested = json!({ "m": nested.to_string() });
            }
            let text = json!({ "message": secret, "debug": nested }).to_string();
            let mask = Mask::new(&[], &["Data"]);
            let shown = mask.with_values_of(&text).text(&secret).into_owned();
            assert_eq!(shown, "***", "{text}");
        }
    }
}
