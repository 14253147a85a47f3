//! A text as its reader would understand it: with one kind of escapes undone, and with the way back to what was printed.
//! Undone wherever they stand, because a text that is broken does not tell what in it is a string.

use std::borrow::Cow;
use std::ops::Range;

/// A kind of escapes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Escapes {
    /// `\u0041`, `\/`
    Json,
    /// `%41`
    Percent,
    /// `&#65;`, `&amp;`
    Html,
}

impl Escapes {
    pub(crate) const ALL: [Escapes; 3] = [Escapes::Json, Escapes::Percent, Escapes::Html];

    /// What every escape of this kind begins with.
    fn mark(self) -> u8 {
        match self {
            Escapes::Json => b'\\',
            Escapes::Percent => b'%',
            Escapes::Html => b'&',
        }
    }

    /// What the escape means that a text begins with, and how long it is; `None` where it is none. One that the text's end
    /// cuts off means nothing.
    fn first(self, text: &[u8]) -> Option<(Meaning, usize)> {
        match self {
            Escapes::Json => json(text),
            Escapes::Percent => percent(text),
            Escapes::Html => html(text),
        }
    }
}

/// The text of one character, or one byte of it.
#[derive(Default)]
struct Meaning {
    bytes: [u8; 4],
    length: usize,
}

impl From<char> for Meaning {
    fn from(char: char) -> Meaning {
        let mut bytes = [0; 4];
        let length = char.encode_utf8(&mut bytes).len();
        Meaning { bytes, length }
    }
}

/// What a text says.
pub(crate) struct Spelled<'t> {
    text: Cow<'t, [u8]>,
    /// Where the text no longer runs along with the one before, each place with the place there. In order.
    shifts: Vec<(usize, usize)>,
    before: Option<&'t Spelled<'t>>,
}

impl<'t> Spelled<'t> {
    /// The text as it is printed.
    pub(crate) fn as_printed(text: &'t str) -> Spelled<'t> {
        Spelled { text: Cow::Borrowed(text.as_bytes()), shifts: Vec::new(), before: None }
    }

    /// The text without these escapes; `None` where it has none.
    pub(crate) fn without(&'t self, escapes: Escapes) -> Option<Spelled<'t>> {
        if !self.text.contains(&escapes.mark()) {
            return None;
        }
        let (mut text, mut shifts, mut rest) = (Vec::with_capacity(self.text.len()), Vec::new(), &*self.text);
        while let Some(place) = rest.iter().position(|byte| *byte == escapes.mark()) {
            let (plain, escape) = rest.split_at(place);
            let Some((Meaning { bytes, length }, printed)) = escapes.first(escape) else {
                text.extend_from_slice(&rest[..=place]);
                rest = &rest[place + 1..];
                continue;
            };
            text.extend_from_slice(plain);
            shifts.push((text.len(), self.text.len() - escape.len()));
            text.extend_from_slice(&bytes[..length]);
            rest = &escape[printed..];
            shifts.push((text.len(), self.text.len() - rest.len()));
        }
        text.extend_from_slice(rest);
        (!shifts.is_empty()).then_some(Spelled { text: Cow::Owned(text), shifts, before: Some(self) })
    }

    /// What it says.
    pub(crate) fn text(&self) -> &[u8] {
        &self.text
    }

    /// Where a part of what it says is printed.
    pub(crate) fn printed(&self, part: Range<usize>) -> Range<usize> {
        self.place(part.start)..self.place(part.end)
    }

    fn place(&self, place: usize) -> usize {
        let shift = self.shifts.partition_point(|(here, _)| *here <= place).checked_sub(1);
        let before = shift.map_or(place, |shift| {
            let (here, there) = self.shifts[shift];
            there + place - here
        });
        self.before.map_or(before, |printed| printed.place(before))
    }
}

fn json(text: &[u8]) -> Option<(Meaning, usize)> {
    let char = match text.get(1) {
        None => return cut_off(text),
        Some(b'u') => return json_number(text),
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(plain @ (b'"' | b'\'' | b'\\' | b'/')) => char::from(*plain),
        Some(_) => return None,
    };
    Some((char.into(), 2))
}

/// `\u0041`, or two of them where a character takes two.
fn json_number(text: &[u8]) -> Option<(Meaning, usize)> {
    const LENGTH: usize = r"\u0041".len();
    let unit = |text: &[u8]| u16::try_from(number(text.get(2..LENGTH)?, 16)?).ok();
    if text.len() < LENGTH {
        return cut_off(&text[2..])
            .filter(|_| text[2..].iter().all(u8::is_ascii_hexdigit))
            .map(|(it, _)| (it, text.len()));
    }
    let (first, second) = (unit(text)?, text.get(LENGTH..).unwrap_or_default());
    if let Some(char) = char::from_u32(u32::from(first)) {
        return Some((char.into(), LENGTH));
    }
    if second.len() < LENGTH && br"\u".starts_with(&second[..second.len().min(2)]) {
        return cut_off(text);
    }
    let units = [first, unit(second).filter(|_| second.starts_with(br"\u"))?];
    let char = char::decode_utf16(units).next()?.ok()?;
    Some((char.into(), 2 * LENGTH))
}

fn percent(text: &[u8]) -> Option<(Meaning, usize)> {
    const LENGTH: usize = "%41".len();
    match text.get(1..LENGTH) {
        Some(digits) => {
            let byte = u8::try_from(number(digits, 16)?).ok()?;
            Some((Meaning { bytes: [byte, 0, 0, 0], length: 1 }, LENGTH))
        }
        None => cut_off(text).filter(|_| text[1..].iter().all(u8::is_ascii_hexdigit)),
    }
}

fn html(text: &[u8]) -> Option<(Meaning, usize)> {
    const LONGEST: usize = "&#x10ffff;".len();
    let window = &text[1..text.len().min(LONGEST)];
    let Some(end) = window.iter().position(|byte| *byte == b';') else {
        let is_whole =
            text.len() >= LONGEST || !window.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'#');
        return if is_whole { None } else { cut_off(text) };
    };
    let char = match &window[..end] {
        b"amp" => '&',
        b"lt" => '<',
        b"gt" => '>',
        b"quot" => '"',
        b"apos" => '\'',
        [b'#', b'x' | b'X', digits @ ..] => char::from_u32(number(digits, 16)?)?,
        [b'#', digits @ ..] => char::from_u32(number(digits, 10)?)?,
        _ => return None,
    };
    Some((char.into(), end + 2))
}

/// What the end of the text cuts off.
fn cut_off(text: &[u8]) -> Option<(Meaning, usize)> {
    Some((Meaning::default(), text.len()))
}

/// The number that some digits are, and nothing else.
fn number(digits: &[u8], radix: u32) -> Option<u32> {
    let is_number = digits.iter().all(|digit| char::from(*digit).is_digit(radix));
    u32::from_str_radix(std::str::from_utf8(digits).ok().filter(|_| is_number)?, radix).ok()
}

#[cfg(test)]
mod tests {
    use super::{Escapes, Spelled};

