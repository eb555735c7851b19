//! Virtual time, and reproducible random numbers.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use super::super::call::{Clock, Random};
use super::super::client::{BoxFuture, Sleep};

/// Virtual time: a clock and a sleep in one, for clients of both kinds. It stands still until something sleeps.
///
/// A sleep ends at once, and advances the time; delays between attempts cost a test nothing, and can
/// be inspected. A timeout is a sleep too: it expires as soon as the transport has no data. Clones share the
/// time.
///
/// ```
/// use std::time::Duration;
/// use farrier_runtime::call::Clock;
/// use farrier_runtime::test_util::FakeTime;
///
/// let time = FakeTime::new();
/// time.advance(Duration::from_secs(90));
/// assert_eq!(time.elapsed(), Duration::from_secs(90));
/// ```
#[derive(Clone, Debug)]
pub struct FakeTime(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    elapsed: Duration,
    now: SystemTime,
    sleeps: Vec<Duration>,
}

impl FakeTime {
    /// Creates a time that starts at the beginning of 2020.
    pub fn new() -> Self {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_577_836_800);
        Self(Arc::new(Mutex::new(State { elapsed: Duration::ZERO, now, sleeps: Vec::new() })))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Advances the time.
    pub fn advance(&self, time: Duration) {
        let mut state = self.state();
        state.elapsed = state.elapsed.saturating_add(time);
        state.now = state.now.checked_add(time).unwrap_or(state.now);
    }

    /// Sets the time of day, forwards or backwards, like an administrator; elapsed time does not change.
    pub fn set_now(&self, now: SystemTime) {
        self.state().now = now;
    }

    /// Returns the durations of all sleeps, in order.
    pub fn sleeps(&self) -> Vec<Duration> {
        self.state().sleeps.clone()
    }

    fn pass(&self, time: Duration) {
        self.advance(time);
        self.state().sleeps.push(time);
    }
}

impl Default for FakeTime {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for FakeTime {
    fn now(&self) -> SystemTime {
        self.state().now
    }

    fn elapsed(&self) -> Duration {
        self.state().elapsed
    }
}

impl Sleep for FakeTime {
    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        Box::pin(Nap { time: self.clone(), left: Some(time) })
    }
}

#[cfg(feature = "blocking")]
impl super::super::blocking::Sleep for FakeTime {
    fn sleep(&self, time: Duration) {
        self.pass(time);
    }
}

/// The time advances when the sleep is polled, not when it is created.
struct Nap {
    time: FakeTime,
    left: Option<Duration>,
}

impl Future for Nap {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if let Some(left) = self.left.take() {
            self.time.pass(left);
        }
        Poll::Ready(())
    }
}

/// Reproducible random numbers from a seed. For tests only.
#[derive(Debug)]
pub struct SeededRandom(Mutex<u64>);

impl SeededRandom {
    /// Creates the numbers of a seed.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }
}

impl Random for SeededRandom {
    /// SplitMix64: <https://prng.di.unimi.it/splitmix64.c>
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for chunk in bytes.chunks_mut(8) {
            *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut word = *state;
            word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            word ^= word >> 31;
            chunk.copy_from_slice(&word.to_le_bytes()[..chunk.len()]);
        }
    }
}
