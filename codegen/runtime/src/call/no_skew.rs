//! Nothing is signed, so the time of day of the service does not matter.

use std::sync::Arc;
use std::time::SystemTime;

use http::HeaderMap;

use super::Clock;

/// No difference.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code)] // A service need not authenticate at all.
pub(crate) struct Offset;

impl Offset {
    #[allow(dead_code)]
    pub(crate) fn on(self, now: SystemTime) -> SystemTime {
        now
    }
}

/// Nothing to be known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Skew;

impl Skew {
    #[allow(dead_code)]
    pub(crate) fn offset(&self) -> Offset {
        Offset
    }

    pub(crate) fn learn(&self, _: Offset, _: Option<&str>, _: &HeaderMap, _: SystemTime) -> bool {
        false
    }

    #[allow(dead_code)]
    pub(crate) fn clock(&self, clock: &Arc<dyn Clock>) -> Arc<dyn Clock> {
        clock.clone()
    }
}
