//! A test of the crate that is generated from `tests/cases/default_values.json`; see `behaviour.rs`.

use case_default_values::operation::get::{Get, GetInput, GetOutput};
use case_default_values::types::Values;
use case_default_values::{Operation, Timestamp};

const NEW_YEAR: i64 = 1_577_836_800;

fn decode(body: &str) -> GetOutput {
    let headers = http::HeaderMap::new();
    Get::decode(http::StatusCode::OK, &headers, body.as_bytes()).unwrap()
}

macro_rules! assert_defaults {
    ($of:expr) => {{
        let of = $of;
        let time = |seconds, nanoseconds| Timestamp::from_epoch(seconds, nanoseconds).unwrap();
        assert_eq!(of.day, time(NEW_YEAR, 0));
        assert_eq!(of.plain, time(NEW_YEAR, 500_000_000));
        assert_eq!(of.date, time(NEW_YEAR, 0));
        assert_eq!(of.half, time(1, 500_000_000));
        assert_eq!(of.before, time(-1, 750_000_000));
        assert_eq!(of.whole, time(0, 0));
        assert_eq!(of.big.as_str(), "5");
        assert_eq!(of.huge.as_str(), "123456789012345678901234567890");
        assert_eq!(of.zero.as_str(), "0");
        assert_eq!(of.dec.as_str(), "1.5");
        assert_eq!(of.exact.as_str(), "0.1000000000000000000001");
    }};
}

#[test]
fn members_missing_from_a_response_have_their_default() {
    assert_defaults!(decode("{}"));
    assert_defaults!(decode(r#"{"nested":{}}"#).nested.unwrap());
    assert_defaults!(GetOutput::new());
    assert_defaults!(Values::default());
}

#[test]
fn a_response_overrides_defaults() {
    let output = decode(r#"{"day":"2021-01-01T00:00:00Z","half":2.5,"big":6,"dec":0.50}"#);
    assert_eq!(output.day.to_date_time(), "2021-01-01T00:00:00Z");
    assert_eq!(output.half.to_epoch_seconds(), "2.5");
    assert_eq!((output.big.as_str(), output.dec.as_str()), ("6", "0.50"));
}

/// The service applies the defaults of an input: values that a caller does not set are not sent, except those in structures.
#[test]
fn an_input_leaves_its_defaults_to_the_service() {
    let input = GetInput::new();
    assert_eq!((input.day, input.big.is_none(), input.dec.is_none()), (None, true, true));
    let nested = Values::new();
    assert_defaults!(&nested);
    let endpoint = case_default_values::Endpoint::parse("https://example.com").unwrap();
    let sent = |input: &GetInput| String::from_utf8(Get::encode(input, &endpoint).unwrap().into_body()).unwrap();
    assert_eq!(sent(&input), "{}");
    let body = sent(&input.nested(nested));
    for member in [
        r#""day":"2020-01-01T00:00:00Z""#,
        r#""date":"Wed, 01 Jan 2020 00:00:00 GMT""#,
        r#""half":1.5"#,
        r#""before":-0.25"#,
        r#""huge":123456789012345678901234567890"#,
        r#""exact":0.1000000000000000000001"#,
    ] {
        assert!(body.contains(member), "{member} is not in {body}");
    }
}

#[cfg(feature = "serde")]
#[test]
fn serde_has_the_same_defaults() {
    assert_defaults!(serde_json::from_str::<Values>("{}").unwrap());
}
