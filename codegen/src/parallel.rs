//! The same work on many things, on all cores, with the results in order. Nothing about what the work is.

use std::num::NonZero;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{panic, thread};

use crate::diagnostic::Findings;

/// Asked once: the answer is read from files.
static CORES: LazyLock<usize> = LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get));

/// The results of `work` for each of these, in their order. As many pieces as `share` are worth a thread.
pub(crate) fn map<T: Sync, R: Send>(all: &[T], share: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = (*CORES).min(all.len() / share);
    let next = AtomicUsize::new(0);
    let share = || {
        let taken = std::iter::from_fn(|| {
            let n = next.fetch_add(1, Ordering::Relaxed);
            all.get(n).map(|one| (n, work(one)))
        });
        taken.collect::<Vec<_>>()
    };
    let mut results = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(share)).collect();
        let mut results = share();
        for other in others {
            results.extend(other.join().unwrap_or_else(|why| panic::resume_unwind(why)));
        }
        results
    });
    results.sort_unstable_by_key(|(n, _)| *n);
    results.into_iter().map(|(_, result)| result).collect()
}

/// The same of work that finds things, which come in order too.
pub(crate) fn find<T: Sync, R: Send>(
    all: &[T],
    share: usize,
    findings: &mut Findings,
    work: impl Fn(&T, &mut Findings) -> R + Sync,
) -> Vec<R> {
    let apart = map(all, share, |one| {
        let mut findings = Findings::new();
        (work(one, &mut findings), findings)
    });
    let (results, found): (Vec<_>, Vec<_>) = apart.into_iter().unzip();
    findings.extend(found.into_iter().flatten());
    results
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_come_in_order_however_many_there_are() {
        for count in [0, 1, 7, 8, 16, 1000] {
            let numbers: Vec<usize> = (0..count).collect();
            assert_eq!(super::map(&numbers, 8, |n| n * 2), numbers.iter().map(|n| n * 2).collect::<Vec<_>>());
        }
    }
}
