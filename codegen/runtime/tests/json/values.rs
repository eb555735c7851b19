//! The value types: as text and in JSON.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use farrier_runtime::json::{DateTime, EpochSeconds, HttpDate, Plain, Quoted, Reader, Writer};
use farrier_runtime::{BigDecimal, BigInteger, Blob, Document, Number, Timestamp, TimestampError};

use super::{problem, read, write};

#[test]
fn integers_in_every_spelling() {
    let cases = [
        ("1", 1),
        ("-0", 0),
        ("1.0", 1),
        ("1e3", 1000),
        ("1.5e1", 15),
        ("-120E-1", -12),
        ("0e99", 0),
        ("100000000000000000000000e-21", 100),
    ];
    for (body, expected) in cases {
        assert_eq!(read::<Plain, i32>(body), Ok(expected), "{body}");
    }
    assert_eq!(read::<Plain, i64>("-9223372036854775808"), Ok(i64::MIN));
    assert_eq!(read::<Plain, i64>("-9.223372036854775808e18"), Ok(i64::MIN));
    assert_eq!(problem::<i64>("9223372036854775808"), "expected a smaller integer at byte 0");
    assert_eq!(problem::<i64>("1e999999999999"), "expected a smaller integer at byte 0");
    assert_eq!(problem::<i8>("128"), "expected a smaller integer at byte 0");
    assert_eq!(problem::<i8>("1.5"), "expected an integer at byte 0");
    assert_eq!(problem::<i8>("1e-1"), "expected an integer at byte 0");
    assert_eq!(problem::<i8>("1e-99999999999999999999"), "expected an integer at byte 0");
    // Some services send numbers as strings.
    assert_eq!(read::<Plain, i8>("\"1\""), Ok(1));
    assert_eq!(problem::<i8>("\"\""), "expected a number at byte 0");
}

#[test]
fn floats_and_their_names() {
    assert_eq!(read::<Plain, f64>("1.5e-3"), Ok(0.0015));
    assert_eq!(read::<Plain, f32>("0.1"), Ok(0.1_f32));
    assert_eq!(read::<Plain, f64>("\"-Infinity\""), Ok(f64::NEG_INFINITY));
    assert!(read::<Plain, f32>("\"NaN\"").unwrap().is_nan());
    assert_eq!(read::<Plain, f64>("\"1.5\""), Ok(1.5));
    assert_eq!(problem::<f64>("\"1,5\""), "expected a number at byte 0");
    assert_eq!(problem::<f64>("1e400"), "expected a smaller number at byte 0");
    for value in [f64::MIN_POSITIVE, f64::MAX, 1.0 / 3.0, -0.0, 1e21, 123_456_789.123] {
        assert_eq!(read::<Plain, f64>(write(&value)).map(f64::to_bits), Ok(value.to_bits()));
    }
}

#[test]
fn blobs() {
    for (text, base64) in [("", "\"\""), ("f", "\"Zg==\""), ("fo", "\"Zm8=\""), ("foo", "\"Zm9v\"")] {
        assert_eq!(write(&Blob::from(text)), base64);
        assert_eq!(read::<Plain, Blob>(base64), Ok(Blob::from(text)));
    }
    assert_eq!(read::<Plain, Blob>("\"Zg\""), Ok(Blob::from([b'f'])));
    assert_eq!(problem::<Blob>(" \"Z!\""), "expected base64 at byte 1");
    assert_eq!(format!("{:?}", Blob::from("secret")), "Blob(6 bytes)");
}

#[test]
fn big_numbers_are_exact() {
    let digits = "-123456789012345678901234567890123456789";
    assert_eq!(write::<Plain>(&read::<Plain, BigInteger>(digits).unwrap()), digits);
    let decimal = "0.10000000000000000000000000000000000001E-400";
    assert_eq!(write::<Plain>(&read::<Plain, BigDecimal>(decimal).unwrap()), decimal);
    // Some protocols send them as strings.
    let quoted = |text: &str| format!("\"{text}\"");
    let (whole, fraction) = (digits.parse::<BigInteger>().unwrap(), decimal.parse::<BigDecimal>().unwrap());
    assert_eq!(write::<Quoted>(&vec![whole.clone()]), format!("[{}]", quoted(digits)));
    assert_eq!(write::<Quoted>(&fraction), quoted(decimal));
    assert_eq!(read::<Plain, BigInteger>(quoted(digits)), Ok(whole));
    assert_eq!(read::<Plain, BigDecimal>(quoted(decimal)), Ok(fraction));
    assert_eq!(BigInteger::from(u128::MAX).to_string(), u128::MAX.to_string());
    assert_eq!(problem::<BigInteger>("1.0"), "expected an integer at byte 0");
    for text in ["", " 1", "1 ", "+1", "01", "1.", "1,\"a\":2", "NaN"] {
        assert!(text.parse::<BigDecimal>().is_err(), "{text}");
        assert!(text.parse::<Number>().is_err(), "{text}");
    }
}

