//! What time it is.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use super::SetupError;

/// A clock. Limits and pauses are measured with [`elapsed`](Self::elapsed), so that a wall clock that jumps does no harm;
/// [`now`](Self::now) is for dates, as in `Retry-After`.
pub trait Clock: Send + Sync {
    /// The time of day.
    fn now(&self) -> SystemTime;

    /// The time since some moment in the past that stays the same. It never goes back.
    fn elapsed(&self) -> Duration;
}

/// The clock where the caller has given none.
pub(crate) fn default() -> Result<Arc<dyn Clock>, SetupError> {
    // There, asking for the time is a panic.
    if cfg!(all(target_arch = "wasm32", target_os = "unknown")) {
        return Err(SetupError::new("there is no clock on this platform; set one by `clock(..)`"));
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
