//! Two services in one program have the same types, and share a transport and a retry policy.

use std::sync::{Arc, Mutex};

use case_errors::blocking::{Body, Limits};
use case_errors::config::{RetryPolicy, TransportError};
use case_errors::operation::PutNoteInput;
use case_errors::test_util::FakeTime;
use case_unit::operation::PingInput;

/// Throttles the first request of each path.
fn transport(
    log: Arc<Mutex<Vec<String>>>,
) -> impl Fn(http::Request<Body>, Limits) -> Result<http::Response<Body>, TransportError> + Clone {
    move |request, _| {
        let path = request.uri().path().to_owned();
        let mut log = log.lock().unwrap();
        let status = if log.contains(&path) { 200 } else { 429 };
        log.push(path);
        Ok(http::Response::builder().status(status).body(Body::from(bytes::Bytes::from_static(b"{}"))).unwrap())
    }
}

#[test]
fn a_transport_a_policy_and_a_clock_serve_both_clients() {
    let log = Arc::new(Mutex::new(Vec::new()));
    let transport = transport(log.clone());
    let (policy, time) = (RetryPolicy::new().max_attempts(2), FakeTime::new());
    let notes = case_errors::blocking::Client::builder()
        .endpoint_url("http://localhost:1")
        .transport(transport.clone())
        .retry(policy.clone())
        .sleep(time.clone())
        .clock(time.clone())
        .build()
        .unwrap();
    let pings = case_unit::blocking::Client::builder()
        .endpoint_url("http://localhost:2")
        .transport(transport)
        .retry(policy)
        .sleep(time.clone())
        .clock(time.clone())
        .build()
        .unwrap();

    let noted = notes.put_note(PutNoteInput::new()).with_metadata().send().unwrap();
    let pinged = pings.ping(PingInput::new()).with_metadata().send().unwrap();

    let attempts = [noted.metadata.attempts(), pinged.metadata.attempts()];
    assert_eq!(attempts, [2, 2]);
    assert_eq!(*log.lock().unwrap(), ["/note", "/note", "/ping", "/ping"]);
    assert_eq!(time.sleeps().len(), 2);
}

/// A function of a program need not know which of its services failed.
#[test]
fn an_error_of_either_service_has_the_same_metadata() {
    fn code<E: case_unit::ServiceError>(error: &case_unit::CallError<E>) -> Option<&str> {
        error.code()
    }
    let refused = || http::Response::builder().status(429).header("x-amzn-errortype", "Throttled").body("{}").unwrap();
    let of_notes = <case_errors::operation::PutNote as case_errors::Operation>::decode_response(&refused());
    let of_pings = <case_unit::operation::Ping as case_unit::Operation>::decode_response(&refused());
    assert_eq!(code(&of_notes.unwrap_err()), Some("Throttled"));
    assert_eq!(code(&of_pings.unwrap_err()), Some("Throttled"));
}
