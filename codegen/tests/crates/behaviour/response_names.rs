//! A test of the crate that is generated from `tests/cases/response_names.json`; see `behaviour.rs`.
//!
//! The output has members with the names of what a response has: `status`, `request_id`, `output`, `headers`, `metadata`. The
//! output itself is returned, so nothing hides them.

use case_response_names::operation::get::{Get, GetOutput};
use case_response_names::{Operation, WithMetadata};

const BODY: &[u8] = br#"{"status":"s","requestId":"r","output":"o","headers":"h","metadata":"m"}"#;

fn headers() -> http::HeaderMap {
    let mut headers = http::HeaderMap::new();
    headers.insert("x-amzn-requestid", "of the header".parse().unwrap());
    headers
}

fn assert_members(output: GetOutput) {
    assert_eq!(output.status.as_deref(), Some("s"));
    assert_eq!(output.request_id.as_deref(), Some("r"));
    assert_eq!(output.output.as_deref(), Some("o"));
    assert_eq!(output.headers.as_deref(), Some("h"));
    assert_eq!(output.metadata.as_deref(), Some("m"));
    // Each field can be moved.
    let moved: Option<String> = output.status;
    assert!(moved.is_some());
}

#[test]
fn the_output_has_its_members_whatever_they_are_called() {
    assert_members(Get::decode(http::StatusCode::OK, &headers(), BODY).unwrap());
}

#[test]
fn the_metadata_of_the_response_is_beside_the_output() {
    let WithMetadata { output, metadata, .. } =
        Get::decode_with_metadata(http::StatusCode::OK, &headers(), BODY).unwrap();
    assert_members(output);
    assert_eq!(metadata.status(), http::StatusCode::OK);
    assert_eq!(metadata.request_id(), Some("of the header"));
    assert_eq!(metadata.attempts(), 1);
}
