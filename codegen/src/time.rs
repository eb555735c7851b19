//! Points in time in the three formats, for values of examples.
//!
//! The runtime parses them: the project has one date parser.

use farrier_runtime::Timestamp;
use serde_json::Value;

use crate::ir::TimestampFormat;

/// A point in time, given as a date and time or as seconds since 1970, in the format of a location.
pub fn formatted(format: TimestampFormat, value: &Value) -> Option<Value> {
    let time = parsed(value)?;
    match format {
        TimestampFormat::DateTime => Some(time.to_date_time().into()),
        TimestampFormat::HttpDate => Some(time.to_http_date().into()),
        TimestampFormat::EpochSeconds => serde_json::from_str(&time.to_epoch_seconds()).ok(),
    }
}

/// The same as whole seconds since 1970, rounded down, and the remaining nanoseconds.
pub fn seconds_and_nanoseconds(value: &Value) -> Option<(i64, u32)> {
    parsed(value).map(|time| (time.seconds(), time.nanoseconds()))
}

fn parsed(value: &Value) -> Option<Timestamp> {
    match value.as_str() {
        Some(text) => Timestamp::parse_date_time(text).or_else(|_| Timestamp::parse_http_date(text)).ok(),
        None => Timestamp::parse_epoch_seconds(&value.to_string()).ok(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by a panic")]
mod tests {
    use super::*;

    #[test]
    fn each_spelling_of_a_time_becomes_each_format() {
        let spellings = ["\"2014-04-29T18:30:38Z\"", "\"Tue, 29 Apr 2014 18:30:38 GMT\"", "1398796238"];
        for spelling in spellings {
            let value: Value = serde_json::from_str(spelling).unwrap();
            let format = |format| formatted(format, &value).unwrap().to_string();
            assert_eq!(format(TimestampFormat::DateTime), spellings[0]);
            assert_eq!(format(TimestampFormat::HttpDate), spellings[1]);
            assert_eq!(format(TimestampFormat::EpochSeconds), spellings[2]);
        }
        assert_eq!(formatted(TimestampFormat::DateTime, &Value::from("soon")), None);
        assert_eq!(seconds_and_nanoseconds(&serde_json::json!(-1.5)), Some((-2, 500_000_000)));
    }
}
