//! The same work on many things, on all cores, with the results in order. Nothing about what the work is.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::{panic, thread};

/// Fewer pieces of work than this are not worth another thread.
const FEW: usize = 16;

/// The results of `work` for 0 to `count`, in that order.
pub(crate) fn map<R: Send>(count: usize, work: impl Fn(usize) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, |cores| cores.get().min(count / FEW));
    if threads < 2 {
        return (0..count).map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let some = || {
        let taken = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)).filter(|n| *n < count));
        taken.map(|n| (n, work(n))).collect::<Vec<_>>()
    };
    let mut results = thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(some)).collect();
        let done = running.into_iter().map(|thread| thread.join().unwrap_or_else(|why| panic::resume_unwind(why)));
        done.flatten().collect::<Vec<_>>()
    });
    results.sort_unstable_by_key(|(n, _)| *n);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_come_in_order_however_many_there_are() {
        for count in [0, 1, 15, 16, 1000] {
            assert_eq!(super::map(count, |n| n * 2), (0..count).map(|n| n * 2).collect::<Vec<_>>());
        }
    }
}
