//! Work in a short-lived thread, as a future for the driver.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;

use super::wait::block_on;
use crate::live::stack::BoxFuture;

/// The result of a thread, on its way.
struct Slot<T>(Mutex<State<T>>);

struct State<T> {
    result: Option<thread::Result<T>>,
    waker: Option<Waker>,
}

impl<T> Slot<T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, result: thread::Result<T>) {
        let mut state = self.lock();
        state.result = Some(result);
        if let Some(waker) = state.waker.take() {
            waker.wake();
        }
    }

    fn poll(&self, cx: &Context<'_>) -> Poll<thread::Result<T>> {
        let mut state = self.lock();
        match state.result.take() {
            Some(result) => Poll::Ready(result),
            None => {
                state.waker = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }
}

/// Begins work in a thread. Nobody waits for the thread if the future is dropped: its work has timeouts.
pub(super) fn begin<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
    failed: impl FnOnce(io::Error) -> T + Send + 'static,
) -> BoxFuture<T> {
    let slot = Arc::new(Slot(Mutex::new(State { result: None, waker: None })));
    let result = Arc::clone(&slot);
    let run = move || result.set(catch_unwind(AssertUnwindSafe(|| block_on(work))));
    let begun = thread::Builder::new().name("chat call".to_owned()).spawn(run);
    Box::pin(async move {
        match begun {
            // A panic goes on in the driver, as with an async client.
            Ok(_) => {
                std::future::poll_fn(|cx| slot.poll(cx)).await.unwrap_or_else(|panic| resume_unwind(panic))
            }
            Err(error) => failed(error),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_done_in_another_thread_also_if_its_future_waits() {
        let here = thread::current().id();
        let inner = begin(async { 7 }, |error| panic!("{error}"));
        let work = async move { (inner.await, thread::current().id()) };
        let (value, there) = block_on(begin(work, |error| panic!("{error}")));
        assert_eq!(value, 7);
        assert_ne!(there, here);
    }

    #[test]
    fn a_panic_goes_on_where_the_result_is_awaited() {
        let work = begin(async { panic!("no result") }, |_| ());
        let panic = catch_unwind(AssertUnwindSafe(|| block_on(work))).unwrap_err();
        assert_eq!(panic.downcast_ref(), Some(&"no result"));
    }
}
