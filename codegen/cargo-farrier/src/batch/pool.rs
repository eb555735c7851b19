//! Parallel work: a queue, and one worker per core.

use std::num::NonZero;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use farrier::Diagnostic;

use crate::Result;

/// The stack of the main thread on Linux; other threads have 2 MiB by default.
const STACK: usize = 8 * 1024 * 1024;

/// Processes each item on all cores, in order; returns the results in the same order.
pub fn run<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::with_capacity(items.len()));
    let worker = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return };
            let result = work(item);
            results.lock().unwrap_or_else(PoisonError::into_inner).push((index, result));
        }
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    thread::scope(|scope| {
        let start = |_: &usize| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker).is_ok();
        if (0..workers).filter(start).count() == 0 {
            worker();
        }
    });
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// Processes one model. A panic is a bug, but it must not stop the other models.
pub fn caught<R>(work: impl FnOnce() -> Result<R>) -> Result<R> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(Diagnostic::new("the generator panicked, which is a bug in it; please report it").into())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..100).collect();
        let doubled = run(&items, |item| {
            if item % 7 == 0 {
                thread::yield_now();
            }
            item * 2
        });
        assert_eq!(doubled, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert_eq!(run(&[] as &[u64], |item| *item), Vec::<u64>::new());
    }

    #[test]
    #[expect(clippy::panic, reason = "that is what is tried")]
    fn a_panic_is_a_problem_of_one_model() {
        let problems = caught(|| -> Result<()> { panic!("tried by a test") }).expect_err("it panicked");
        assert_eq!(problems.to_string(), "the generator panicked, which is a bug in it; please report it");
    }
}
