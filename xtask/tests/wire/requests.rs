//! Requests, byte for byte.

use connectparticipant::operation::complete_attachment_upload::{
    CompleteAttachmentUpload, CompleteAttachmentUploadRequest,
};
use connectparticipant::operation::disconnect_participant::DisconnectParticipant;
use connectparticipant::operation::send_event::SendEvent;
use connectparticipant::operation::send_message::SendMessage;
use connectparticipant::operation::start_attachment_upload::StartAttachmentUpload;
use connectparticipant::{Endpoint, Operation};
use http::{Request, Version};
use serde_json::Value;

use super::samples::{Sampled, each_operation};
use super::transport::{HOST, TOKEN, endpoint};

/// Names and values of all headers, sorted.
pub(crate) fn headers(request: &Request<Vec<u8>>) -> Vec<(&str, &str)> {
    let mut found: Vec<(&str, &str)> =
        request.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
    found.sort_unstable();
    found
}

fn check_request<O: Sampled>(input: &O::Input, body: Option<&str>) {
    let request = O::encode(input, &endpoint()).unwrap();
    let (method, path) = O::REQUEST;
    assert_eq!(request.method(), method, "{}", O::NAME);
    assert_eq!(request.uri().to_string(), format!("{HOST}{path}"), "{}", O::NAME);
    assert_eq!(request.uri().query(), None, "{}", O::NAME);
    assert_eq!(request.version(), Version::HTTP_11, "{}", O::NAME);
    let length = body.unwrap_or_default().len().to_string();
    let mut expected = vec![("x-amz-bearer", TOKEN)];
    if body.is_some() {
        expected.splice(..0, [("content-length", length.as_str()), ("content-type", "application/json")]);
    }
    assert_eq!(headers(&request), expected, "{}: nothing else, a signature least of all", O::NAME);
    for (name, value) in request.headers() {
        assert_eq!(value.is_sensitive(), name == "x-amz-bearer", "{}: {name}", O::NAME);
    }
    let written = std::str::from_utf8(request.body()).unwrap();
    assert_eq!(written, body.unwrap_or_default(), "{}", O::NAME);
    if let Some(body) = body {
        let parsed: Value = serde_json::from_str(written).unwrap();
        assert_eq!(parsed, serde_json::from_str::<Value>(body).unwrap(), "{}", O::NAME);
    }
}

#[test]
fn requests_match_exactly() {
    fn check<O: Sampled>() {
        check_request::<O>(&O::minimal(TOKEN), O::MINIMAL);
        check_request::<O>(&O::full(TOKEN), O::FULL);
    }
    each_operation!(check);
}

/// An input is always encoded in the same way, and is not changed.
#[test]
fn requests_do_not_depend_on_anything_else() {
    fn check<O: Sampled>() {
        let input = O::full(TOKEN);
        let [first, second] = [(); 2].map(|()| O::encode(&input, &endpoint()).unwrap());
        assert_eq!(first.uri(), second.uri());
        assert_eq!(first.headers(), second.headers());
        assert_eq!(first.body(), second.body());
        assert_eq!(input, O::full(TOKEN));
    }
    each_operation!(check);
}

#[test]
fn an_idempotency_token_is_filled_in_where_it_is_optional_and_absent() {
    fn token<O: Sampled>(mut input: O::Input) -> Option<Value> {
        O::set_idempotency_token(&mut input, || "made-up".to_owned());
        let body = O::encode(&input, &endpoint()).unwrap().into_body();
        serde_json::from_slice::<Value>(&body).unwrap().get("ClientToken").cloned()
    }
    let made_up = Some(Value::from("made-up"));
    assert_eq!(token::<DisconnectParticipant>(DisconnectParticipant::minimal(TOKEN)), made_up);
    assert_eq!(token::<SendEvent>(SendEvent::minimal(TOKEN)), made_up);
    assert_eq!(token::<SendMessage>(SendMessage::minimal(TOKEN)), made_up);
    // A token set by the caller is kept.
    fn stays<O: Sampled>() {
        let mut input = O::full(TOKEN);
        O::set_idempotency_token(&mut input, || "made-up".to_owned());
        assert_eq!(input, O::full(TOKEN), "{}", O::NAME);
    }
    each_operation!(stays);
    assert_eq!(
        token::<StartAttachmentUpload>(StartAttachmentUpload::minimal(TOKEN)),
        Some("client-1".into())
    );
}