#[test]
fn documents() {
    let body = r#"{"a":[1.50,18446744073709551615,null,true],"b":{"c":"d"}}"#;
    let document: Document = read(body).unwrap();
    assert_eq!(write(&document), body);
    let array = document.get("a").and_then(Document::as_array).unwrap();
    let number = |at: usize| array[at].as_number().unwrap();
    assert_eq!((number(0).as_i64(), number(0).as_f64()), (None, 1.5));
    assert_eq!((number(1).as_i64(), number(1).as_u64()), (None, Some(u64::MAX)));
    assert!(array[2].is_null());
    assert_eq!(Document::from(Some(vec![Document::from("x")])), read("[\"x\"]").unwrap());
    assert_eq!(Number::try_from(1e21).unwrap().as_str(), "1e21");
    assert!(Number::try_from(f64::NAN).is_err());
}

#[test]
fn timestamps_as_text() {
    let cases = [
        (1_398_796_238, 0, "2014-04-29T18:30:38Z", "Tue, 29 Apr 2014 18:30:38 GMT", "1398796238"),
        (
            1_573_180_888,
            172_000_000,
            "2019-11-08T02:41:28.172Z",
            "Fri, 08 Nov 2019 02:41:28.172 GMT",
            "1573180888.172",
        ),
        (0, 1, "1970-01-01T00:00:00.000000001Z", "Thu, 01 Jan 1970 00:00:00.000000001 GMT", "0.000000001"),
        (-1, 500_000_000, "1969-12-31T23:59:59.5Z", "Wed, 31 Dec 1969 23:59:59.5 GMT", "-0.5"),
        (-2, 750_000_000, "1969-12-31T23:59:58.75Z", "Wed, 31 Dec 1969 23:59:58.75 GMT", "-1.25"),
        (951_782_400, 0, "2000-02-29T00:00:00Z", "Tue, 29 Feb 2000 00:00:00 GMT", "951782400"),
        (-62_135_596_800, 0, "0001-01-01T00:00:00Z", "Mon, 01 Jan 0001 00:00:00 GMT", "-62135596800"),
        (
            253_402_300_799,
            999_999_999,
            "9999-12-31T23:59:59.999999999Z",
            "Fri, 31 Dec 9999 23:59:59.999999999 GMT",
            "253402300799.999999999",
        ),
    ];
    for (seconds, nanoseconds, date_time, http_date, epoch) in cases {
        let time = Timestamp::from_epoch(seconds, nanoseconds).unwrap();
        assert_eq!(
            (time.to_date_time(), time.to_http_date(), time.to_epoch_seconds()),
            (date_time.into(), http_date.into(), epoch.into())
        );
        assert_eq!(Timestamp::parse_date_time(date_time), Ok(time));
        assert_eq!(Timestamp::parse_http_date(http_date), Ok(time));
        assert_eq!(Timestamp::parse_epoch_seconds(epoch), Ok(time));
        assert_eq!(SystemTime::try_from(time).and_then(Timestamp::try_from), Ok(time));
    }
    assert_eq!(SystemTime::try_from(Timestamp::UNIX_EPOCH), Ok(SystemTime::UNIX_EPOCH));
    let early = SystemTime::UNIX_EPOCH - Duration::from_millis(1500);
    assert_eq!(Timestamp::try_from(early).unwrap().to_epoch_seconds(), "-1.5");
}

