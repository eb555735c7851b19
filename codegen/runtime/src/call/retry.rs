//! The retry policy: whether, when and how often a call is retried.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::random::{share, Random};
use super::TransportError;

/// The cost of a retry, in the budget of a client.
const COST: u32 = 5;

/// The cost of a retry after a timeout: it has used more resources.
const COST_OF_TIMEOUT: u32 = 10;

/// The retry policy of a client: the number of attempts, and the delays between them.
///
/// It repeats calls whose error [`is_retryable`](crate::CallError::is_retryable): 408, 429, 5xx, and errors that the model or
/// their code marks, whatever their status. It also repeats calls that got no response, if the service cannot have seen the
/// request or if it does no harm to send it twice. A [`RetryClassifier`](super::RetryClassifier) can decide otherwise.
///
/// The delay before attempt *n* + 1 is random between zero and `base_delay` * 2^(*n* - 1), at most `max_delay`. A delay that the
/// service requests with `Retry-After` or `x-amz-retry-after` replaces it; if that is longer than the rest of the operation
/// timeout, the call returns the error immediately.
///
/// All calls of a client share a budget, which protects a failing service: each retry costs 5, each retry after a timeout 10; a
/// success returns the cost of its last retry, or 1.
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
    /// Up to 3 attempts, delays of up to 0.5 and 1 second, a budget of 500.
    pub fn new() -> Self {
        Self::default()
    }

    /// One attempt.
    pub fn never() -> Self {
        Self { max_attempts: 1, ..Self::default() }
    }

    /// Sets the maximum number of attempts, including the first; 0 means 1.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts.max(1);
        self
    }

    /// Sets the maximum delay before the second attempt.
    #[must_use]
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// Sets the maximum delay before any attempt. A delay requested by the service may be longer.
    #[must_use]
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Sets the budget shared by all calls of a client.
    #[must_use]
    pub fn budget(mut self, budget: u32) -> Self {
        self.budget = budget;
        self
    }

    /// Returns a random delay after an attempt; the first attempt is 1.
    pub(crate) fn delay(&self, attempt: u32, random: &dyn Random) -> Duration {
        let factor = 1_u32.checked_shl(attempt.saturating_sub(1)).unwrap_or(u32::MAX);
        let longest = self.base_delay.saturating_mul(factor).min(self.max_delay);
        let nanoseconds = u64::try_from(longest.as_nanos()).unwrap_or(u64::MAX);
        Duration::from_nanos(share(random, nanoseconds))
    }
}

/// The remaining retry budget.
#[derive(Debug)]
pub(crate) struct Budget {
    left: AtomicU32,
    full: u32,
}

impl Budget {
    pub(crate) fn new(full: u32) -> Self {
        Self { left: AtomicU32::new(full), full }
    }

    /// Takes the cost of a retry, if the budget suffices.
    pub(crate) fn take(&self, timeout: bool) -> Option<u32> {
        let cost = if timeout { COST_OF_TIMEOUT } else { COST };
        let spend = |left: u32| left.checked_sub(cost);
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, spend).ok().map(|_| cost)
    }

    /// Returns the cost of the last retry of a successful call, or a small amount without retries.
    pub(crate) fn put_back(&self, cost: Option<u32>) {
        let refill =
            |left: u32| (left < self.full).then(|| left.saturating_add(cost.unwrap_or(1)).min(self.full));
        // Nothing to do if it is full.
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, refill);
    }
}

/// Whether a request without a response may be retried.
pub(crate) fn may_resend(error: &TransportError, repeatable: bool) -> bool {
    error.is_transient() && is_harmless(error, repeatable)
}

/// Whether a request without a response can be retried without harm, and within the operation timeout.
pub(crate) fn is_harmless(error: &TransportError, repeatable: bool) -> bool {
    use super::{TimeoutKind, TransportErrorKind};
    let in_time = error.kind() != TransportErrorKind::Timeout(TimeoutKind::Operation);
    in_time && (repeatable || !error.was_sent())
}
