//! The value types in all the forms that RFC 8949 has for them. Many cases are those of its appendix A.

use std::collections::BTreeMap;

use farrier_runtime::{BigDecimal, BigInteger, Blob, Document, Timestamp};

use super::{problem, read_hex, write};

#[test]
fn integers_in_every_width() {
    let cases = [
        ("00", 0),
        ("17", 23),
        ("1818", 24),
        ("1801", 1),
        ("1903e8", 1000),
        ("190001", 1),
        ("1a000f4240", 1_000_000),
        ("1b000000e8d4a51000", 1_000_000_000_000),
        ("1b7fffffffffffffff", i64::MAX),
        ("20", -1),
        ("3863", -100),
        ("3903e7", -1000),
        ("3b7fffffffffffffff", i64::MIN),
        // Tags do not change the type of a member.
        ("d9d9f7d81805", 5),
        // Some languages have only one type of numbers.
        ("fb4014000000000000", 5),
        ("f9c400", -4),
    ];
    for (body, expected) in cases {
        assert_eq!(read_hex::<i64>(body), Ok(expected), "{body}");
    }
    assert_eq!(problem::<i64>("1b8000000000000000"), "expected a smaller integer at byte 0");
    assert_eq!(problem::<i64>("3bffffffffffffffff"), "expected a smaller integer at byte 0");
    assert_eq!(problem::<i64>("fb4415af1d78b58c40"), "expected a smaller integer at byte 0");
    assert_eq!(problem::<i64>("f97e00"), "expected an integer at byte 0");
    assert_eq!(problem::<i8>("1880"), "expected a smaller integer at byte 0");
    assert_eq!(read_hex::<i8>("387f"), Ok(-128));
    assert_eq!(problem::<i32>("f93e00"), "expected an integer at byte 0");
    assert_eq!(problem::<i32>("6131"), "expected a number at byte 0");
}

#[test]
fn integers_are_written_in_the_fewest_bytes() {
    let cases = [
        (0, "00"),
        (23, "17"),
        (24, "1818"),
        (255, "18ff"),
        (256, "190100"),
        (65_535, "19ffff"),
        (65_536, "1a00010000"),
        (4_294_967_295, "1affffffff"),
        (4_294_967_296, "1b0000000100000000"),
        (-1, "20"),
        (-24, "37"),
        (-25, "3818"),
        (-256, "38ff"),
        (-257, "390100"),
        (i64::MIN, "3b7fffffffffffffff"),
    ];
    for (value, expected) in cases {
        assert_eq!(write(&value), expected, "{value}");
        assert_eq!(read_hex(expected), Ok(value));
    }
    assert_eq!(write(&-1_i8), "20");
}

#[test]
fn floats_in_every_width() {
    let cases = [
        ("f90000", 0.0),
        ("f93c00", 1.0),
        ("f97bff", 65_504.0),
        ("f90001", 5.960_464_477_539_063e-8),
        ("f903ff", 6.097_555_160_522_461e-5),
        ("f90400", 6.103_515_625e-5),
        ("f9c400", -4.0),
        ("f97c00", f64::INFINITY),
        ("f9fc00", f64::NEG_INFINITY),
        ("fa47c35000", 100_000.0),
        ("fa7f7fffff", 3.402_823_466_385_288_6e38),
        ("faff800000", f64::NEG_INFINITY),
        ("fb3ff199999999999a", 1.1),
        ("fb7e37e43c8800759c", 1e300),
        // Integers, too.
        ("1903e8", 1000.0),
        ("3bffffffffffffffff", -18_446_744_073_709_551_616.0),
    ];
    for (body, expected) in cases {
        assert_eq!(read_hex::<f64>(body), Ok(expected), "{body}");
    }
    assert!(read_hex::<f64>("f98000").unwrap().is_sign_negative());
    for body in ["f97e00", "f97c01", "f9fe00", "fa7fc00000", "fb7ff8000000000000"] {
        assert!(read_hex::<f64>(body).unwrap().is_nan() && read_hex::<f32>(body).unwrap().is_nan(), "{body}");
    }
    assert_eq!(read_hex::<f32>("fb3ff199999999999a"), Ok(1.1));
    assert_eq!(read_hex::<f32>("fb7ff0000000000000"), Ok(f32::INFINITY));
    assert_eq!(problem::<f32>("fb7e37e43c8800759c"), "expected a smaller number at byte 0");
    assert_eq!(problem::<f64>("f5"), "expected a number at byte 0");
}

