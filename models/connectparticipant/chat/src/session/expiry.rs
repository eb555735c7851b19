//! The expiry of a URL or a token, in the time of day.

use std::time::Duration;

use farrier_runtime::Timestamp;

use super::now::{Turn, between};

/// Shorter lifetimes would be a call after the other.
const SHORTEST: Duration = Duration::from_secs(2);

/// A plausible expiry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expiry {
    at: Timestamp,
    margin: Duration,
    /// The time from the response until a replacement is due.
    pub(super) usable: Duration,
}

impl Expiry {
    /// Reads an expiry. With a clock that is wrong, the rest of the lifetime is too short to be true, and there is none.
    pub(super) fn read(turn: &Turn<'_>, text: Option<&str>, margin: Duration) -> Option<Self> {
        let at = Timestamp::parse_date_time(text?).ok()?;
        let lifetime = between(turn.now.wall, at);
        let margin = margin.min(lifetime / 2);
        (lifetime >= turn.settings.min_lifetime.max(SHORTEST)).then(|| Self {
            at,
            margin,
            usable: lifetime - margin,
        })
    }

    /// Whether a replacement is due by the time of day. Only this clock runs while a machine sleeps.
    pub(super) fn is_near(&self, turn: &Turn<'_>) -> bool {
        between(turn.now.wall, self.at) <= self.margin
    }
}
