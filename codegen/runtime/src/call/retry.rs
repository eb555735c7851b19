//! Whether, when and how often a call is repeated.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use http::HeaderMap;

use super::random::{share, Random};
use super::{Clock, TransportError};

/// What a retry takes out of the budget of a client.
const COST: u32 = 5;

/// What a retry after a time limit takes: it has tied up more.
const COST_OF_TIMEOUT: u32 = 10;

/// How a client repeats calls that may succeed when they are repeated.
///
/// Repeated are calls whose error [`is_retryable`](crate::Error::is_retryable): 408, 429, 5xx, and errors that the model or
/// their code marks, whatever their status. Repeated are also calls that got no answer, if the service cannot have seen the
/// request or if it does no harm to send it twice.
///
/// The pause before attempt *n* + 1 is random between nothing and `base_delay` * 2^(*n* - 1), at most `max_delay`. A service
/// that names a pause itself, by `Retry-After` or `x-amz-retry-after`, gets that one; if it is longer than what is left of
/// the time limit of the call, the error is returned at once.
///
/// All calls of a client share a budget, so that a service in trouble is not asked over and over: each retry takes 5 of it,
/// each one after a time limit 10; a success gives back what its retry took, or 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    pub(crate) max_attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
    pub(crate) budget: u32,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_attempts: 3,
            base_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(20),
            budget: 500,
        }
    }
}

impl RetryPolicy {
    /// Up to 3 attempts, pauses of up to 0.5 and 1 second, a budget of 500.
    pub fn new() -> Self {
        Self::default()
    }

    /// One attempt.
    pub fn never() -> Self {
        Self { max_attempts: 1, ..Self::default() }
    }

    /// Sets the greatest number of attempts, the first included; 0 is taken for 1.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts.max(1);
        self
    }

    /// Sets the longest pause before the second attempt.
    #[must_use]
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// Sets the longest pause before any attempt, but for what the service asks for.
    #[must_use]
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Sets the budget that all calls of a client share.
    #[must_use]
    pub fn budget(mut self, budget: u32) -> Self {
        self.budget = budget;
        self
    }

    /// A random pause behind an attempt, the first of which is 1.
    pub(crate) fn pause(&self, attempt: u32, random: &dyn Random) -> Duration {
        let factor = 1_u32.checked_shl(attempt.saturating_sub(1)).unwrap_or(u32::MAX);
        let longest = self.base_delay.saturating_mul(factor).min(self.max_delay);
        let nanoseconds = u64::try_from(longest.as_nanos()).unwrap_or(u64::MAX);
        Duration::from_nanos(share(random, nanoseconds))
    }
}

/// What is left of the budget for retries.
#[derive(Debug)]
pub(crate) struct Budget {
    left: AtomicU32,
    full: u32,
}

impl Budget {
    pub(crate) fn new(full: u32) -> Self {
        Self { left: AtomicU32::new(full), full }
    }

    /// Takes the price of a retry out, if there is as much left.
    pub(crate) fn take(&self, timeout: bool) -> Option<u32> {
        let cost = if timeout { COST_OF_TIMEOUT } else { COST };
        let spend = |left: u32| left.checked_sub(cost);
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, spend).ok().map(|_| cost)
    }

    /// Puts back what the last retry of a call took that has succeeded; a little, when there was none.
    pub(crate) fn put_back(&self, cost: Option<u32>) {
        let refill =
            |left: u32| (left < self.full).then(|| left.saturating_add(cost.unwrap_or(1)).min(self.full));
        // Nothing to do when it is full.
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, refill);
    }
}

/// Whether a request that got no answer may be sent again.
pub(crate) fn may_resend(error: &TransportError, repeatable: bool) -> bool {
    use super::{TimeoutKind, TransportErrorKind};
    match error.kind() {
        // There is no time left in this call.
        TransportErrorKind::Timeout(TimeoutKind::Operation) => false,
        _ => error.is_transient() && (repeatable || !error.was_sent()),
    }
}

/// The pause that the service asks for: `x-amz-retry-after` in milliseconds, `Retry-After` in seconds or as a date
/// (RFC 9110, 10.2.3).
pub(crate) fn asked_pause(headers: &HeaderMap, clock: &dyn Clock) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    if let Some(milliseconds) = text("x-amz-retry-after").and_then(|value| value.parse().ok()) {
        return Some(Duration::from_millis(milliseconds));
    }
    let value = text("retry-after")?;
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date: SystemTime = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(clock.now()).unwrap_or_default())
}
