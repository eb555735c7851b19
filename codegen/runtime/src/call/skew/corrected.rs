//! A clock with the time of the service, for events, which are signed long after the request.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::super::Clock;
use super::Skew;

impl Skew {
    /// A clock with the time of the service.
    pub(crate) fn clock(&self, clock: &Arc<dyn Clock>) -> Arc<dyn Clock> {
        Arc::new(Corrected { clock: clock.clone(), skew: self.clone() })
    }
}

/// Creates a clock that applies the current difference.
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
