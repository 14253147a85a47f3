//! Finding secrets that are known in a text that may spell them otherwise: with escapes of JSON, of addresses or of HTML, also
//! with escapes within escapes, and as Base64. One walk through each reading of the text, however many secrets there are.

use std::ops::Range;

use secrecy::{ExposeSecret, SecretString};

use super::spelling::{Escapes, Spelled};

/// A text this short hides nothing, and to mask it would blot out half of every message.
const SHORTEST: usize = 4;

/// So much of a long secret is looked for; what follows is compared only where that was found.
const LOOKED_FOR: usize = 64;

/// Secrets to look for.
#[derive(Clone, Default)]
pub(crate) struct SecretWords {
    plain: Words,
    /// What the Base64 of a text has in it where the text has the secret in it.
    base64: Words,
}

impl SecretWords {
    /// Looks for these, as Base64 too.
    pub(crate) fn new<'s>(secrets: impl Iterator<Item = &'s str> + Clone) -> SecretWords {
        let base64 = secrets.clone().flat_map(|secret| (0..3).map(|before| base64_of(secret, before)));
        let base64 = base64.flat_map(|word| [word.replace('+', "-").replace('/', "_"), word]);
        SecretWords { plain: Words::of(secrets.map(str::to_owned)), base64: Words::of(base64) }
    }

    /// Looks for these too.
    pub(crate) fn and(&self, more: Vec<String>) -> SecretWords {
        let known = self.plain.sorted.iter().map(|word| word.expose_secret().to_owned());
        SecretWords { plain: Words::of(known.chain(more)), base64: self.base64.clone() }
    }

    /// Where a text has a secret: in order, no place within or beside another.
    pub(crate) fn places(&self, text: &str) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        // No escape is shorter than what it means.
        if text.len() < self.plain.shortest.min(self.base64.shortest) {
            return places;
        }
        each_reading(text, |reading| {
            self.plain.places(reading.text(), &mut |place| places.push(reading.printed(place)));
            let mut encoded = Vec::new();
            self.base64.places(reading.text(), &mut |place| encoded.push(place));
            places.extend(runs_around(encoded, reading.text()).map(|place| reading.printed(place)));
        });
        // What is alike may end within a character.
        let whole = |Range { start, end }| text.floor_char_boundary(start)..text.ceil_char_boundary(end);
        joined(places.into_iter().map(whole).collect())
    }

    /// Where the secret begins that the end of a text breaks off.
    pub(crate) fn broken_off(&self, text: &str) -> Option<usize> {
        let mut first = None;
        each_reading(text, |reading| {
            let start = self.plain.broken_off(reading.text()).map(|start| reading.printed(start..start).start);
            first = first.into_iter().chain(start).min();
        });
        first
    }
}

/// Shows a text as it is printed, and without escapes of each kind and of each two kinds that it has.
fn each_reading(text: &str, mut show: impl FnMut(&Spelled<'_>)) {
    let printed = Spelled::as_printed(text);
    show(&printed);
    for escapes in Escapes::ALL {
        let Some(once) = printed.without(escapes) else { continue };
        show(&once);
        Escapes::ALL.iter().filter_map(|escapes| once.without(*escapes)).for_each(|twice| show(&twice));
    }
}

fn joined(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_unstable_by_key(|place| place.start);
    places.dedup_by(|next, before| {
        let joins = next.start <= before.end;
        if joins {
            before.end = before.end.max(next.end);
        }
        joins
    });
    places
}

/// The whole Base64 that each of these places is a part of.
fn runs_around(places: Vec<Range<usize>>, text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/-_=".contains(byte);
    let mut end = 0;
    joined(places).into_iter().filter_map(move |place| {
        let before = text[..place.start].get(end..)?;
        let left = before.iter().rev().take_while(|byte| is_digit(byte)).count();
        end = place.end + text[place.end..].iter().take_while(|byte| is_digit(byte)).count();
        Some(place.start - left..end)
    })
}

/// The part of a Base64 text that is the same whatever stands around a secret, if so many bytes stand before it: 0, 1 or 2,
/// and any threes.
fn base64_of(secret: &str, before: usize) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bytes = [&[0, 0][..before], secret.as_bytes()].concat();
    let digit = |place: usize| {
        let byte = |number: usize| u16::from(bytes.get(number).copied().unwrap_or_default());
        let two = byte(place * 6 / 8) << 8 | byte(place * 6 / 8 + 1);
        char::from(DIGITS[usize::from(two >> (10 - place * 6 % 8) & 63)])
    };
    ((before * 8).div_ceil(6)..bytes.len() * 8 / 6).map(digit).collect()
}

/// Words in order, so that those which a text may begin with are found quickly.
#[derive(Clone)]
struct Words {
    sorted: Vec<SecretString>,
    /// For each word the longest other one that it begins with.
    shorter: Vec<Option<usize>>,
    /// The first bytes of all words.
    first: [bool; 256],
    /// How long a text must be to have one of them in it.
    shortest: usize,
}

impl Default for Words {
    fn default() -> Words {
        Words { sorted: Vec::new(), shorter: Vec::new(), first: [false; 256], shortest: usize::MAX }
    }
}

