//! Looking at a list again and again: what is new, what has changed, what is gone. How a list is read is in `pages`.

use std::collections::HashMap;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use tokio::time::{Instant, Sleep, sleep_until};

use super::pages::Rows;
use super::walk::identities;
use crate::description::field::{Field, View};
use crate::description::spec::OperationSpec;
use crate::outcome::error::Error;
use crate::sending::patience::after;

/// How long to wait between two looks where the vendor does not say.
const USUAL_INTERVAL: Duration = Duration::from_secs(300);

/// No look comes sooner than this after the one before: without any pause, a list that is answered at once would let nobody else
/// have a turn.
const SHORTEST_INTERVAL: Duration = Duration::from_millis(1);

/// What happens to a list: the differences between one look and the next, told by the rows' keys.
///
/// The first look tells every row as added. A look that finds no difference is not told. An error is told, changes nothing
/// of what is known, and the next look comes no sooner for it. It has no end.
#[must_use = "nothing is asked for before it is polled"]
pub struct Watch<R> {
    rows: Box<dyn Fn() -> Rows<R> + Send>,
    operation: &'static OperationSpec,
    least: Duration,
    interval: Duration,
    known: Option<Vec<(u64, R)>>,
    next_look: Instant,
    state: State<R>,
}

enum State<R> {
    Idle,
    Waiting(Pin<Box<Sleep>>),
    Looking(Box<Rows<R>>, Vec<R>),
}

/// The differences between two looks at a list.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Changes<R> {
    /// The rows that are new, in the order of the list.
    pub added: Vec<R>,
    /// The rows that are not what they were, in the order of the list.
    pub changed: Vec<Changed<R>>,
    /// The rows that are no longer in the list, as they were. None where a row of the list could not be read: it may be the
    /// one that is missing. A row that slipped to a page already read while others were removed is told as gone, and as added at
    /// the next look: ask for it before anything is deleted on its account.
    pub gone: Vec<R>,
}

/// A row that is not what it was.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Changed<R> {
    /// What it was at the look before.
    pub before: R,
    /// What it is.
    pub after: R,
}

impl<R> Changes<R> {
    /// Whether nothing is different.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.gone.is_empty()
    }
}

impl<R: Field + Clone + PartialEq> Watch<R> {
    /// Looks at the rows that `rows` reads anew each time, no more often than every `least`.
    pub(crate) fn new(
        rows: Box<dyn Fn() -> Rows<R> + Send>,
        operation: &'static OperationSpec,
        least: Option<Duration>,
    ) -> Watch<R> {
        Watch {
            rows,
            operation,
            least: least.unwrap_or_default(),
            interval: least.unwrap_or(USUAL_INTERVAL),
            known: None,
            next_look: Instant::now(),
            state: State::Idle,
        }
    }

    /// How long it is from the beginning of one look to the beginning of the next. Without this it is what the vendor asks
    /// for, or five minutes; less than the vendor asks for it never is.
    pub fn every(mut self, interval: Duration) -> Self {
        self.interval = interval.max(self.least).max(SHORTEST_INTERVAL);
        self
    }

    /// Starts from rows that are known already, instead of telling all rows as added.
    pub fn since(mut self, rows: Vec<R>) -> Self {
        self.known = Some(self.numbered(rows));
        self
    }

    /// Waits for the next difference, or for an error.
    ///
    /// Dropping the future loses nothing: the look goes on the next time.
    ///
    /// # Errors
    /// That of the call which failed. The next look comes when its time has come.
    pub async fn next(&mut self) -> Result<Changes<R>, Error> {
        poll_fn(|context| self.poll_changes(context)).await
    }

    fn poll_changes(&mut self, context: &mut Context<'_>) -> Poll<Result<Changes<R>, Error>> {
        loop {
            match &mut self.state {
                State::Idle if self.next_look > Instant::now() => {
                    self.state = State::Waiting(Box::pin(sleep_until(self.next_look)));
                }
                State::Idle => {
                    self.next_look = after(Instant::now(), self.interval);
                    self.state = State::Looking(Box::new((self.rows)()), Vec::new());
                }
                State::Waiting(pause) => {
                    ready!(pause.as_mut().poll(context));
                    self.state = State::Idle;
                }
                State::Looking(rows, seen) => match ready!(rows.poll_row(context)) {
                    Some(Ok(row)) => seen.push(row),
                    Some(Err(error)) => {
                        self.state = State::Idle;
                        return Poll::Ready(Err(error));
                    }
                    None => {
                        let (rows, is_whole) = (std::mem::take(seen), rows.is_whole());
                        self.state = State::Idle;
                        let is_first = self.known.is_none();
                        let changes = self.compare(rows, is_whole);
                        if is_first || !changes.is_empty() {
                            return Poll::Ready(Ok(changes));
                        }
                    }
                },
            }
        }
    }

    /// The rows with the number of each; a number that comes twice is that of its last row.
    fn numbered(&self, rows: Vec<R>) -> Vec<(u64, R)> {
        let numbers = match rows.view() {
            View::List(rows) => identities(rows, self.operation),
            _ => Vec::new(),
        };
        let last: HashMap<u64, usize> = numbers.iter().enumerate().map(|(place, number)| (*number, place)).collect();
        let numbered = numbers.into_iter().zip(rows).enumerate();
        numbered.filter(|(place, (number, _))| last.get(number) == Some(place)).map(|(_, row)| row).collect()
    }

    /// `is_whole`: whether every row could be read. Otherwise one that is missing may be one that could not.
    fn compare(&mut self, rows: Vec<R>, is_whole: bool) -> Changes<R> {
        let mut now = self.numbered(rows);
        let before = self.known.take().unwrap_or_default();
        let mut gone: HashMap<u64, &R> = before.iter().map(|(number, row)| (*number, row)).collect();
        let mut changes = Changes { added: Vec::new(), changed: Vec::new(), gone: Vec::new() };
        for (number, row) in &now {
            match gone.remove(number) {
                None => changes.added.push(row.clone()),
                Some(before) if before != row => {
                    changes.changed.push(Changed { before: before.clone(), after: row.clone() });
                }
                Some(_) => {}
            }
        }
        let missing = before.iter().filter(|(number, _)| gone.contains_key(number)).cloned();
        match is_whole {
            true => changes.gone.extend(missing.map(|(_, row)| row)),
            false => now.extend(missing),
        }
        self.known = Some(now);
        changes
    }
}

#[cfg(feature = "blocking")]
impl<R> Watch<R> {
    pub(crate) fn operation(&self) -> &'static OperationSpec {
        self.operation
    }
}

/// Rows are moved as values, never pinned.
impl<R> Unpin for Watch<R> {}

impl<R: Field + Clone + PartialEq> Stream for Watch<R> {
    type Item = Result<Changes<R>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_changes(context).map(Some)
    }
}

impl<R> fmt::Debug for Watch<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, interval) = (self.operation.name, self.interval);
        f.debug_struct("Watch").field("operation", &operation).field("interval", &interval).finish_non_exhaustive()
    }
}
