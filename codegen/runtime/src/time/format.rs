//! Formats points in time of the crate `time` as ISO 8601.

use ::time::{OffsetDateTime, PrimitiveDateTime, UtcOffset};

/// Writes `yyyy-MM-ddThh:mm:ss.SSSZ`, in UTC; fractions of a millisecond are cut off.
pub fn iso8601(time: OffsetDateTime) -> String {
    let end = if time.year() > 0 { PrimitiveDateTime::MAX } else { PrimitiveDateTime::MIN };
    // Within a day of the first or last representable time, UTC may have no value.
    let utc = time.checked_to_offset(UtcOffset::UTC).unwrap_or_else(|| end.assume_utc());
    let (year, month, day) = (utc.year(), u8::from(utc.month()), utc.day());
    let (hour, minute, second, millisecond) = (utc.hour(), utc.minute(), utc.second(), utc.millisecond());
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}Z")
}