    #[test]
    fn escapes_are_undone_and_lead_back_to_what_was_printed() {
        for (escapes, printed, said) in [
            (Escapes::Json, r#"a\u0041\"\/\\u0041\n\u00f1é"#, "aA\"/\\u0041\nñé"),
            (Escapes::Json, r"\ud83d\ude00x\ud83dx\q\u+123", "😀x\\ud83dx\\q\\u+123"),
            (Escapes::Json, r"x\", "x"),
            (Escapes::Json, r"x\u00", "x"),
            (Escapes::Json, r"x\ud83d\u", "x"),
            (Escapes::Percent, "a%41%c3%B1%zz%", "aAñ%zz"),
            (Escapes::Percent, "x%4", "x"),
            (Escapes::Html, "a&#65;&#x41;&amp;&lt;&nope;&#xzz; & b", "aAA&<&nope;&#xzz; & b"),
            (Escapes::Html, "a&qu", "a"),
        ] {
            let whole = Spelled::as_printed(printed);
            let Some(spelled) = whole.without(escapes) else { panic!("{printed}") };
            assert_eq!(String::from_utf8_lossy(spelled.text()), said, "{printed}");
            assert_eq!(spelled.printed(0..said.len()), 0..printed.len());
        }
        assert!(Spelled::as_printed(r"a \q").without(Escapes::Json).is_none());
    }

    #[test]
    fn a_part_is_found_through_two_kinds() {
        let printed = r"é%2541\u0025c3%25b1 <\u0026lt;>";
        let (whole, find) = (Spelled::as_printed(printed), |text: &[u8], part: &[u8]| {
            text.windows(part.len()).position(|window| window == part).map(|start| start..start + part.len())
        });
        for (first, second, part, expected) in [
            (Escapes::Percent, Escapes::Percent, "A", "%2541"),
            (Escapes::Json, Escapes::Percent, "ñ", ""),
            (Escapes::Json, Escapes::Html, "<<>", r"<\u0026lt;>"),
        ] {
            let first = whole.without(first).unwrap_or_else(|| panic!("{part}"));
            let second = first.without(second).unwrap_or_else(|| panic!("{part}"));
            let found = find(second.text(), part.as_bytes()).map(|part| &printed[second.printed(part)]);
            assert_eq!(found.unwrap_or_default(), expected);
        }
    }
}
