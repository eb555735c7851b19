//! The difference between the clock of this machine and that of the service, learned from signatures that were refused.
//!
//! A signature has a time, and is good for some minutes. What this corrects is the time of signatures; limits and pauses have
//! a clock of their own.

#[cfg(feature = "event-stream")]
mod corrected;

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::header::DATE;
use http::HeaderMap;

/// Codes of services that can mean that a signature has the wrong time: those of `CLOCK_SKEW_ERROR_CODES` in
/// `@smithy/service-error-classification`, and of `RetryUtils.isClockSkewException` in the SDK for Java. Only the date of the
/// response says whether they do: a wrong key has some of them too.
const CODES: [&str; 6] = [
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

/// The difference in seconds from which on it is the clock, as in the SDK for Java: services take up to 5 minutes.
const LEAST: u64 = 4 * 60;

/// By how many seconds the service is ahead of this machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offset(i64);

impl Offset {
    /// What time it is for the service.
    pub(crate) fn on(self, now: SystemTime) -> SystemTime {
        let difference = Duration::from_secs(self.0.unsigned_abs());
        let moved = if self.0 < 0 { now.checked_sub(difference) } else { now.checked_add(difference) };
        moved.unwrap_or(now)
    }
}

/// What all calls of a client know of the difference.
#[derive(Clone, Debug, Default)]
pub(crate) struct Skew(Arc<AtomicI64>);

impl Skew {
    /// What the next signature is made with.
    pub(crate) fn offset(&self) -> Offset {
        Offset(self.0.load(Ordering::Relaxed))
    }

    /// Looks at an error in response to a signature that was made with an offset. Returns whether the clock was wrong then and is
    /// right now.
    pub(crate) fn learn(
        &self,
        signed: Offset,
        code: Option<&str>,
        headers: &HeaderMap,
        now: SystemTime,
    ) -> bool {
        let says_so = code.map_or(false, |code| CODES.contains(&code));
        let date =
            headers.get(DATE).and_then(|date| httpdate::parse_http_date(date.to_str().ok()?.trim()).ok());
        let ahead = match date.filter(|_| says_so) {
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
