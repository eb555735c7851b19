//! Clocks.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use super::SetupError;

/// A clock. Timeouts and delays use [`elapsed`](Self::elapsed), so that changes of the wall clock do no harm;
/// [`now`](Self::now) is for dates, as in `Retry-After`.
pub trait Clock: Send + Sync {
    /// The wall-clock time.
    fn now(&self) -> SystemTime;

    /// The time since a fixed moment in the past. It never decreases.
    fn elapsed(&self) -> Duration;
}

/// The default clock.
pub(crate) fn default() -> Result<Arc<dyn Clock>, SetupError> {
    // On this platform, reading the time panics.
    if cfg!(all(target_arch = "wasm32", target_os = "unknown")) {
        return Err(SetupError::new("there is no clock on this platform; set one with `clock(..)`"));
    }
    Ok(Arc::new(SystemClock::new()))
}

/// The clock of the operating system.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    origin: Instant,
}

impl SystemClock {
    /// A clock that starts now.
    pub fn new() -> Self {
        Self { origin: Instant::now() }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn elapsed(&self) -> Duration {
        self.origin.elapsed()
    }
}
