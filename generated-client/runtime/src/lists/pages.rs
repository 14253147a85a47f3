//! Lists that come page by page, as streams of rows and of pages. Nothing is asked for before somebody waits for it. Where a
//! list ends is judged in `walk`.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::walk::{Step, Walking};
use crate::calling::reply::Reply;
use crate::description::field::{Field, View};
use crate::description::spec::OperationSpec;
use crate::outcome::answer::Answer;
use crate::outcome::deviation::Deviations;
use crate::outcome::error::{Error, Unreadable};
use crate::outcome::history::History;
use crate::secrets::mask::Kept;
use crate::sending::transport::BoxFuture;

/// The pages of a list, one after the other. Each is a call of its own, with the limits and the retries of the call that it
/// was made from, asked for when the page before has been taken.
///
/// It ends with a page that says so: by the total that the vendor tells, where it does; else by having fewer rows than were
/// asked for, or none. After a full first page whose total is no more than its rows the next one is asked for all the same:
/// some vendors call the rows of a page their total. A page with more rows than asked for is taken as it is. Where pages have
/// numbers and the first one asked for is not number 1, nobody knows how many rows lie before it: beside a total, it then ends
/// with a page that has none.
///
/// An error ends it too; after [`resume`](Pages::resume) it goes on with the page that failed. A page with the very rows of
/// a page before, and one without rows whose own total says that there are more, are [`Unreadable`]: a loop without end and a
/// hole in the list are both worse than an error. A total that stands on an earlier page alone is not remembered, because
/// lists get shorter while they are read.
#[must_use = "nothing is asked for before it is polled"]
pub struct Pages<R> {
    call: Box<dyn Ask + Send>,
    read: fn(Reply) -> Result<Answer<Vec<R>>, Error>,
    operation: &'static OperationSpec,
    walking: Walking,
    state: State,
}

enum State {
    Ready,
    Waiting(BoxFuture<Result<Reply, Error>>),
    Failed,
    Over,
}

/// A page, and what it means for the walk.
type Taken<R> = (Answer<Vec<R>>, Step);

/// A call of a list that can be made for any of its pages.
pub(crate) trait Ask {
    /// Asks for the page at which the walk stands.
    fn ask(&self, walking: &Walking) -> BoxFuture<Result<Reply, Error>>;
}

impl<R: Field> Pages<R> {
    pub(crate) fn new(
        call: Box<dyn Ask + Send>,
        read: fn(Reply) -> Result<Answer<Vec<R>>, Error>,
        operation: &'static OperationSpec,
        walking: Walking,
    ) -> Pages<R> {
        Pages { call, read, operation, walking, state: State::Ready }
    }

    /// The next page; `None` after the last one, and after an error.
    ///
    /// Dropping the future loses nothing: the same page is waited for the next time.
    pub async fn next(&mut self) -> Option<Result<Answer<Vec<R>>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// What to ask for to go on from here, in this process or in another: the number of the next page, or how many rows to
    /// pass over. After an error it is the page that failed.
    pub fn position(&self) -> i64 {
        self.walking.position
    }

    /// Lets it go on after an error, with the page that failed. Tells whether there was an error.
    pub fn resume(&mut self) -> bool {
        let has_failed = matches!(self.state, State::Failed);
        if has_failed {
            self.state = State::Ready;
        }
        has_failed
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Taken<R>, Error>>> {
        let reply = loop {
            match &mut self.state {
                State::Ready => self.state = State::Waiting(self.call.ask(&self.walking)),
                State::Waiting(reply) => break ready!(reply.as_mut().poll(context)),
                State::Failed | State::Over => return Poll::Ready(None),
            }
        };
        let page = reply.and_then(self.read).and_then(|page| self.take(page));
        self.state = match &page {
            Ok((_, Step { is_last: true, .. })) => State::Over,
            Ok(_) => State::Ready,
            Err(_) => State::Failed,
        };
        Poll::Ready(Some(page))
    }

    fn take(&mut self, page: Answer<Vec<R>>) -> Result<Taken<R>, Error> {
        let left_out = page.deviations.left_out();
        let step = match page.value.view() {
            View::List(rows) => self.walking.step(rows, left_out, page.paging),
            _ => Err("it is no list"),
        };
        let step = step.map_err(|why| self.unreadable(why, page.http))?;
        Ok((page, step))
    }

    fn unreadable(&self, why: &str, http: u16) -> Error {
        Error::Unreadable(Box::new(Unreadable {
            operation: self.operation.name,
            http,
            why: format!("{why} (page or offset {})", self.walking.position),
            deviations: Deviations::default(),
            body: Kept::default(),
            cause: None,
            history: History::default(),
        }))
    }
}

impl<R: Field> Stream for Pages<R> {
    type Item = Result<Answer<Vec<R>>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context).map(|page| page.map(|page| page.map(|(page, _)| page)))
    }
}