/// For every half, the nearest double of its parts.
#[test]
fn all_halves_have_their_value() {
    for bits in 0..=u16::MAX {
        let value = read_hex::<f64>(&format!("f9{bits:04x}")).unwrap();
        let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff) / 1024.0);
        let magnitude = match exponent {
            0 => fraction * 2_f64.powi(-14),
            31 if fraction == 0.0 => f64::INFINITY,
            31 => f64::NAN,
            _ => (1.0 + fraction) * 2_f64.powi(exponent - 15),
        };
        let expected = if bits >> 15 == 1 { -magnitude } else { magnitude };
        assert!(value == expected || value.is_nan() && expected.is_nan(), "{bits:04x}: {value}");
    }
}

#[test]
fn floats_are_written_with_32_bits_if_that_is_exact() {
    let cases = [
        (0.0, "fa00000000"),
        (-0.0, "fa80000000"),
        (1.5, "fa3fc00000"),
        (1.1, "fb3ff199999999999a"),
        (1e300, "fb7e37e43c8800759c"),
        (f64::INFINITY, "fa7f800000"),
        (f64::NEG_INFINITY, "faff800000"),
        (f64::NAN, "fa7fc00000"),
    ];
    for (value, expected) in cases {
        assert_eq!(write(&value), expected, "{value}");
    }
    assert_eq!(write(&1.1_f32), "fa3f8ccccd");
}

#[test]
fn simple_values() {
    assert_eq!((read_hex::<bool>("f4"), read_hex::<bool>("f5")), (Ok(false), Ok(true)));
    assert_eq!((write(&true), write(&false), write(&None::<bool>)), ("f5".into(), "f4".into(), "f6".into()));
    for body in ["f6", "f7"] {
        assert_eq!(read_hex::<Option<bool>>(body), Ok(None), "{body}");
    }
    for body in ["f0", "f820", "f8ff", "01", "f6", "60"] {
        assert_eq!(problem::<bool>(body), "expected a boolean at byte 0", "{body}");
    }
    // 24 to 31 are reserved, and the break ends nothing here.
    for body in ["f818", "f81f", "f8f5", "fc", "fd", "fe", "ff", "1c", "1f", "3f", "df", "5c"] {
        assert!(read_hex::<Option<bool>>(body).is_err(), "{body}");
        assert!(read_hex::<Document>(body).is_err(), "{body}");
    }
}

#[test]
fn strings_and_bytes_in_one_piece_or_in_chunks() {
    let cases = [
        ("60", ""),
        ("6449455446", "IETF"),
        ("7804 49455446", "IETF"),
        ("62c3bc", "ü"),
        ("64f0908591", "𐅑"),
        ("7f ff", ""),
        ("7f 657374726561 646d696e67 ff", "streaming"),
        ("7f 60 7801 61 60 ff", "a"),
        ("c0 6161", "a"),
    ];
    for (body, expected) in cases {
        assert_eq!(read_hex::<String>(body).as_deref(), Ok(expected), "{body}");
    }
    for (body, expected) in
        [("40", ""), ("4401020304", "\u{1}\u{2}\u{3}\u{4}"), ("5f 4161 40 5801 62 ff", "ab")]
    {
        assert_eq!(read_hex::<Blob>(body), Ok(Blob::from(expected)), "{body}");
    }
    assert_eq!((write("ü"), write(&Blob::from([1, 2]))), ("62c3bc".into(), "420102".into()));
    assert_eq!(write("a string with 24 letters"), format!("7818{}", &write("a string with 24 letters")[4..]));
    assert_eq!(problem::<String>("62c328"), "expected UTF-8 at byte 0");
    // A character is not in two chunks.
    assert_eq!(problem::<String>("7f 61c3 61bc ff"), "expected UTF-8 at byte 0");
    assert_eq!(problem::<String>("7f 4161 ff"), "expected a piece of the string at byte 1");
    assert_eq!(problem::<String>("7f 7f 6161 ff ff"), "expected a piece of the string at byte 1");
    assert_eq!(problem::<String>("4161"), "expected a string at byte 0");
    assert_eq!(problem::<Blob>("6161"), "expected bytes at byte 0");
}

