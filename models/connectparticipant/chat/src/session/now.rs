//! The current time, and the random numbers and the list of actions that come with each turn.

use std::collections::VecDeque;
use std::time::Duration;

use farrier_runtime::Timestamp;

use super::action::{Action, Notice};
use super::input::Failure;
use super::settings::Settings;

/// The current time, from two clocks: a session has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The time since any fixed point, from a clock that never goes backwards. All delays are measured with it.
    pub elapsed: Duration,
    /// The time of day. Only the expiry of URLs and tokens, and a suspended machine, are measured with it; it may be wrong.
    pub wall: Timestamp,
}

impl Now {
    /// The current time.
    #[must_use]
    pub fn new(elapsed: Duration, wall: Timestamp) -> Self {
        Self { elapsed, wall }
    }
}

/// Returns the time from one point to a later one, or zero.
pub(super) fn between(earlier: Timestamp, later: Timestamp) -> Duration {
    let seconds = later.seconds().saturating_sub(earlier.seconds());
    let later_nanoseconds = u64::from(later.nanoseconds());
    let earlier_nanoseconds = u64::from(earlier.nanoseconds());
    let Ok(seconds) = u64::try_from(seconds) else { return Duration::ZERO };
    (Duration::from_secs(seconds) + Duration::from_nanos(later_nanoseconds))
        .saturating_sub(Duration::from_nanos(earlier_nanoseconds))
}

/// Pseudo-random numbers for delays: SplitMix64.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a part of a duration, from zero to all of it.
    pub(super) fn part(&mut self, whole: Duration) -> Duration {
        let share = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        whole.mul_f64(share)
    }
}

/// What each part of a session needs for one input.
pub(super) struct Turn<'a> {
    pub(super) now: Now,
    pub(super) settings: &'a Settings,
    pub(super) random: &'a mut Random,
    pub(super) actions: &'a mut VecDeque<Action>,
}

impl Turn<'_> {
    pub(super) fn elapsed(&self) -> Duration {
        self.now.elapsed
    }

    pub(super) fn act(&mut self, action: Action) {
        self.actions.push_back(action);
    }

    pub(super) fn notice(&mut self, notice: Notice) {
        self.act(Action::Notice(notice));
    }

    /// Returns the delay before the attempt after this many failures: it doubles up to the maximum, and is up to 30 % shorter or
    /// longer, as in amazon-connect-chatjs 5.0.
    pub(super) fn backoff(&mut self, first: Duration, failures: u32) -> Duration {
        let factor = 1_u32.checked_shl(failures.saturating_sub(1)).unwrap_or(u32::MAX);
        let delay = first.saturating_mul(factor).min(self.settings.retry_max);
        delay.mul_f64(0.7) + self.random.part(delay.mul_f64(0.6))
    }

    /// Returns the time of the next attempt of a call, which the service may delay.
    pub(super) fn next_attempt(&mut self, failure: &Failure, failures: u32) -> Duration {
        let backoff = self.backoff(self.settings.call_retry, failures);
        self.elapsed().saturating_add(backoff.max(failure.retry_after.unwrap_or_default()))
    }
}

/// Returns the earlier of two points in time.
pub(super) fn earlier(one: Option<Duration>, other: Option<Duration>) -> Option<Duration> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
