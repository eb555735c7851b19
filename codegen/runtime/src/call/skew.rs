//! The clock difference between this machine and the service, learned from rejected signatures.
//!
//! A signature has a time, and is valid for a few minutes. Only the time of signatures is corrected; timeouts and delays use
//! another clock.

#[cfg(feature = "event-stream")]
mod corrected;

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::HeaderMap;

use super::super::response::date;

/// Error codes that can mean a wrong signature time: `CLOCK_SKEW_ERROR_CODES` of `@smithy/service-error-classification`, and
/// `RetryUtils.isClockSkewException` of the SDK for Java. Only the date of the response proves it: a wrong key causes some of
/// them too.
const CODES: [&str; 6] = [
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

/// The minimum difference in seconds that counts, as in the SDK for Java: services accept up to 5 minutes.
const LEAST: u64 = 4 * 60;

/// The seconds by which the service is ahead of this machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offset(i64);

impl Offset {
    /// The time of the service.
    pub(crate) fn on(self, now: SystemTime) -> SystemTime {
        let difference = Duration::from_secs(self.0.unsigned_abs());
        let moved = if self.0 < 0 { now.checked_sub(difference) } else { now.checked_add(difference) };
        moved.unwrap_or(now)
    }
}

/// The clock difference known to all calls of a client.
#[derive(Clone, Debug, Default)]
pub(crate) struct Skew(Arc<AtomicI64>);

impl Skew {
    /// The offset for the next signature.
    pub(crate) fn offset(&self) -> Offset {
        Offset(self.0.load(Ordering::Relaxed))
    }

    /// Evaluates an error of a request signed with an offset. Returns whether the clock was wrong and is now corrected.
    pub(crate) fn learn(
        &self,
        signed: Offset,
        code: Option<&str>,
        headers: &HeaderMap,
        now: SystemTime,
    ) -> bool {
        let says_so = code.map_or(false, |code| CODES.contains(&code));
        let ahead = match date(headers).filter(|_| says_so) {
            Some(date) => seconds_between(now, date),
            None => return false,
        };
        if ahead.abs_diff(signed.0) < LEAST {
            return false;
        }
        self.0.store(ahead, Ordering::Relaxed);
        true
    }
}

fn seconds_between(from: SystemTime, to: SystemTime) -> i64 {
    let seconds = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
    match to.duration_since(from) {
        Ok(later) => seconds(later),
        Err(earlier) => -seconds(earlier.duration()),
    }
}