impl Words {
    fn of(words: impl Iterator<Item = String>) -> Words {
        let mut sorted: Vec<String> = words.filter(|word| word.len() >= SHORTEST).collect();
        sorted.sort_unstable();
        sorted.dedup();
        let mut it = Words::default();
        let mut open: Vec<usize> = Vec::new();
        for (place, word) in sorted.iter().enumerate() {
            while open.pop_if(|shorter| !word.starts_with(&sorted[*shorter])).is_some() {}
            it.shorter.push(open.last().copied());
            // Of two long words a text that is not like the one is not like the other.
            if word.len() < LOOKED_FOR {
                open.push(place);
            }
            it.first[usize::from(word.as_bytes()[0])] = true;
            it.shortest = it.shortest.min(word.len().min(LOOKED_FOR));
        }
        it.sorted = sorted.into_iter().map(SecretString::from).collect();
        it
    }

    fn word(&self, place: usize) -> &[u8] {
        self.sorted.get(place).map_or(&[], |word| word.expose_secret().as_bytes())
    }

    fn places(&self, text: &[u8], found: &mut impl FnMut(Range<usize>)) {
        let mut start = 0;
        while let Some(first) = text[start..].iter().position(|byte| self.first[usize::from(*byte)]) {
            start += first;
            let length = self.longest_at(&text[start..]);
            if length > 0 {
                found(start..start + length);
            }
            // On from within what was found: two secrets may overlap.
            start += 1.max(length.saturating_sub(LOOKED_FOR));
        }
    }

    /// How much of the longest word a text begins with.
    fn longest_at(&self, text: &[u8]) -> usize {
        let above = self.sorted.partition_point(|word| word.expose_secret().as_bytes() <= text);
        let alike = |place: usize| {
            let alike = self.word(place).iter().zip(text).take_while(|(one, other)| one == other).count();
            #[cfg(test)]
            tests::COMPARED.set(tests::COMPARED.get() + alike + 1);
            alike
        };
        let enough = |place: usize, alike: usize| alike >= self.word(place).len().min(LOOKED_FOR);
        let mut longest = if above < self.sorted.len() { alike(above) } else { 0 };
        if !enough(above, longest) {
            longest = 0;
        }
        let mut below = above.checked_sub(1);
        while let Some(place) = below {
            let alike = alike(place);
            if enough(place, alike) {
                return longest.max(alike);
            }
            below = self.shorter[place];
        }
        longest
    }

    /// Where the part of a word begins that a text ends with.
    fn broken_off(&self, text: &[u8]) -> Option<usize> {
        let longest = self.sorted.iter().map(|word| word.expose_secret().len()).max()?;
        let begins = |start: &usize| {
            let end = &text[*start..];
            let place = self.sorted.partition_point(|word| word.expose_secret().as_bytes() < end);
            self.first[usize::from(end[0])] && self.word(place).starts_with(end)
        };
        (text.len().saturating_sub(longest)..text.len()).find(begins)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::{LOOKED_FOR, SecretWords};

    thread_local! {
        /// How many bytes of words were held against bytes of texts.
        pub(super) static COMPARED: Cell<usize> = const { Cell::new(0) };
    }

    fn masked(words: &[&str], text: &str) -> String {
        let mut shown = text.to_owned();
        let places = SecretWords::default().and(words.iter().map(|word| (*word).to_owned()).collect()).places(text);
        places.into_iter().rev().for_each(|place| shown.replace_range(place, "*"));
        shown
    }

    #[test]
    fn what_is_alike_up_to_the_middle_of_a_character_ends_with_it() {
        let (secret, other) = ("x".repeat(64) + "ñ", "x".repeat(64) + "ó");
        assert_eq!(masked(&[&secret], &format!("{other} y {secret}")), "* y *");
    }

    #[test]
    fn the_longest_word_is_found_and_words_may_overlap() {
        let long = "long".repeat(100);
        for (words, text, expected) in [
            (&["abcd", "abcdef", "abcz"][..], "abcdeabcdefabcyabczabcd", "*e*abcy*"),
            (&["abcd", "cdefgh"], "xabcdefgh", "x*"),
            (&["abcd"], "abcdabcd abc", "* abc"),
            (&["abcdef", "abcde"], "abcde", "*"),
            (&["a&b\n"], "a&#38;b\\n", "*"),
            (&["abc", ""], "abc", "abc"),
            (&[&long, "long"], &long[..300], "*"),
            (&[&long], &format!("x{}y", &long[..80]), "x*y"),
            (&[&long], &long[..60], &long[..60]),
        ] {
            assert_eq!(masked(words, text), expected, "{words:?}");
        }
    }

    #[test]
    fn each_byte_of_a_text_is_compared_a_few_times_whatever_the_words_and_the_text() {
        let nearly = "a".repeat(20_000) + "b";
        let many: Vec<String> = (0..1_000).map(|n| format!("{}{n}", "a".repeat(n))).collect();
        let mut words = vec![nearly.as_str()];
        words.extend(many.iter().map(String::as_str));
        let alike: Vec<String> = (64..1_000).map(|n| "a".repeat(n)).collect();
        words.extend(alike.iter().map(String::as_str));
        let short_of_all = ("a".repeat(60) + "b").repeat(1_000);
        for text in ["a".repeat(60_000), "aaaaaaaaab".repeat(6_000), "\\u0061a".repeat(6_000), short_of_all] {
            COMPARED.set(0);
            masked(&words, &text);
            assert!(COMPARED.get() <= text.len() * LOOKED_FOR, "{} for {}", COMPARED.get(), text.len());
        }
    }
}
