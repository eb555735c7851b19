//! The clock of the service: that of the system, some time ahead, or a virtual one.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use connectparticipant::config::{Clock, SystemClock};
use connectparticipant::test_util::FakeTime;

/// A clock that a test can advance. Clones share the time.
#[derive(Clone, Debug)]
pub(super) enum ServiceClock {
    Virtual(FakeTime),
    /// The clock of the system, this far ahead.
    System(SystemClock, Arc<Mutex<Duration>>),
}

impl ServiceClock {
    pub(super) fn system() -> Self {
        Self::System(SystemClock::new(), Arc::default())
    }

    pub(super) fn advance(&self, time: Duration) {
        match self {
            Self::Virtual(fake) => fake.advance(time),
            Self::System(_, ahead) => {
                let mut ahead = ahead.lock().unwrap_or_else(PoisonError::into_inner);
                *ahead = ahead.saturating_add(time);
            }
        }
    }
}

fn ahead(time: &Mutex<Duration>) -> Duration {
    *time.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Clock for ServiceClock {
    fn now(&self) -> SystemTime {
        match self {
            Self::Virtual(fake) => fake.now(),
            Self::System(clock, time) => clock.now() + ahead(time),
        }
    }

    fn elapsed(&self) -> Duration {
        match self {
            Self::Virtual(fake) => fake.elapsed(),
            Self::System(clock, time) => clock.elapsed() + ahead(time),
        }
    }
}
