//! A test of the crate that is generated from `tests/cases/response_names.json`; see `behaviour.rs`.
//!
//! The output has members that are called like what a response has of its own: `status`, `request_id`, `output`. What holds
//! today: `response.output.status` and `response.into_output().status` are the members, and so is `response.headers`,
//! which a response has no field for. `response.status` and `response.request_id` are not: they are the HTTP status and
//! the request id of the header, which hide the members, and `response.output` is the whole output. When that changes, the
//! last test is the one to change; the others must hold still.

use case_response_names::operation::get::{Get, GetOutput};
use case_response_names::{Operation, Response};

fn response() -> Response<GetOutput> {
    let mut headers = http::HeaderMap::new();
    headers.insert("x-amzn-requestid", "of the header".parse().unwrap());
    let body = r#"{"status":"s","requestId":"r","output":"o","headers":"h","metadata":"m"}"#;
    Get::decode(http::StatusCode::OK, &headers, body.as_bytes()).unwrap()
}

fn assert_members(output: &GetOutput) {
    assert_eq!(output.status.as_deref(), Some("s"));
    assert_eq!(output.request_id.as_deref(), Some("r"));
    assert_eq!(output.output.as_deref(), Some("o"));
    assert_eq!(output.headers.as_deref(), Some("h"));
    assert_eq!(output.metadata.as_deref(), Some("m"));
}

#[test]
fn the_output_has_its_members_whatever_they_are_called() {
    assert_members(&response().into_output());
    assert_members(&response().output);
    assert_members(&response());
}

#[test]
fn a_member_that_nothing_hides_is_had_of_the_response() {
    let response = response();
    assert_eq!((response.headers.as_deref(), response.metadata.as_deref()), (Some("h"), Some("m")));
}

#[test]
fn what_a_response_has_of_its_own_hides_members() {
    let response = response();
    assert_eq!(response.status, http::StatusCode::OK);
    assert_eq!(response.request_id.as_deref(), Some("of the header"));
}