#[test]
fn lists_and_maps_with_and_without_a_length() {
    for body in ["83010203", "9f010203ff", "9803 01 02 03", "c1 83 01 c1 02 03"] {
        assert_eq!(read_hex::<Vec<i32>>(body), Ok(vec![1, 2, 3]), "{body}");
    }
    for body in ["82 81 01 9fff", "9f 9f01ff 80 ff"] {
        assert_eq!(read_hex::<Vec<Vec<i32>>>(body), Ok(vec![vec![1], vec![]]), "{body}");
    }
    let map: BTreeMap<String, i32> = [("a".to_owned(), 1), ("b".to_owned(), 2)].into();
    for body in ["a2 6161 01 6162 02", "bf 6162 02 6161 01 ff", "bf 7f 6161 ff 01 6162 02 ff"] {
        assert_eq!(read_hex::<BTreeMap<String, i32>>(body).as_ref(), Ok(&map), "{body}");
    }
    assert_eq!((write(&vec![1, 2, 3]), write(&map)), ("83010203".into(), "a2616101616202".into()));
    // In a dense list or map, null is no element.
    assert_eq!(read_hex::<Vec<i32>>("8301f603"), Ok(vec![1, 3]));
    assert_eq!(read_hex::<Vec<Option<i32>>>("9f01f7ff"), Ok(vec![Some(1), None]));
    assert_eq!(read_hex("a2 6161 f6 6162 02"), Ok(BTreeMap::from([("b".to_owned(), 2)])));
    assert_eq!(write(&vec![Some(1), None]), "8201f6");
    // The last one of a repeated name wins.
    assert_eq!(read_hex("a2 6161 01 6161 02"), Ok(BTreeMap::from([("a".to_owned(), 2)])));
}

#[test]
fn points_in_time() {
    let time = |seconds, nanoseconds| Timestamp::from_epoch(seconds, nanoseconds).unwrap();
    let cases = [
        ("c11a514b67b0", time(1_363_896_240, 0)),
        ("c1fb41d452d9ec200000", time(1_363_896_240, 500_000_000)),
        ("c1fb41cc37db380fbe77", time(946_845_296, 123_000_000)),
        ("c120", time(-1, 0)),
        ("c1f9b800", time(-1, 500_000_000)),
        // The tag may be missing.
        ("1a514b67b0", time(1_363_896_240, 0)),
    ];
    for (body, expected) in cases {
        assert_eq!(read_hex(body), Ok(expected), "{body}");
    }
    assert_eq!(write(&time(1_363_896_240, 0)), "c11a514b67b0");
    assert_eq!(write(&time(946_845_296, 123_456_789)), "c1fb41cc37db380fbe77");
    assert_eq!(write(&time(-1, 500_000_000)), "c1fabf000000");
    let limit = "expected a time between the years 1 and 9999 at byte 0";
    for body in [
        "c1fb7ff0000000000000",
        "c1f97e00",
        "c11b7fffffffffffffff",
        "c13bffffffffffffffff",
        "c1fb7e37e43c8800759c",
    ] {
        assert_eq!(problem::<Timestamp>(body), limit, "{body}");
    }
    for (seconds, nanoseconds) in [(-62_135_596_800, 0), (253_402_300_799, 999_000_000), (-1, 999_000_000)] {
        let time = time(seconds, nanoseconds);
        assert_eq!(read_hex(&write(&time)), Ok(time));
    }
}

