//! Values of simple types, in elements and in attributes.

use farrier_runtime::xml::{self, DateTime, EpochSeconds, FromXml, HttpDate, ToXml};
use farrier_runtime::{BigDecimal, BigInteger, Blob, Timestamp};

use super::{problem, read, read_as, write};

/// Checks that a value is written as a text, and read from it in elements and attributes.
fn is<T: FromXml + xml::FromText + ToXml + PartialEq + std::fmt::Debug>(value: T, text: &str) {
    assert_eq!(write(|xml| xml.member("v", &value)), format!("<v>{text}</v>"));
    reads_as(&value, text);
}

fn reads_as<T: FromXml + xml::FromText + PartialEq + std::fmt::Debug>(value: &T, text: &str) {
    assert_eq!(read::<T>(&format!("<v>{text}</v>")).as_ref(), Ok(value), "{text}");
    let mut slot = None::<T>;
    let attribute = format!("<v a=\"{text}\"/>");
    read_as(&attribute, |xml| {
        xml.attributes(|xml, _| xml.attribute(&mut slot))?;
        xml.skip()
    })
    .unwrap();
    assert_eq!(slot.as_ref(), Some(value), "{attribute}");
}

#[test]
fn simple_values_have_the_text_of_their_type() {
    is(true, "true");
    is(false, "false");
    is(i8::MIN, "-128");
    is(i16::MAX, "32767");
    is(-1_i32, "-1");
    is(i64::MIN, "-9223372036854775808");
    is(5.5_f32, "5.5");
    is(1e-7_f64, "0.0000001");
    is(f64::INFINITY, "Infinity");
    is(f32::NEG_INFINITY, "-Infinity");
    is("12345678901234567890123".parse::<BigInteger>().unwrap(), "12345678901234567890123");
    is("1.50".parse::<BigDecimal>().unwrap(), "1.50");
    is(Blob::from("value"), "dmFsdWU=");
    is(Blob::from(""), "");
    is("a &lt".to_owned(), "a &amp;lt");
    is(String::new(), "");
    is(Timestamp::from_epoch(1_398_796_238, 0).unwrap(), "2014-04-29T18:30:38Z");
    assert!(read::<f64>("<v>NaN</v>").unwrap().is_nan());
}

#[test]
fn other_spellings_are_read() {
    reads_as(&true, " 1\n");
    reads_as(&false, "0");
    reads_as(&7_i32, "\t7 ");
    reads_as(&7_i8, "+7");
    reads_as(&70_i64, "7e1");
    reads_as(&7_i64, "7.0");
    reads_as(&0.5_f64, " 5e-1 ");
    reads_as(&Blob::from("value"), " dmFs\n dWU= ");
    reads_as(&Timestamp::from_epoch(1_576_540_098, 0).unwrap(), "2019-12-17T00:48:18+01:00");
    reads_as(&" a ".to_owned(), " a ");
}

#[test]
fn other_texts_are_errors() {
    for text in ["", "True", "yes", "2"] {
        assert_eq!(problem::<bool>(&format!("<v>{text}</v>")), "expected a boolean at byte 2", "{text}");
    }
    for text in ["", " ", "a", "1 2", "0x1", "1.5", "--1", "1e-1"] {
        assert_eq!(problem::<i32>(&format!("<v>{text}</v>")), "expected an integer at byte 2", "{text}");
    }
    for text in ["128", "-129", "1e10", "99999999999999999999"] {
        let expected = "expected a smaller integer at byte 2";
        assert_eq!(problem::<i8>(&format!("<v>{text}</v>")), expected, "{text}");
    }
    for text in ["", "inf", "nan", "INFINITY", "+Infinity", "1f", "0x1"] {
        assert_eq!(problem::<f64>(&format!("<v>{text}</v>")), "expected a number at byte 2", "{text}");
    }
    assert_eq!(problem::<f64>("<v>1e400</v>"), "expected a smaller number at byte 2");
    assert_eq!(problem::<Blob>("<v>a</v>"), "expected base64 at byte 2");
    assert_eq!(problem::<BigInteger>("<v>1.5</v>"), "expected an integer at byte 2");
    assert_eq!(problem::<BigDecimal>("<v>x</v>"), "expected a number at byte 2");
    assert_eq!(problem::<Timestamp>("<v>1398796238</v>"), "expected a date and time (RFC 3339) at byte 2");
    assert_eq!(problem::<String>("<v><b/></v>"), "expected no element at byte 5");
}

#[test]
fn timestamps_have_three_formats() {
    let time = Timestamp::from_epoch(1_398_796_238, 0).unwrap();
    let written = write(|xml| {
        xml.member_as::<DateTime, _>("a", &time);
        xml.member_as::<HttpDate, _>("a", &Some(time));
        xml.member_as::<EpochSeconds, _>("a", &time);
    });
    let expected = "<a>2014-04-29T18:30:38Z</a><a>Tue, 29 Apr 2014 18:30:38 GMT</a><a>1398796238</a>";
    assert_eq!(written, expected);
    let mut times = [None; 3];
    let mut index = 0;
    read_as(&format!("<r>{written}</r>"), |xml| {
        xml.object(|xml, _| {
            index += 1;
            match index {
                1 => xml.member_as::<DateTime, _>(&mut times[0]),
                2 => xml.member_as::<HttpDate, _>(&mut times[1]),
                _ => xml.member_as::<EpochSeconds, _>(&mut times[2]),
            }
        })
    })
    .unwrap();
    assert_eq!(times, [Some(time); 3]);
}
