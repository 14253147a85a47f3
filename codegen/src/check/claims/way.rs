//! The way from a sample's top to one of its values, and where that value stands in the text as the page prints it.

use serde_json::Value;

/// A step of a way, and the steps before it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way<'a> {
    pub(crate) before: Option<&'a Way<'a>>,
    pub(crate) step: Step<'a>,
}

/// One step into a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step<'a> {
    /// A key of an object.
    Key(&'a str),
    /// Keys with dots between them: `error.status`.
    Path(&'a str),
    /// An item of a list, counted from 0.
    Item(usize),
}

impl<'a> Way<'a> {
    /// The single steps from the top.
    pub(crate) fn steps(&self) -> Vec<Step<'a>> {
        let mut steps = self.before.map(Way::steps).unwrap_or_default();
        steps.extend(self.step.single());
        steps
    }
}

impl<'a> Step<'a> {
    /// The same in steps of one key or item each.
    pub(crate) fn single(self) -> Vec<Step<'a>> {
        match self {
            Step::Path(path) => path.split('.').map(Step::Key).collect(),
            step => vec![step],
        }
    }
}

/// The bytes of a text where the key of the last step stands, or the item; `None` where the text has nothing there.
pub(crate) fn find(text: &str, mend: &[(String, String)], steps: &[Step<'_>]) -> Option<(usize, usize)> {
    let mended = Mended::of(text, mend)?;
    let (start, end) = Scan { text: &mended.text, at: 0 }.find(steps)?;
    Some(mended.printed(start, end))
}

/// A text with its misprints mended, from which a way leads back.
pub(crate) struct Mended {
    pub(crate) text: String,
    /// Where something was replaced, how many bytes, and by how many.
    cuts: Vec<(usize, usize, usize)>,
}

impl Mended {
    /// The mends made in their order; `None` where one of them has nothing to replace.
    pub(crate) fn of(text: &str, mend: &[(String, String)]) -> Option<Mended> {
        let mut mended = Mended { text: text.to_owned(), cuts: Vec::new() };
        for (printed, meant) in mend {
            let at = mended.text.find(printed.as_str())?;
            mended.text.replace_range(at..at + printed.len(), meant);
            mended.cuts.push((at, printed.len(), meant.len()));
        }
        Some(mended)
    }

    /// The bytes of the text as printed that became these.
    pub(crate) fn printed(&self, start: usize, end: usize) -> (usize, usize) {
        let back = |byte: usize, at_end: bool| {
            self.cuts.iter().rev().fold(byte, |byte, (at, printed, meant)| match byte {
                byte if byte >= at + meant => byte - meant + printed,
                byte if byte > *at => at + if at_end { *printed } else { 0 },
                byte => byte,
            })
        };
        (back(start, false), back(end, true))
    }
}

/// A walk over the tokens of a text that is JSON.
struct Scan<'t> {
    text: &'t str,
    at: usize,
}

impl Scan<'_> {
    fn find(&mut self, steps: &[Step<'_>]) -> Option<(usize, usize)> {
        let (last, _) = steps.split_last()?;
        for step in &steps[..steps.len() - 1] {
            self.enter(*step)?;
        }
        let key = self.enter(*last)?;
        match last {
            Step::Item(_) => {
                let start = self.at;
                self.pass();
                Some((start, self.at))
            }
            _ => Some(key),
        }
    }

    /// Goes on to the value of a step, and returns the bytes of its key.
    fn enter(&mut self, step: Step<'_>) -> Option<(usize, usize)> {
        let opening = if matches!(step, Step::Item(_)) { b'[' } else { b'{' };
        self.blanks();
        if self.byte()? != opening {
            return None;
        }
        self.at += 1;
        let mut n = 0;
        loop {
            self.blanks();
            let start = self.at;
            match step {
                Step::Item(wanted) if n == wanted => return Some((start, start)),
                Step::Item(_) => {}
                Step::Key(wanted) | Step::Path(wanted) => {
                    self.pass();
                    let end = self.at;
                    self.blanks();
                    self.at += 1;
                    self.blanks();
                    let key: Option<Value> = self.text.get(start..end).and_then(|key| serde_json::from_str(key).ok());
                    if key.as_ref().and_then(Value::as_str) == Some(wanted) {
                        return Some((start, end));
                    }
                }
            }
            self.pass();
            self.blanks();
            if self.byte()? != b',' {
                return None;
            }
            self.at += 1;
            n += 1;
        }
    }

    /// Passes one value over.
    fn pass(&mut self) {
        let mut depth = 0usize;
        while let Some(byte) = self.byte() {
            match byte {
                b'"' => self.string(),
                b'[' | b'{' => (depth, self.at) = (depth + 1, self.at + 1),
                b']' | b'}' | b',' | b':' if depth == 0 => return,
                b']' | b'}' => (depth, self.at) = (depth - 1, self.at + 1),
                byte if depth == 0 && byte.is_ascii_whitespace() => return,
                _ => self.at += 1,
            }
            if depth == 0 && matches!(byte, b'"' | b']' | b'}') {
                return;
            }
        }
    }

    fn string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.byte() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                return;
            }
        }
    }

    fn blanks(&mut self) {
        while self.byte().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}
