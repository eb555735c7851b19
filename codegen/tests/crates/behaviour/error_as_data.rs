//! A test of the crate that is generated from `tests/cases/error_as_data.json`; see `behaviour.rs`.

use std::collections::HashSet;

use case_error_as_data::error::{Denied, Refused};
use case_error_as_data::operation::batch::{Batch, BatchError, BatchInput};
use case_error_as_data::types::Outcome;
use case_error_as_data::{CallError, Operation};

#[test]
fn errors_are_members_of_an_output() {
    let body = r#"{
        "failures": [{ "message": "no" }, {}],
        "byName": { "a": { "Message": "m", "reason": "r", "cause": { "reason": "deep" } } },
        "one": { "denied": { "message": "one" } }
    }"#;
    let headers = http::HeaderMap::new();
    let output = Batch::decode(http::StatusCode::OK, &headers, body.as_bytes()).unwrap();
    let failures = output.failures.unwrap();
    assert_eq!(failures[0].message.as_deref(), Some("no"));
    assert_eq!(failures[1], Denied::new());
    let refused = &output.by_name.unwrap()["a"];
    assert_eq!((refused.message.as_deref(), refused.reason.as_str()), (Some("m"), "r"));
    assert_eq!(refused.cause.as_ref().unwrap().reason, "deep");
    assert!(matches!(output.one, Some(Outcome::Denied(error)) if error.message.as_deref() == Some("one")));
    // Required, and missing: filled in, like any other structure.
    assert_eq!(output.last, Refused::new("", Denied::new()));
    assert_eq!(output.first.message, None);
    // Equal values hash alike.
    let all: HashSet<Denied> = [Denied::new(), failures[1].clone(), failures[0].clone()].into_iter().collect();
    assert_eq!(all.len(), 2);
}

#[test]
fn errors_are_members_of_an_input() {
    let denied = Denied::new().message("no");
    let input = BatchInput::new().known([denied.clone()]).last(Refused::new("r", denied));
    let endpoint = case_error_as_data::Endpoint::parse("https://example.com").unwrap();
    let request = Batch::encode(&input, &endpoint).unwrap();
    let body: serde_json::Value = serde_json::from_slice(request.body()).unwrap();
    let expected = serde_json::json!({
        "known": [{ "message": "no" }], "last": { "reason": "r", "why": { "message": "no" } }
    });
    assert_eq!(body, expected);
    assert!(input.validate().is_ok());
    let violations = BatchInput::new().last(Refused::new("", Denied::new())).validate().unwrap_err();
    assert!(violations.to_string().contains("last.reason"), "{violations}");
}

#[test]
fn they_are_still_errors() {
    let mut headers = http::HeaderMap::new();
    headers.insert("x-amzn-errortype", "Denied".parse().unwrap());
    let response = Batch::decode(http::StatusCode::BAD_REQUEST, &headers, br#"{"message":"no"}"#);
    match response {
        Err(CallError::Service(BatchError::Denied(error))) => assert_eq!(error.message.as_deref(), Some("no")),
        other => panic!("{other:?}"),
    }
}
