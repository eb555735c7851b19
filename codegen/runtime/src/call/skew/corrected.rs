//! A clock of the service's time of day, for what is signed long after the request: its events.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::super::Clock;
use super::Skew;

impl Skew {
    /// A clock of the service's time of day.
    pub(crate) fn clock(&self, clock: &Arc<dyn Clock>) -> Arc<dyn Clock> {
        Arc::new(Corrected { clock: clock.clone(), skew: self.clone() })
    }
}

/// A clock with the difference as it is whenever it is asked.
struct Corrected {
    clock: Arc<dyn Clock>,
    skew: Skew,
}

impl Clock for Corrected {
    fn now(&self) -> SystemTime {
        self.skew.offset().on(self.clock.now())
    }

    fn elapsed(&self) -> Duration {
        self.clock.elapsed()
    }
}