/// The rows of a list, one after the other, over all its [`Pages`]. A page is asked for when the last row of the page before
/// has been taken.
///
/// When rows are added or removed in the middle of the reading, the vendor's pages shift. A row that comes again on the next
/// page, by its key, is left out; one that slips to a page that has been read cannot be noticed.
#[must_use = "nothing is asked for before it is polled"]
pub struct Rows<R> {
    pages: Pages<R>,
    rows: VecDeque<R>,
    /// Whether no row was left out so far because it could not be read.
    is_whole: bool,
}

impl<R: Field> Rows<R> {
    pub(crate) fn new(pages: Pages<R>) -> Rows<R> {
        Rows { pages, rows: VecDeque::new(), is_whole: true }
    }

    /// Whether every row that came could be read.
    pub(crate) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The next row; `None` after the last one, and after an error.
    ///
    /// Dropping the future loses nothing.
    pub async fn next(&mut self) -> Option<Result<R, Error>> {
        poll_fn(|context| self.poll_row(context)).await
    }

    /// What to ask for to go on from here once the rows that have already come are taken: the number of the next page, or
    /// how many rows to pass over. After an error it is the page that failed, and all rows before it have been delivered.
    pub fn position(&self) -> i64 {
        self.pages.position()
    }

    /// Lets it go on after an error, with the page that failed. Tells whether there was an error.
    pub fn resume(&mut self) -> bool {
        self.pages.resume()
    }

    /// All rows that are left.
    ///
    /// # Errors
    /// The first error; the rows before it are gone. Take them one by one to keep them.
    pub async fn collect(mut self) -> Result<Vec<R>, Error> {
        let mut rows = Vec::new();
        while let Some(row) = self.next().await {
            rows.push(row?);
        }
        Ok(rows)
    }

    pub(crate) fn poll_row(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<R, Error>>> {
        loop {
            if let Some(row) = self.rows.pop_front() {
                return Poll::Ready(Some(Ok(row)));
            }
            match ready!(self.pages.poll_page(context)) {
                Some(Ok((page, step))) => {
                    self.is_whole &= page.deviations.left_out() == 0;
                    let fresh = page.value.into_iter().zip(step.repeated).filter(|(_, repeated)| !repeated);
                    self.rows.extend(fresh.map(|(row, _)| row));
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

#[cfg(feature = "blocking")]
impl<R> Pages<R> {
    pub(crate) fn operation(&self) -> &'static OperationSpec {
        self.operation
    }
}

#[cfg(feature = "blocking")]
impl<R> Rows<R> {
    pub(crate) fn operation(&self) -> &'static OperationSpec {
        self.pages.operation
    }
}

/// Rows are moved as values, never pinned.
impl<R> Unpin for Rows<R> {}

impl<R: Field> Stream for Rows<R> {
    type Item = Result<R, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_row(context)
    }
}

impl<R> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, position) = (self.operation.name, self.walking.position);
        f.debug_struct("Pages").field("operation", &operation).field("position", &position).finish_non_exhaustive()
    }
}

impl<R> fmt::Debug for Rows<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").field("pages", &self.pages).finish_non_exhaustive()
    }
}
