//! Virtual time, and reproducible random numbers.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

use super::super::call::{Clock, Random};
use super::super::client::{BoxFuture, Sleep};

/// Virtual time: a clock and a sleep in one, for clients of both kinds. It stands still until something sleeps.
///
/// A sleep ends at once, and advances the time; delays between attempts cost a test nothing, and can
/// be inspected. A timeout is a sleep too: it expires as soon as the transport has no data. Clones share the
/// time.
///
/// A session that waits for data and for a timer at once needs [`manual`](Self::manual) time.
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
pub struct FakeTime(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    /// For sleeps that block a thread.
    advanced: Condvar,
}

#[derive(Debug)]
struct State {
    elapsed: Duration,
    now: SystemTime,
    sleeps: Vec<Duration>,
    is_manual: bool,
    /// The sleeps that wait for the time, by a number of their own.
    naps: BTreeMap<u64, (Duration, Waker)>,
    next_nap: u64,
}

impl FakeTime {
    /// Creates a time that starts at the beginning of 2020.
    pub fn new() -> Self {
        Self::starting(false)
    }

    /// Creates a time that starts at the beginning of 2020, in which a sleep ends only when [`advance`](Self::advance) reaches its end.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use farrier_runtime::test_util::FakeTime;
    /// # use farrier_runtime::client::Sleep;
    /// # use std::future::Future;
    /// # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    /// let time = FakeTime::manual();
    /// let mut sleep = Sleep::sleep(&time, Duration::from_secs(10));
    /// assert!(sleep.as_mut().poll(&mut context).is_pending());
    /// time.advance(Duration::from_secs(10));
    /// assert!(sleep.as_mut().poll(&mut context).is_ready());
    /// ```
    pub fn manual() -> Self {
        Self::starting(true)
    }

    fn starting(is_manual: bool) -> Self {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_577_836_800);
        let (elapsed, sleeps, naps, next_nap) = (Duration::ZERO, Vec::new(), BTreeMap::new(), 0);
        let state = Mutex::new(State { elapsed, now, sleeps, is_manual, naps, next_nap });
        Self(Arc::new(Shared { state, advanced: Condvar::new() }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Advances the time. A manual time wakes the sleeps that end.
    pub fn advance(&self, time: Duration) {
        let mut state = self.state();
        state.elapsed = state.elapsed.saturating_add(time);
        state.now = state.now.checked_add(time).unwrap_or(state.now);
        let elapsed = state.elapsed;
        let due = state.naps.values().filter(|(end, _)| *end <= elapsed).map(|(_, waker)| waker.clone());
        let due: Vec<Waker> = due.collect();
        drop(state);
        self.0.advanced.notify_all();
        due.into_iter().for_each(Waker::wake);
    }

    /// Sets the time of day, forwards or backwards, like an administrator; elapsed time does not change.
    pub fn set_now(&self, now: SystemTime) {
        self.state().now = now;
    }

    /// Returns the durations of all sleeps, in order.
    pub fn sleeps(&self) -> Vec<Duration> {
        self.state().sleeps.clone()
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
        Box::pin(Nap { time: self.clone(), length: time, started: None })
    }
}

#[cfg(feature = "blocking")]
impl super::super::blocking::Sleep for FakeTime {
    fn sleep(&self, time: Duration) {
        let mut state = self.state();
        state.sleeps.push(time);
        if !state.is_manual {
            drop(state);
            return self.advance(time);
        }
        let end = state.elapsed.saturating_add(time);
        while state.elapsed < end {
            state = self.0.advanced.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn timer(&self, time: Duration) -> Option<BoxFuture<'static, ()>> {
        let is_manual = self.state().is_manual;
        is_manual.then(|| Sleep::sleep(self, time))
    }
}

/// The sleep begins, and the time advances, when it is polled, not when it is created.
struct Nap {
    time: FakeTime,
    length: Duration,
    /// Its number and its end.
    started: Option<(u64, Duration)>,
}

impl Future for Nap {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let (time, length) = (self.time.clone(), self.length);
        let mut state = time.state();
        let (number, end) = *self.started.get_or_insert_with(|| {
            state.next_nap += 1;
            state.sleeps.push(length);
            (state.next_nap, state.elapsed.saturating_add(length))
        });
        if state.elapsed >= end {
            state.naps.remove(&number);
            return Poll::Ready(());
        }
        if state.is_manual {
            state.naps.insert(number, (end, context.waker().clone()));
            return Poll::Pending;
        }
        let left = end.saturating_sub(state.elapsed);
        drop(state);
        time.advance(left);
        Poll::Ready(())
    }
}

impl Drop for Nap {
    fn drop(&mut self) {
        if let Some((number, _)) = self.started {
            self.time.state().naps.remove(&number);
        }
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
