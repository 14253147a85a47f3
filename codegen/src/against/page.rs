//! A stored page: is a text there, and where? What a spec claims is `claims`'.

use crate::spec::{Named, OneOrMany};

use super::Document;
use super::alone;
use super::folded::Folded;
use super::nearest::{Near, nearest, shortened};
use super::row;

/// A stored page.
pub(super) struct Page<'a> {
    /// The file's name.
    pub(super) name: &'a str,
    text: &'a str,
    words: &'a Named<OneOrMany<String>>,
    folded: Folded,
}

impl<'a> Page<'a> {
    pub(super) fn of(document: &'a Document, words: &'a Named<OneOrMany<String>>) -> Page<'a> {
        Page { name: &document.name, text: &document.text, words, folded: Folded::of(&document.text) }
    }

    /// How the page spells a type, `required` or `optional`, where the spec says so.
    pub(super) fn words(&self, meaning: &str) -> Option<Vec<String>> {
        self.words.get(meaning).map(|words| words.0.clone())
    }

    /// Whether the page has this text, white space aside.
    pub(super) fn has(&self, text: &str) -> bool {
        self.folded.text.contains(&Folded::of(text).text)
    }

    /// Whether the page has this name or base address, and not only a longer one that it is a part of.
    pub(super) fn has_alone(&self, text: &str) -> bool {
        alone::ends(&self.folded.text, &Folded::of(text).text).next().is_some()
    }

    /// Whether the page has this address, and not only a longer one that starts with it.
    pub(super) fn has_address(&self, address: &str) -> bool {
        let address = Folded::of(address).text;
        let mut ends = self.folded.text.match_indices(&address).map(|(at, _)| at + address.len());
        let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '/' | '_' | '-' | '?' | '&');
        ends.any(|end| self.folded.text.get(end..).is_some_and(|rest| !rest.starts_with(goes_on)))
    }

    /// Whether the page has both with nothing but a few signs between them: `"name", "value"`, `name: value`.
    pub(super) fn has_pair(&self, name: &str, value: &str) -> bool {
        const SIGNS: usize = 10;
        let (name, value) = (Folded::of(name).text, Folded::of(value).text);
        alone::ends(&self.folded.text, &name).filter_map(|end| self.folded.text.get(end..)).any(|rest| {
            let starts = alone::ends(rest, &value).next().map(|end| end - value.len());
            let between = starts.and_then(|at| rest.get(..at));
            between.is_some_and(|signs| signs.len() <= SIGNS && !signs.contains(char::is_alphanumeric))
        })
    }

    /// Whether the page has these cells one after the other.
    pub(super) fn has_row(&self, cells: &[Vec<String>]) -> bool {
        row::is_in(self.text, cells)
    }

    /// Whether the page has no table with this name, only samples.
    pub(super) fn only_shows(&self, name: &str) -> bool {
        row::is_only_shown(self.text, name)
    }

    /// What on the page is most like the text.
    pub(super) fn nearest(&self, text: &str) -> Option<Near<'_>> {
        nearest(&self.folded, text).map(|(word, found)| self.near(word, found))
    }

    /// The line that starts the row, or the one that is most like it.
    pub(super) fn nearest_row(&self, cells: &[Vec<String>]) -> Option<Near<'_>> {
        let name = cells.first()?.first()?;
        let line = row::lines_with(self.text, name).max_by_key(|(_, line)| {
            let others = cells.iter().skip(1).filter(|cell| cell.iter().any(|word| line.contains(word.as_str())));
            (others.count(), std::cmp::Reverse(line.len()))
        });
        let firsts: Vec<&str> = cells.iter().filter_map(|cell| Some(cell.first()?.as_str())).collect();
        match line {
            Some((number, line)) => Some(Near { page: self.name, line: number, text: shortened(line.trim()) }),
            None => self.nearest(&firsts.join(" | ")),
        }
    }

    /// How far the page goes along with a text: the bytes of the first word that it does not have, and what stands
    /// there instead. None where it does not have the first few words.
    pub(super) fn goes_along(&self, text: &str) -> Option<(usize, usize, Near<'_>)> {
        const FEW: usize = 3;
        let wanted = Folded::of(text);
        let count = wanted.words.len();
        let along = |words: usize| self.folded.text.contains(wanted.some(0, words));
        let (mut some, mut more) = (FEW, count);
        if count <= FEW || !along(FEW) {
            return None;
        }
        while some + 1 < more {
            let middle = usize::midpoint(some, more);
            if along(middle) { some = middle } else { more = middle }
        }
        let start = wanted.words.get(some)?.1;
        let end = start + text.get(start..)?.split_whitespace().next().map_or(0, str::len);
        let at = self.folded.text.find(wanted.some(0, some))? + wanted.some(0, some).len();
        let word = self.folded.words.partition_point(|word| word.0 < at);
        const SHOWN: usize = 8;
        Some((start, end, self.near(word, self.folded.some(word, word + SHOWN))))
    }

    fn near(&self, word: usize, text: &str) -> Near<'_> {
        let start = self.folded.words.get(word).map_or(self.text.len(), |word| word.1);
        let before = self.text.get(..start).unwrap_or_default();
        Near { page: self.name, line: before.matches('\n').count() + 1, text: shortened(text) }
    }
}
