//! Waiting for a future in the thread of the caller.

use std::cell::Cell;
use std::pin::{Pin, pin};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};

use connectparticipant::blocking::Sleep;

use crate::live::stack::BoxFuture;

/// Whether a thread was woken.
#[derive(Default)]
struct Parker {
    woken: Mutex<bool>,
    changed: Condvar,
}

thread_local! {
    /// Each thread has one parker for all its waits, so that a future that it no longer waits for is not woken many times. It is taken out
    /// while it is used: code within the future may wait, too.
    static PARKER: Cell<Option<Arc<Parker>>> = const { Cell::new(None) };
}

/// The end of a wait.
enum Limit {
    None,
    Real(Instant),
    Virtual(BoxFuture<()>),
}

impl Parker {
    /// Waits until the thread is woken, or until a time.
    fn wait(&self, until: Option<Instant>) {
        let mut woken = self.woken.lock().unwrap_or_else(PoisonError::into_inner);
        while !*woken {
            woken = match until {
                None => self.changed.wait(woken).unwrap_or_else(PoisonError::into_inner),
                Some(until) => match until.saturating_duration_since(Instant::now()) {
                    Duration::ZERO => return,
                    left => self.changed.wait_timeout(woken, left).unwrap_or_else(PoisonError::into_inner).0,
                },
            };
        }
        *woken = false;
    }
}

impl Wake for Parker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        *self.woken.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.changed.notify_one();
    }
}

impl Limit {
    fn has_passed(&mut self, cx: &mut Context<'_>) -> bool {
        match self {
            Self::None => false,
            Self::Real(end) => Instant::now() >= *end,
            Self::Virtual(timer) => timer.as_mut().poll(cx).is_ready(),
        }
    }

    fn end(&self) -> Option<Instant> {
        match self {
            Self::Real(end) => Some(*end),
            Self::None | Self::Virtual(_) => None,
        }
    }
}

/// Waits for a future.
pub(super) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        if let Some(value) = wait(future.as_mut(), Limit::None) {
            return value;
        }
    }
}

/// Waits for a future, at most for this time of a timer. `None` means that it has passed.
pub(super) fn block_on_within<T>(
    future: impl Future<Output = T>,
    limit: Duration,
    timer: &dyn Sleep,
) -> Option<T> {
    let limit = match (timer.timer(limit), Instant::now().checked_add(limit)) {
        (Some(timer), _) => Limit::Virtual(timer),
        (None, Some(end)) => Limit::Real(end),
        (None, None) => Limit::None,
    };
    wait(pin!(future), limit)
}

fn wait<T>(mut future: Pin<&mut impl Future<Output = T>>, mut limit: Limit) -> Option<T> {
    let parker = PARKER.try_with(Cell::take).ok().flatten().unwrap_or_default();
    let waker = Waker::from(Arc::clone(&parker));
    let mut cx = Context::from_waker(&waker);
    let value = loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut cx) {
            break Some(value);
        }
        if limit.has_passed(&mut cx) {
            break None;
        }
        parker.wait(limit.end());
    };
    // A thread that ends needs none.
    let _ = PARKER.try_with(|kept| kept.set(Some(parker)));
    value
}
