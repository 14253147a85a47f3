//! A sample as far as one of its values is concerned: who wrote it, and where in the text the value stands.

use super::way::{self, Step, Way};
use crate::diagnostic::{Message, Place};

/// Who writes the value: requests must have what is required, answers claim nothing about null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Request,
    Answer,
}

impl Side {
    /// What is wrong with a sample of this name. Who calls the client knows no names of the spec.
    pub(crate) fn message(self, name: &str, words: impl Fn(&str) -> String) -> Message {
        Message::of_both(words(&format!("the sample `{name}`")), words(self.what()))
    }

    /// What a sample is to who calls the client.
    pub(crate) fn what(self) -> &'static str {
        match self {
            Side::Request => "a sample request",
            Side::Answer => "a sample answer",
        }
    }
}

/// The sample that a value is printed in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Printed<'a> {
    pub(crate) name: &'a str,
    /// The sample's own place.
    pub(crate) place: &'a Place,
    /// The key of the sample under which the text stands: `json`.
    pub(crate) key: &'static str,
    pub(crate) text: &'a str,
    /// What of the text is replaced to make it JSON.
    pub(crate) mend: &'a [(String, String)],
    /// The key whose value the text is, where it is no more than that.
    pub(crate) part: Option<&'a str>,
    pub(crate) side: Side,
    /// Where in the sample the value stands; `None` at its top.
    pub(crate) way: Option<&'a Way<'a>>,
    /// The bytes of the text that the value takes, where no way leads to it because the text is no JSON.
    pub(crate) bytes: Option<(usize, usize)>,
}

impl<'a> Printed<'a> {
    /// A text of a sample that is no JSON.
    pub(crate) fn of_text(
        name: &'a str,
        place: &'a Place,
        key: &'static str,
        text: &'a str,
        side: Side,
    ) -> Printed<'a> {
        Printed { name, place, key, text, mend: &[], part: None, side, way: None, bytes: None }
    }

    /// The same text, at some of its bytes.
    pub(crate) fn within(&self, bytes: (usize, usize)) -> Printed<'a> {
        Printed { bytes: Some(bytes), ..*self }
    }

    /// What is wrong with the sample.
    pub(crate) fn message(&self, words: impl Fn(&str) -> String) -> Message {
        self.side.message(self.name, words)
    }

    /// The way to a value below this one.
    pub(crate) fn way<'b>(&'b self, step: Step<'b>) -> Way<'b> {
        Way { before: self.way, step }
    }

    /// The same sample, at a value in it.
    pub(crate) fn at<'b>(&self, way: &'b Way<'b>) -> Printed<'b>
    where
        'a: 'b,
    {
        Printed { way: Some(way), ..*self }
    }

    /// The place of a key of this value.
    pub(crate) fn at_key(&self, key: &str) -> Place {
        self.below(&[Step::Key(key)])
    }

    /// The place of the key at the end of a path of keys.
    pub(crate) fn path(&self, path: &str) -> Place {
        self.below(&[Step::Path(path)])
    }

    /// The place to which further steps lead from this value: the last key or item; where the text has nothing there, the
    /// innermost value that should have it, and at the top the whole text. Of what takes several lines, the first.
    pub(crate) fn below(&self, further: &[Step<'_>]) -> Place {
        let whole = self.place.key(self.key);
        if let Some((start, end)) = self.bytes {
            return whole.within(start, end);
        }
        let mut steps = self.way.map(Way::steps).unwrap_or_default();
        steps.extend(further.iter().flat_map(|step| step.single()));
        let steps = match (self.part, steps.split_first()) {
            (None, _) => steps.as_slice(),
            (Some(part), Some((first, rest))) if *first == Step::Key(part) => rest,
            (Some(_), _) => &[],
        };
        let found = (1..=steps.len()).rev().find_map(|count| way::find(self.text, self.mend, steps.get(..count)?));
        found.map_or(whole.clone(), |(start, end)| {
            let first_line = self.text.get(start..end).and_then(|found| found.lines().next());
            whole.within(start, first_line.map_or(end, |line| start + line.len()))
        })
    }
}
