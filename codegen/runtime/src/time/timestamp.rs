//! Converts between [`Timestamp`] and points in time of the crate `time`.

use std::convert::TryFrom;

use ::time::OffsetDateTime;

use super::super::timestamp::{Timestamp, TimestampError};

/// The same point in time, in UTC.
impl From<Timestamp> for OffsetDateTime {
    fn from(time: Timestamp) -> Self {
        let nanoseconds = i128::from(time.seconds()) * 1_000_000_000 + i128::from(time.nanoseconds());
        // It cannot fail: the years 1 to 9999 are in the range.
        Self::from_unix_timestamp_nanos(nanoseconds).unwrap_or(Self::UNIX_EPOCH)
    }
}

/// The same point in time; the offset from UTC is lost.
impl TryFrom<OffsetDateTime> for Timestamp {
    type Error = TimestampError;

    fn try_from(time: OffsetDateTime) -> Result<Self, TimestampError> {
        Self::from_epoch(time.unix_timestamp(), time.nanosecond())
    }
}
