//! From a place, which is a way of keys, to the bytes of the text where it stands. The only file that knows positions.

use crate::diagnostic::Place;
use crate::source::{Source, Span};

/// The positions of the files that something was found in; a file is read when it is first asked for.
pub(crate) struct Positions<'a> {
    sources: &'a [Source],
}

impl<'a> Positions<'a> {
    pub(crate) fn new(sources: &'a [Source]) -> Self {
        Positions { sources }
    }

    /// The bytes where the place stands, or the nearest thing to it that is there.
    pub(crate) fn span(&mut self, place: &Place) -> Span {
        let len = self.sources.get(place.file).map_or(0, |source| source.text.len());
        let (start, end) = place.within.unwrap_or_default();
        Span {
            start: start.min(len),
            end: end.min(len),
        }
    }
}
