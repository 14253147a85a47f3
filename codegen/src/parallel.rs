//! The same work on many things, on all cores, with the results in order. Nothing about what the work is.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::{panic, thread};

/// Fewer pieces of work than this are not worth another thread.
const FEW: usize = 8;

/// The results of `work` for each of these, in their order.
pub(crate) fn map<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, |cores| cores.get().min(all.len() / FEW));
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

#[cfg(test)]
mod tests {
    #[test]
    fn results_come_in_order_however_many_there_are() {
        for count in [0, 1, 7, 8, 16, 1000] {
            let numbers: Vec<usize> = (0..count).collect();
            assert_eq!(super::map(&numbers, |n| n * 2), numbers.iter().map(|n| n * 2).collect::<Vec<_>>());
        }
    }
}