#[test]
fn timestamps_leniently() {
    let same = Timestamp::from_epoch(1_576_540_098, 0).unwrap();
    for text in [
        "2019-12-16T22:48:18-01:00",
        "2019-12-17T00:48:18+01:00",
        "2019-12-16t23:48:18z",
        "2019-12-16 23:47:78Z",
        "2019-12-16T23:48:18.0000000004Z",
    ] {
        assert_eq!(Timestamp::parse_date_time(text).is_ok(), !text.contains(":78"), "{text}");
        assert!(text.contains(":78") || Timestamp::parse_date_time(text) == Ok(same), "{text}");
    }
    for text in
        ["Mon, 16 Dec 2019 23:48:18 GMT", "16 dec 2019 23:48:18 UTC", "Sunday, 16 Dec 2019 23:48:18.000 gmt"]
    {
        assert_eq!(Timestamp::parse_http_date(text), Ok(same), "{text}");
    }
    assert_eq!(Timestamp::parse_http_date("Mon, 5 Jan 2015 00:00:00 GMT").unwrap().seconds(), 1_420_416_000);
    assert_eq!(Timestamp::parse_epoch_seconds("1.576540098e9"), Ok(same));
    assert_eq!(
        Timestamp::parse_date_time("2016-12-31T23:59:60Z"),
        Timestamp::parse_date_time("2017-01-01T00:00:00Z")
    );
}

#[test]
fn timestamps_that_are_none() {
    use TimestampError::{Format, Range};
    for text in [
        "",
        "2019-12-16",
        "2019-02-29T00:00:00Z",
        "2019-00-01T00:00:00Z",
        "2019-13-01T00:00:00Z",
        "2019-12-16T24:00:00Z",
        "2019-12-16T23:48:18",
        "2019-12-16T23:48:18.Z",
        "2019-12-16T23:48:18+0100",
        "2019-12-16T23:48:18Zz",
        "1900-02-29T00:00:00Z",
        "20é9-12-16T23:48:18Z",
    ] {
        assert_eq!(Timestamp::parse_date_time(text), Err(Format), "{text}");
    }
    assert_eq!(Timestamp::parse_date_time("0000-12-31T23:59:59Z"), Err(Range));
    assert_eq!(Timestamp::parse_date_time("9999-12-31T23:59:59-00:01"), Err(Range));
    for text in [
        "",
        "Mon",
        "Mon, 16 Foo 2019 23:48:18 GMT",
        "Mon, 16 Dec 2019 23:48:18",
        "Mon, 16 Dec 2019 23:48:18 PST",
        "Mon, 31 Feb 2019 23:48:18 GMT",
    ] {
        assert_eq!(Timestamp::parse_http_date(text), Err(Format), "{text}");
    }
    for (text, error) in [
        ("", Format),
        ("1.", Format),
        ("x", Format),
        ("1e12", Range),
        ("1e99999999999", Range),
        ("-62135596801", Range),
    ] {
        assert_eq!(Timestamp::parse_epoch_seconds(text), Err(error), "{text}");
    }
    assert_eq!(Timestamp::from_epoch(0, 1_000_000_000), Err(Range));
}

#[test]
fn timestamps_in_json() {
    let time = Timestamp::from_epoch(1_398_796_238, 500_000_000).unwrap();
    assert_eq!(write::<Plain>(&time), "1398796238.5");
    assert_eq!(write::<EpochSeconds>(&time), "1398796238.5");
    assert_eq!(read::<Plain, Timestamp>("1398796238.5"), Ok(time));
    assert_eq!(read::<HttpDate, Timestamp>("\"Tue, 29 Apr 2014 18:30:38.5 GMT\""), Ok(time));
    assert_eq!(problem::<Timestamp>("1e15"), "expected a time between the years 1 and 9999 at byte 0");

    let mut writer = Writer::with_capacity(0);
    writer.object(|object| {
        object.member_as::<DateTime, _>("one", &Some(time));
        object.member_as::<DateTime, _>("none", &None::<Timestamp>);
        object.member_as::<HttpDate, _>("list", &vec![Some(time), None]);
        object.member_as::<DateTime, _>("map", &BTreeMap::from([("k", time)]));
    });
    let body = writer.into_bytes();
    let expected = r#"{"one":"2014-04-29T18:30:38.5Z","list":["Tue, 29 Apr 2014 18:30:38.5 GMT",null],"map":{"k":"2014-04-29T18:30:38.5Z"}}"#;
    assert_eq!(String::from_utf8_lossy(&body), expected);

    let (mut one, mut list, mut map) = (None, Vec::new(), BTreeMap::<String, Timestamp>::new());
    let mut json = Reader::new(&body[..]).unwrap();
    json.object(|json, name| match name {
        "one" => json.member_as::<DateTime, Option<Timestamp>>(&mut one),
        "list" => json.member_as::<HttpDate, Vec<Option<Timestamp>>>(&mut list),
        _ => json.member_as::<DateTime, _>(&mut map),
    })
    .unwrap();
    assert_eq!((one, list, map["k"]), (Some(time), vec![Some(time), None], time));
}