#[test]
fn big_integers() {
    let cases = [
        ("00", "0"),
        ("1bffffffffffffffff", "18446744073709551615"),
        ("3bffffffffffffffff", "-18446744073709551616"),
        ("c249010000000000000000", "18446744073709551616"),
        ("c349010000000000000000", "-18446744073709551617"),
    ];
    for (body, text) in cases {
        let number: BigInteger = text.parse().unwrap();
        assert_eq!(read_hex(body).as_ref(), Ok(&number), "{body}");
        assert_eq!(write(&number), body);
    }
    // Not in the fewest bytes.
    for (body, text) in [("c2420001", "1"), ("c340", "-1"), ("c25f41014100ff", "256"), ("d9d9f7c240", "0")] {
        assert_eq!(read_hex(body), Ok(text.parse::<BigInteger>().unwrap()), "{body}");
    }
    assert_eq!(write(&"-0".parse::<BigInteger>().unwrap()), "00");
    let long = "123456789".repeat(70);
    for text in [long.clone(), format!("-{long}")] {
        let number: BigInteger = text.parse().unwrap();
        assert_eq!(read_hex(&write(&number)), Ok(number));
    }
    assert_eq!(problem::<BigInteger>("4101"), "expected an integer at byte 0");
    assert_eq!(problem::<BigInteger>("f93e00"), "expected an integer at byte 0");
    let large = format!("c2590401{}", "ff".repeat(1025));
    assert_eq!(problem::<BigInteger>(&large), "expected an integer of at most 1024 bytes at byte 0");
}

#[test]
fn big_decimals() {
    let cases = [
        ("c48221196ab3", "273.15"),
        ("c4822101", "0.01"),
        ("c4822120", "-0.01"),
        ("c4820005", "5"),
        ("c4820305", "5e3"),
        ("c48238631903e8", "1000e-100"),
        ("c48221c249010000000000000000", "184467440737095516.16"),
    ];
    for (body, text) in cases {
        let number: BigDecimal = text.parse().unwrap();
        assert_eq!(read_hex(body).as_ref(), Ok(&number), "{body}");
        assert_eq!(write(&number), body, "{text}");
    }
    // Digits at the end are kept.
    for text in ["1.50", "-0.000", "100", "0.0000001", "12345678901234567890.123456789"] {
        let number: BigDecimal = text.parse().unwrap();
        let again: BigDecimal = read_hex(&write(&number)).unwrap();
        assert_eq!(again.as_str(), if text == "-0.000" { "0.000" } else { text });
    }
    for (body, text) in [("05", "5"), ("fb3ff199999999999a", "1.1"), ("c24101", "1")] {
        assert_eq!(read_hex(body), Ok(text.parse::<BigDecimal>().unwrap()), "{body}");
    }
    let expected = "expected an exponent and an integer at byte 1";
    for body in ["c480", "c48101", "c483010203", "c49f01ff"] {
        assert_eq!(problem::<BigDecimal>(body), expected, "{body}");
    }
    assert_eq!(read_hex("c49f2101ff"), Ok("0.01".parse::<BigDecimal>().unwrap()));
    assert_eq!(problem::<BigDecimal>("f97e00"), "expected a number at byte 0");
    assert_eq!(write(&"1e99999999999999999999".parse::<BigDecimal>().unwrap()), "c4821b7fffffffffffffff01");
}

#[test]
fn documents_have_the_types_of_json() {
    let body = "bf 6161 84 fa3fc00000 1bffffffffffffffff f7 f5 6162 a1 6163 420102 6164 c1 05 6165 f97e00 6166 c24101 6167 c4822101 6168 f9fc00 ff";
    let document: Document = read_hex(body).unwrap();
    let expected = r#"{"a":[1.5,18446744073709551615,null,true],"b":{"c":"AQI="},"d":5,"e":"NaN","f":1,"g":0.01,"h":"-Infinity"}"#;
    let mut json = farrier_runtime::json::Writer::with_capacity(16);
    farrier_runtime::json::ToJson::to_json(&document, &mut json);
    assert_eq!(String::from_utf8(json.into_bytes()).unwrap(), expected);
    let again = "a7 6161 84 fa3fc00000 1bffffffffffffffff f6 f5 6162 a1 6163 6441514 93d 6164 05 6165 634e614e 6166 01 6167 fb3f847ae147ae147b 6168 692d496e66696e697479";
    assert_eq!(write(&document), again.split_whitespace().collect::<String>());
    let wide: Document = Document::Number("1e400".parse().unwrap());
    assert_eq!(write(&wide), "c48219019001");
}
