//! Where a list that comes page by page goes on, and where it ends: judged from the rows that came, because vendors tell it
//! badly or not at all. Asking for the pages is done in `pages`.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::description::field::{Field, Items, View};
use crate::description::record::Record;
use crate::description::spec::{OperationSpec, PagingSpec, Walk};
use crate::description::table::Kind;
use crate::outcome::answer::Paging;
use crate::values::write;

/// How many rows a page has where neither the caller nor the vendor's page says so.
const USUAL_SIZE: i64 = 100;

/// A walk through a list.
#[derive(Debug)]
pub(crate) struct Walking {
    operation: &'static OperationSpec,
    /// How many rows are asked for at once.
    pub(crate) size: i64,
    /// The number of the next page, or how many rows to pass over.
    pub(crate) position: i64,
    /// How many rows lie before it; not known where the walk began with another page than the first.
    passed: Option<i64>,
    /// The rows of the page before.
    before: Vec<u64>,
    /// All pages before whose rows have keys, by a number for the rows of each, whatever their order.
    pages: HashSet<u64>,
    total: Option<u64>,
    /// Whether no row of the page before could be read.
    unread: bool,
}

/// What a page means for the walk.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// Whether there is no page after it.
    pub(crate) is_last: bool,
    /// Which of its rows the page before has had already. Where rows have no key, none is told to be the same.
    pub(crate) repeated: Vec<bool>,
}

/// Where a page leads.
struct Onward {
    /// The position of the next page.
    next: i64,
    /// How many rows lie before that.
    passed: Option<i64>,
    is_last: bool,
}

impl Walking {
    /// Starts where the operation's own values say.
    pub(crate) fn new(operation: &'static OperationSpec, params: &[&dyn Field]) -> Walking {
        let given = |position: usize| match params.get(position)?.view() {
            View::Int(number) => Some(number),
            _ => None,
        };
        let (size, start) = match operation.paging {
            Some(PagingSpec { size, walk: Walk::Page(page) }) => (given(size), given(page).unwrap_or(1)),
            Some(PagingSpec { size, walk: Walk::Offset(offset) }) => (given(size), given(offset).unwrap_or(0)),
            None => (None, 0),
        };
        let passed = match operation.paging {
            Some(PagingSpec { walk: Walk::Page(_), .. }) => (start <= 1).then_some(0),
            _ => Some(start),
        };
        let most = operation.paging.and_then(|paging| operation.params.get(paging.size)?.max);
        let size = size.unwrap_or_else(|| most.unwrap_or(USUAL_SIZE).min(USUAL_SIZE));
        Walking {
            operation,
            size,
            position: start,
            passed,
            before: Vec::new(),
            pages: HashSet::new(),
            total: None,
            unread: false,
        }
    }

    /// Takes a page in and goes on to the next one; or stays, and says what cannot be right. `left_out`: how many rows came
    /// that could not be read.
    pub(crate) fn step(
        &mut self,
        page: &dyn Items,
        left_out: usize,
        paging: Option<Paging>,
    ) -> Result<Step, &'static str> {
        let rows = identities(page, self.operation);
        let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let have_key = have_key(page);
        if !rows.is_empty() && (rows == self.before || have_key && self.pages.contains(&identity_of_all(&rows))) {
            return Err("it has the same rows as a page before: the vendor does not go on");
        }
        let unread = count == 0 && left_out > 0;
        if unread && self.unread {
            return Err(
                "none of its rows can be read, nor could those of the page before: nothing shows that the vendor goes on",
            );
        }
        let came = count.saturating_add(i64::try_from(left_out).unwrap_or(i64::MAX));
        let total = paging.and_then(|paging| paging.total);
        let Onward { next, passed, is_last } = self.onward(count, came, total);
        if (next == self.position || came == 0) && !is_last {
            return Err("it has no rows, though the total says that there are more");
        }
        self.tell_of_another_total(total);
        if have_key {
            self.pages.insert(identity_of_all(&rows));
        }
        let before: HashSet<&u64> = self.before.iter().filter(|_| have_key).collect();
        let repeated = rows.iter().map(|row| before.contains(row)).collect();
        (self.position, self.passed, self.before, self.unread) = (next, passed, rows, unread);
        Ok(Step { is_last, repeated })
    }

    /// Where a page of so many rows, some of which may not be read, leads.
    fn onward(&self, count: i64, came: i64, total: Option<u64>) -> Onward {
        let Some(PagingSpec { walk, .. }) = self.operation.paging else {
            return Onward { next: self.position, passed: None, is_last: true };
        };
        let (next, passed) = match walk {
            Walk::Page(_) => (self.position.saturating_add(1), self.passed.map(|passed| passed.saturating_add(came))),
            Walk::Offset(_) => {
                // Rows that were left out are asked for again as part of the next page, unless there was nothing else.
                let next = self.position.saturating_add(if count == 0 { came.min(self.size) } else { count });
                (next, Some(next))
            }
        };
        // The total of a first page that is full may as well be its own count: the next page tells.
        let may_be_its_own = self.passed == Some(0) && came == self.size;
        let is_last = match (total.map(|total| i64::try_from(total).unwrap_or(i64::MAX)), passed) {
            // A total that is less than what has come is none.
            (Some(total), Some(passed)) if passed <= total => passed == total && !may_be_its_own,
            (Some(_), None) => came == 0,
            _ => came == 0 || came < self.size,
        };
        Onward { next, passed, is_last }
    }

    fn tell_of_another_total(&mut self, total: Option<u64>) {
        if let (Some(before), Some(now)) = (self.total, total)
            && before != now
        {
            tracing::warn!(operation = self.operation.name, before, now, "the list changes while it is read");
        }
        self.total = total.or(self.total);
    }
}

/// A number for each row: of its key where its table has one, else of all that it holds.
pub(crate) fn identities(rows: &dyn Items, operation: &OperationSpec) -> Vec<u64> {
    let kind = match operation.answer {
        Some(Kind::List(item)) => *item,
        _ => &Kind::Json,
    };
    let row = |index| rows.item(index).map_or(0, |row| identity(row.view(), kind));
    (0..rows.count()).map(row).collect()
}

/// A number for some rows in any order.
fn identity_of_all(rows: &[u64]) -> u64 {
    let mut hash = DefaultHasher::new();
    let mut rows = rows.to_vec();
    rows.sort_unstable();
    rows.hash(&mut hash);
    hash.finish()
}

fn identity(row: View<'_>, kind: &Kind) -> u64 {
    let mut hash = DefaultHasher::new();
    let keys = match row {
        View::Record(record) => keys_of(record),
        _ => None,
    };
    hash.write(&keys.unwrap_or_else(|| write::value_to_json(row, kind)));
    hash.finish()
}

/// The values of the rows that identify a record, as they are written; `None` where none does.
fn keys_of(record: &dyn Record) -> Option<Vec<u8>> {
    let rows = record.table().rows.iter().enumerate().filter(|(_, row)| row.key);
    let keys = rows.filter_map(|(position, row)| {
        let mut key = write::value_to_json(record.field(position)?.view(), &row.kind);
        key.push(b',');
        Some(key)
    });
    let keys: Vec<u8> = keys.flatten().collect();
    (!keys.is_empty()).then_some(keys)
}

/// Whether something identifies these rows, beyond all that they hold.
fn have_key(rows: &dyn Items) -> bool {
    matches!(rows.item(0).map(Field::view), Some(View::Record(record)) if keys_of(record).is_some())
}
