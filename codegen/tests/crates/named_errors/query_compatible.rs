//! Errors of a service that used the Query protocol before: tests of the crate of `cases/query_compatible.json`.

use case_query_compatible::operation::take::{Take, TakeError, TakeInput};
use case_query_compatible::{Endpoint, CallError, Operation, ServiceError};
use http::{HeaderMap, HeaderValue, StatusCode};

fn error(query: Option<&str>, body: &str) -> TakeError {
    let mut headers = HeaderMap::new();
    if let Some(query) = query {
        headers.insert("x-amzn-query-error", HeaderValue::from_str(query).unwrap());
    }
    match Take::decode(StatusCode::BAD_REQUEST, &headers, body.as_bytes()) {
        Err(CallError::Service(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn requests_ask_for_the_code_of_the_query_protocol() {
    let request = Take::encode(&TakeInput::new(), &Endpoint::parse("https://example.com").unwrap()).unwrap();
    assert_eq!(request.headers()["x-amzn-query-mode"], "true");
}

#[test]
fn the_code_is_the_header_and_the_error_is_the_type() {
    let gone = error(Some("AWS.Queue.NonExistent;Sender"), r#"{"__type":"case#QueueGone","message":"m"}"#);
    assert!(matches!(&gone, TakeError::QueueGone(inner) if inner.message.as_deref() == Some("m")), "{gone:?}");
    assert_eq!((gone.code(), gone.message()), (Some("AWS.Queue.NonExistent"), Some("m")));
    assert_eq!(gone.to_string(), "Take failed with AWS.Queue.NonExistent (HTTP 400): m");
    // Two errors had the same code.
    let away = error(Some("AWS.Queue.NonExistent;Sender"), r#"{"__type":"case#QueueAway"}"#);
    assert!(matches!(away, TakeError::QueueAway(_)), "{away:?}");
    // An unmodelled code is a code too.
    let other = error(Some("Other;Receiver"), r#"{"__type":"case#Teapot"}"#);
    assert!(matches!(other, TakeError::Unmodelled(_)) && other.code() == Some("Other"), "{other:?}");
    // Without a type, the code finds the error.
    let found = error(Some("AWS.Queue.NonExistent;Sender"), "{}");
    assert!(matches!(found, TakeError::QueueGone(_)), "{found:?}");
    assert!(matches!(error(Some("Plain"), "{}"), TakeError::Plain(_)));
}

#[test]
fn without_the_header_it_is_awsjson() {
    for query in [None, Some(""), Some(" "), Some(";Sender")] {
        let error = error(query, r#"{"code":"Other","__type":"case#Plain","Code":"E42"}"#);
        assert!(matches!(&error, TakeError::Plain(inner) if inner.code.as_deref() == Some("E42")), "{error:?}");
        assert_eq!(error.code(), Some("Plain"));
    }
    assert!(matches!(error(None, r#"{"code":"Plain"}"#), TakeError::Plain(_)));
    assert_eq!(error(None, r#"{"Code":"Plain"}"#).code(), None);
}

#[test]
fn both_names_can_mean_throttling() {
    let fast = error(Some("RequestThrottled;Sender"), r#"{"__type":"case#TooFast"}"#);
    assert!(fast.is_throttling() && fast.is_retryable() && matches!(fast, TakeError::TooFast(_)));
    let fast = error(Some("TooMuch;Sender"), r#"{"__type":"case#ThrottlingException"}"#);
    assert!(fast.is_throttling() && fast.is_retryable());
    assert!(!error(Some("Other;Sender"), r#"{"__type":"case#Plain"}"#).is_retryable());
}

#[test]
fn a_waiter_knows_the_error_by_its_name() {
    use case_query_compatible::blocking::{Body, Client, Limits};
    let transport = |_: http::Request<Body>, _: Limits| {
        let mut response = http::Response::new(Body::from(br#"{"__type":"case#QueueGone"}"#.to_vec()));
        *response.status_mut() = StatusCode::BAD_REQUEST;
        response.headers_mut().insert("x-amzn-query-error", HeaderValue::from_static("AWS.Queue.NonExistent;Sender"));
        Ok(response)
    };
    let client = Client::builder().endpoint_url("https://queue.example.com").transport(transport).build().unwrap();
    client.wait_until_queue_is_gone(TakeInput::new(), std::time::Duration::from_secs(60)).unwrap();
}
