//! The limit of connections in use, and waiting for one.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A number of permits.
pub(super) struct Permits {
    free: Mutex<usize>,
    given_back: Condvar,
}

/// A permit for a connection in use, released on drop.
pub(super) struct Permit(Arc<Permits>);

impl Permits {
    pub(super) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self { free: Mutex::new(most.max(1)), given_back: Condvar::new() })
    }

    /// Waits for a permit; `None` after a timeout.
    pub(super) fn take(self: &Arc<Self>, limit: Option<Duration>) -> Option<Permit> {
        let begun = Instant::now();
        let mut free = self.free();
        while *free == 0 {
            free = match limit {
                None => self.given_back.wait(free).unwrap_or_else(PoisonError::into_inner),
                Some(limit) => {
                    let left = limit.checked_sub(begun.elapsed()).filter(|left| !left.is_zero())?;
                    self.given_back.wait_timeout(free, left).unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
        *free -= 1;
        Some(Permit(self.clone()))
    }

    fn free(&self) -> MutexGuard<'_, usize> {
        // A panic under the lock cannot leave an invalid state.
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        *self.0.free() += 1;
        self.0.given_back.notify_one();
    }
}
