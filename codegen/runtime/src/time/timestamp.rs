//! A [`Timestamp`] and a point in time of the crate `time` are made of one another.

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

/// The same point in time; the offset from UTC is not kept.
impl TryFrom<OffsetDateTime> for Timestamp {
    type Error = TimestampError;

    fn try_from(time: OffsetDateTime) -> Result<Self, TimestampError> {
        Self::from_epoch(time.unix_timestamp(), time.nanosecond())
    }
}