/// Only a client fills it in: without one, the request lacks it, and the service rejects it.
#[test]
fn without_a_client_a_required_token_that_is_missing_is_left_out() {
    let endpoint = Endpoint::parse("https://example.com").unwrap();
    let mut input = CompleteAttachmentUploadRequest::new("a-1".to_owned(), "token");
    assert!(input.validate().is_ok());
    let body = |input: &CompleteAttachmentUploadRequest| -> Value {
        serde_json::from_slice(CompleteAttachmentUpload::encode(input, &endpoint).unwrap().body()).unwrap()
    };
    assert_eq!(body(&input), serde_json::json!({ "AttachmentIds": ["a-1"] }));
    CompleteAttachmentUpload::set_idempotency_token(&mut input, || "mine".to_owned());
    assert_eq!(body(&input), serde_json::json!({ "AttachmentIds": ["a-1"], "ClientToken": "mine" }));
}

/// Endpoints, the resulting URL of DisconnectParticipant, and the endpoint as text.
const ENDPOINTS: &[(&str, &str, &str)] = &[
    ("https://example.com", "https://example.com/participant/disconnect", "https://example.com"),
    ("https://example.com/", "https://example.com/participant/disconnect", "https://example.com"),
    ("http://localhost:8080", "http://localhost:8080/participant/disconnect", "http://localhost:8080"),
    ("http://[::1]:8080/", "http://[::1]:8080/participant/disconnect", "http://[::1]:8080"),
    ("http://127.0.0.1:1", "http://127.0.0.1:1/participant/disconnect", "http://127.0.0.1:1"),
    ("https://example.com/a/b", "https://example.com/a/b/participant/disconnect", "https://example.com/a/b"),
    (
        "https://example.com:8443/a%20b/",
        "https://example.com:8443/a%20b/participant/disconnect",
        "https://example.com:8443/a%20b",
    ),
    ("https://example.com/a//", "https://example.com/a/participant/disconnect", "https://example.com/a"),
    ("HTTPS://example.com", "https://example.com/participant/disconnect", "https://example.com"),
];

#[test]
fn an_endpoint_may_have_a_port_and_a_path() {
    for (text, uri, shown) in ENDPOINTS {
        let endpoint = Endpoint::parse(text).unwrap();
        let request =
            DisconnectParticipant::encode(&DisconnectParticipant::minimal(TOKEN), &endpoint).unwrap();
        assert_eq!(request.uri(), uri, "{text}");
        assert_eq!(endpoint.to_string(), *shown, "{text}");
        assert_eq!(format!("{endpoint:?}"), format!("Endpoint({shown})"), "{text}");
        assert_eq!(text.parse::<Endpoint>(), Ok(endpoint.clone()), "{text}");
        assert_eq!(Endpoint::parse(shown), Ok(endpoint), "{text}");
    }
}

/// Invalid endpoints, and their errors.
const NO_ENDPOINTS: &[(&str, &str)] = &[
    ("", "is not a URI"),
    ("https://", "is not a URI"),
    ("https://exa mple.com", "is not a URI"),
    ("https://example.com/a b", "is not a URI"),
    ("https://example.com/\u{e9}\n", "is not a URI"),
    ("https://[::1", "is not a URI"),
    ("example.com", "has no scheme; write https:// before the host"),
    ("example.com:443", "has no scheme; write https:// before the host"),
    ("/participant", "has no scheme; write https:// before the host"),
    ("*", "has no scheme; write https:// before the host"),
    ("ftp://example.com", "is neither http nor https"),
    ("wss://example.com", "is neither http nor https"),
    ("https://:443", "has no host"),
    ("https://user:secret@example.com", "has user information"),
    ("https://user@example.com", "has user information"),
    ("https://@example.com", "has user information"),
    ("https://example.com?", "has a query string"),
    ("https://example.com/?a=b", "has a query string"),
    ("https://example.com#", "has a fragment"),
    ("https://example.com/#top", "has a fragment"),
];

#[test]
fn invalid_endpoints_are_rejected_with_a_reason() {
    for (text, reason) in NO_ENDPOINTS {
        let error = Endpoint::parse(text).expect_err(text);
        assert_eq!(error.to_string(), format!("the endpoint {reason}"), "{text}");
        let shown = format!("{error:?} {error}");
        assert!(!shown.contains("secret"), "{shown}");
    }
}

/// No client can connect to these: an early error is better.
#[test]
fn a_port_is_a_number_that_ports_can_have() {
    for text in ["https://example.com:65536", "https://example.com:99999", "https://example.com:port"] {
        let found = Endpoint::parse(text);
        assert!(found.is_err(), "{text} is taken for {found:?}");
    }
}
