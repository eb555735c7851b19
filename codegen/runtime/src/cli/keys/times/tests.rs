//! Timestamps in all notations.

use serde_json::{json, Value};

use super::super::super::samples::dice::Dice;
use super::{to_date_time, to_people};
use crate::Timestamp;

#[test]
fn all_the_usual_spellings_are_read() {
    for (written, time) in [
        (json!("2019-11-08T02:41:28.172Z"), "2019-11-08T02:41:28.172Z"),
        (json!("2019-11-08T02:41:28Z"), "2019-11-08T02:41:28Z"),
        (json!("2019-11-08t02:41:28z"), "2019-11-08T02:41:28Z"),
        (json!(" 2019-11-08 02:41:28 "), "2019-11-08T02:41:28Z"),
        (json!("2019-11-08T02:41"), "2019-11-08T02:41:00Z"),
        (json!("2019-11-08T02"), "2019-11-08T02:00:00Z"),
        (json!("2019-11-08"), "2019-11-08T00:00:00Z"),
        (json!("20191108T024128Z"), "2019-11-08T02:41:28Z"),
        (json!("2019-11-08T03:41:28+01:00"), "2019-11-08T03:41:28+01:00"),
        (json!("2019-11-08T03:41:28+0100"), "2019-11-08T03:41:28+01:00"),
        (json!("2019-11-08 03:41:28 -01"), "2019-11-08T03:41:28-01:00"),
        (json!("2019-11-08T02:41:28,5Z"), "2019-11-08T02:41:28.5Z"),
        (json!("2020-02-29"), "2020-02-29T00:00:00Z"),
        (json!("Fri, 08 Nov 2019 02:41:28 GMT"), "2019-11-08T02:41:28Z"),
        (json!("Fri, 08 Nov 2019 02:41 GMT"), "2019-11-08T02:41:00Z"),
        (json!("8 nov 2019 02:41:28 UTC"), "2019-11-08T02:41:28Z"),
        (json!("Fri, 8 Nov 2019 02:41:28 +0100"), "2019-11-08T02:41:28+01:00"),
        (json!(0), "1970-01-01T00:00:00Z"),
        (json!(1_573_180_888), "2019-11-08T02:41:28Z"),
        (json!("1573180888"), "2019-11-08T02:41:28Z"),
        (json!("1573180888.172"), "2019-11-08T02:41:28.172Z"),
        (json!("-0.5"), "1969-12-31T23:59:59.5Z"),
        (json!("-1"), "1969-12-31T23:59:59Z"),
        (json!("+1."), "1970-01-01T00:00:01Z"),
        (json!("1.573180888e9"), "2019-11-08T02:41:28Z"),
        // A number is a number.
        (json!("20191108"), "1970-08-22T16:38:28Z"),
        (json!(253_402_300_799_i64), "9999-12-31T23:59:59Z"),
        (json!(-62_135_596_800_i64), "0001-01-01T00:00:00Z"),
    ] {
        assert_eq!(to_date_time(&written).as_deref(), Some(time), "{written}");
    }
}

#[test]
fn other_texts_are_not_timestamps() {
    let texts = [
        "",
        " ",
        "soon",
        "2019-",
        "2019-11",
        "2019-11-",
        "2019-13-01",
        "2019-02-29",
        "2019-11-31",
        "2019-11-08T",
        "2019-11-08T24:00:00Z",
        "2019-11-08T02:60Z",
        "2019-11-08T02:41:28.Z",
        "2019-11-08T02:41:28+",
        "2019-11-08T02:41:28+25:00",
        "2019-11-08T02:41:28ZZ",
        "0000-01-01",
        "Fri, 08 Foo 2019 02:41:28 GMT",
        "Fri, 08 Nov 2019",
        "1e99",
        "nan",
        "inf",
        "253402300800",
        "99999999999999999999",
        "1573180888172",
        "é",
        "2019-é",
    ];
    for text in texts {
        assert_eq!(to_date_time(&json!(text)), None, "{text}");
    }
    for value in [Value::Null, json!(true), json!([]), json!({}), json!(1e300)] {
        assert_eq!(to_date_time(&value), None, "{value}");
    }
}

/// At the limits of numbers and of dates.
#[test]
fn extreme_numbers_are_handled() {
    let ends = [i64::MIN, i64::MAX, -62_135_596_800, 253_402_300_799, 0, i64::from(i32::MIN), 1 << 53];
    for end in ends {
        for near in -3..=3 {
            let Some(second) = end.checked_add(near) else { continue };
            let is_time = (-62_135_596_800..=253_402_300_799).contains(&second);
            assert_eq!(to_date_time(&json!(second)).is_some(), is_time, "{second}");
            for fraction in ["", ".", ".0", ".5", ".999999999", ".9999999999", "e0", "e3", "e-3"] {
                let _ = to_date_time(&json!(format!("{second}{fraction}")));
            }
        }
    }
    assert_eq!(to_date_time(&json!("-9223372036854775808.5")), None);
    assert_eq!(to_date_time(&json!("-62135596800.5")), None);
    assert_eq!(to_date_time(&json!("253402300799.5")).as_deref(), Some("9999-12-31T23:59:59.5Z"));
}

#[test]
fn people_see_microseconds_and_an_offset() {
    for (time, shown) in [
        ("2019-11-08T02:41:28.172Z", "2019-11-08T02:41:28.172000+00:00"),
        ("2019-11-08T02:41:28Z", "2019-11-08T02:41:28+00:00"),
        ("2019-11-08T02:41:28.123456789Z", "2019-11-08T02:41:28.123456+00:00"),
        ("something", "something"),
    ] {
        assert_eq!(to_people(time.to_owned()), shown);
    }
}

#[test]
fn seconds_are_the_dates_that_the_runtime_has() {
    let mut dice = Dice(5);
    for _ in 0..2_000 {
        let second = i64::try_from(dice.below(315_537_897_600)).unwrap() - 62_135_596_800;
        let time = Timestamp::from_epoch(second, 0).unwrap();
        assert_eq!(to_date_time(&json!(second)), Some(time.to_date_time()));
        assert_eq!(to_date_time(&json!(time.to_date_time())), Some(time.to_date_time()));
    }
}

#[test]
fn no_text_makes_it_panic_and_every_time_is_one_of_the_crate() {
    let mut dice = Dice(4);
    let mut times = 0;
    for _ in 0..50_000 {
        let text = dice.text("0123456789-:T.Z+ ,eé", 14);
        if let Some(time) = to_date_time(&json!(text)) {
            times += 1;
            assert!(Timestamp::parse_date_time(&time).is_ok(), "{text}: {time}");
        }
    }
    assert!(times > 500, "{times}");
}
