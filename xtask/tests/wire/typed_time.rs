//! The feature `time`: members that are dates and times in text.

use connectparticipant::operation::send_message::SendMessageResponse;
use connectparticipant::types::{Item, StartPosition};
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

fn moment() -> OffsetDateTime {
    let date = Date::from_calendar_date(2019, Month::November, 8).unwrap();
    PrimitiveDateTime::new(date, Time::from_hms_milli(2, 41, 28, 172).unwrap()).assume_utc()
}

#[test]
fn a_time_is_read_and_its_text_stays() {
    let item = Item::new().absolute_time("2019-11-08T02:41:28.172Z");
    assert_eq!(item.absolute_time_parsed(), Some(Ok(moment())));
    assert_eq!(item.absolute_time.as_deref(), Some("2019-11-08T02:41:28.172Z"));
    let elsewhere = Item::new().absolute_time("2019-11-08T03:41:28.172+01:00");
    assert_eq!(elsewhere.absolute_time_parsed(), Some(Ok(moment())));
}

#[test]
fn invalid_timestamps_are_errors_and_missing_ones_none() {
    assert_eq!(Item::new().absolute_time_parsed(), None);
    for text in ["", "soon", "2019-11-08T02:41:28.172", "2019-13-08T02:41:28.172Z", "\u{661}", "2019-11-08"] {
        let output = SendMessageResponse::new().absolute_time(text);
        assert!(output.absolute_time_parsed().is_some_and(|time| time.is_err()), "{text:?}");
        assert_eq!(output.absolute_time.as_deref(), Some(text));
    }
}

#[test]
fn a_time_is_written_in_utc_to_the_millisecond() {
    let text = |time: OffsetDateTime| StartPosition::new().absolute_time_at(time).absolute_time.unwrap();
    assert_eq!(text(moment()), "2019-11-08T02:41:28.172Z");
    let east = UtcOffset::from_hms(5, 30, 0).unwrap();
    assert_eq!(text(moment().to_offset(east)), "2019-11-08T02:41:28.172Z");
    assert_eq!(text(moment() + time::Duration::microseconds(999)), "2019-11-08T02:41:28.172Z");
    let start = StartPosition::new().absolute_time_at(moment());
    assert_eq!(start.absolute_time_parsed(), Some(Ok(moment())));
    assert!(start.absolute_time.is_some_and(|text| text.len() == 24));
}

/// If the time in UTC would be out of range.
#[test]
fn the_ends_of_time_are_no_panic() {
    let text = |time: OffsetDateTime| StartPosition::new().absolute_time_at(time).absolute_time.unwrap();
    let (east, west) = (UtcOffset::from_hms(23, 0, 0).unwrap(), UtcOffset::from_hms(-23, 0, 0).unwrap());
    assert_eq!(text(PrimitiveDateTime::MAX.assume_offset(west)), "9999-12-31T23:59:59.999Z");
    assert_eq!(text(PrimitiveDateTime::MIN.assume_offset(east)), "-9999-01-01T00:00:00.000Z");
}
