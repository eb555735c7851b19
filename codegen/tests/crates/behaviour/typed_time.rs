//! A test of the crate that is generated from `tests/cases/typed_time.json`; see `behaviour.rs`.
#![cfg(feature = "time")]

use case_typed_time::operation::put_note::PutNoteInput;
use case_typed_time::{Timestamp, TimestampError};
use time::OffsetDateTime;

#[test]
fn a_timestamp_is_a_time_and_back() {
    for (seconds, nanoseconds) in [(0, 0), (1_573_180_888, 172_000_001), (-1, 999_999_999), (-62_135_596_800, 0), (253_402_300_799, 999_999_999)] {
        let timestamp = Timestamp::from_epoch(seconds, nanoseconds).unwrap();
        let time = OffsetDateTime::from(timestamp);
        assert_eq!((time.unix_timestamp(), time.nanosecond()), (seconds, nanoseconds));
        assert_eq!(Timestamp::try_from(time), Ok(timestamp));
    }
    let before = OffsetDateTime::from_unix_timestamp(-62_135_596_801).unwrap();
    assert_eq!(Timestamp::try_from(before), Err(TimestampError::Range));
}

#[test]
fn required_timestamps_are_not_optional() {
    assert!(PutNoteInput::new("2019-11-08T02:41:28.172Z").at_parsed().is_ok());
    assert!(PutNoteInput::new("soon").at_parsed().is_err());
    let input = PutNoteInput::new("").until_at("text").until_at_2(OffsetDateTime::UNIX_EPOCH);
    assert_eq!(input.until.as_deref(), Some("1970-01-01T00:00:00.000Z"));
    assert_eq!(input.type_at(OffsetDateTime::UNIX_EPOCH).type_parsed(), Some(Ok(OffsetDateTime::UNIX_EPOCH)));
}
