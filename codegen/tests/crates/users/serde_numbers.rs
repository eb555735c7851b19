//! Large and non-finite numbers survive serde and the command line, or are an error.

use std::process::Command;

use case_serde_numbers::operation::get::{Get, Out, Out2};
use case_serde_numbers::test_util::{self, Server};
use case_serde_numbers::{Document, Number, Operation};

fn number(digits: &str) -> Document {
    Document::Number(digits.parse::<Number>().unwrap())
}

#[test]
fn documents_keep_all_digits() {
    for exact in ["1", "-0.5", "1e3", "18446744073709551615", "-9223372036854775808", "0.1", "1.0"] {
        let text = serde_json::to_string(&number(exact)).unwrap();
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(value.is_number(), "{exact} is {text}");
        assert_eq!(value.as_f64(), exact.parse::<f64>().ok());
    }
    // No number type of serde holds these.
    for digits in ["12345678901234567890123", "0.12345678901234567890123", "1e400", "-3.14159265358979323846264338"] {
        assert_eq!(serde_json::to_string(&number(digits)).unwrap(), format!("{digits:?}"));
    }
}

#[test]
fn special_numbers_have_names() {
    for (value, name) in [(f64::NAN, "NaN"), (f64::INFINITY, "Infinity"), (f64::NEG_INFINITY, "-Infinity")] {
        let text = serde_json::to_string(&Out2::new().d(value)).unwrap();
        assert_eq!(text, format!(r#"{{"d":"{name}"}}"#));
        let read: Out2 = serde_json::from_str(&text).unwrap();
        assert_eq!(read.d.unwrap().to_bits(), value.to_bits());
    }
    let read: Out2 = serde_json::from_str(r#"{"d":3}"#).unwrap();
    assert_eq!(read.d, Some(3.0));
    let read: Out2 = serde_json::from_str("{}").unwrap();
    assert_eq!(read.d, None);
    let read: Out2 = serde_json::from_str(r#"{"d":null}"#).unwrap();
    assert_eq!(read.d, None);
    let error = serde_json::from_str::<Out2>(r#"{"d":"s3cret"}"#).unwrap_err().to_string();
    assert!(error.contains("NaN") && !error.contains("s3cret"), "{error}");
    // In the wire form, which the fake server uses.
    let response = test_util::response::<Get>(&Out2::new().d(f64::NAN));
    assert!(Get::decode_response(&response).unwrap().d.unwrap().is_nan());
}

#[test]
fn the_tool_keeps_special_numbers() {
    let server = Server::start().unwrap();
    let get = |arguments: &[&str]| {
        let tool = env!("CARGO_BIN_EXE_case_serde_numbers");
        let place = ["--endpoint-url", server.url()];
        let output = Command::new(tool).arg("get").args(arguments).args(place).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let sent = || String::from_utf8(server.requests().last().unwrap().body.clone()).unwrap();
    for name in ["NaN", "Infinity", "-Infinity"] {
        let option = format!("--d={name}");
        for arguments in [vec![option.as_str()], vec!["--cli-input-json", &format!(r#"{{"d":"{name}"}}"#)]] {
            let (status, _, message) = get(&arguments);
            assert_eq!((status, message.as_str()), (Some(0), ""));
            assert_eq!(sent(), format!(r#"{{"d":"{name}"}}"#));
        }
    }
    let lost = r#"{"n":12345678901234567890123}"#;
    for arguments in [vec!["--doc", lost], vec!["--cli-input-json", r#"{"doc":{"a":["1",0.12345678901234567890123]}}"#]] {
        let before = server.requests().len();
        let (status, _, message) = get(&arguments);
        assert_eq!(status, Some(252), "{message}");
        assert!(message.contains("more digits than the tool can keep"), "{message}");
        assert_eq!(server.requests().len(), before);
    }
    assert_eq!(get(&["--doc", r#"{"n":[1.50,1e3,18446744073709551615,"12345678901234567890123"]}"#]).0, Some(0));
    assert_eq!(sent(), r#"{"doc":{"n":[1.5,1000.0,18446744073709551615,"12345678901234567890123"]}}"#);
    let _ = Out::new();
}
