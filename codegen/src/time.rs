//! Points in time as the three formats have them, for values of examples.
//!
//! It is the runtime support's own code, compiled once more: there is one reading of a date in the project.

use serde_json::Value;

use crate::ir::TimestampFormat;

// Their examples name the crate that they are copied into, so they are no examples of this one.
#[cfg(not(doctest))]
#[allow(dead_code, missing_docs, reason = "generated crates use all of it")]
#[allow(clippy::collapsible_if, reason = "these files keep to an older Rust")]
#[path = "../runtime/src"]
mod inline {
    mod calendar;
    mod decimal;
    pub(super) mod timestamp;
}

/// A point in time, given as a date and time or as seconds since 1970, in the format of a place.
#[cfg(not(doctest))]
pub fn formatted(format: TimestampFormat, value: &Value) -> Option<Value> {
    let time = parsed(value)?;
    match format {
        TimestampFormat::DateTime => Some(time.to_date_time().into()),
        TimestampFormat::HttpDate => Some(time.to_http_date().into()),
        TimestampFormat::EpochSeconds => serde_json::from_str(&time.to_epoch_seconds()).ok(),
    }
}

/// The same as whole seconds since 1970, rounded down, and the nanoseconds after them.
#[cfg(not(doctest))]
pub fn seconds_and_nanoseconds(value: &Value) -> Option<(i64, u32)> {
    parsed(value).map(|time| (time.seconds(), time.nanoseconds()))
}

#[cfg(not(doctest))]
fn parsed(value: &Value) -> Option<inline::timestamp::Timestamp> {
    use inline::timestamp::Timestamp;

    match value.as_str() {
        Some(text) => Timestamp::parse_date_time(text).or_else(|_| Timestamp::parse_http_date(text)).ok(),
        None => Timestamp::parse_epoch_seconds(&value.to_string()).ok(),
    }
}

/// Nothing is formatted while rustdoc looks for examples.
#[cfg(doctest)]
pub fn formatted(_: TimestampFormat, _: &Value) -> Option<Value> {
    None
}

/// Nor read.
#[cfg(doctest)]
pub fn seconds_and_nanoseconds(_: &Value) -> Option<(i64, u32)> {
    None
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
