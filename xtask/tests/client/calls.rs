//! A call can be configured before it is made, and returns the output, or more on request.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use connectparticipant::blocking;
use connectparticipant::config::TransportError;
use connectparticipant::operation::{SendMessageRequest, SendMessageResponse};
use connectparticipant::{CallError, ConstructionError};

use super::fakes::{World, response, response_with, run};

fn message() -> SendMessageRequest {
    SendMessageRequest::new("text/plain", "hello", "token")
}

/// A blocking stack that keeps the heads of requests, and responds with an id.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<http::request::Parts>>>);

impl blocking::Transport for Kept {
    fn send(
        &self,
        request: http::Request<blocking::Body>,
        _: blocking::Limits,
    ) -> Result<http::Response<blocking::Body>, TransportError> {
        let mut kept = self.0.lock().unwrap();
        kept.push(request.into_parts().0);
        let status = if kept.len() == 1 { 503 } else { 200 };
        let response = http::Response::builder().status(status).header("x-amzn-requestid", "r-1");
        Ok(response.body(blocking::Body::from(br#"{"Id":"m-1"}"#.to_vec())).unwrap())
    }
}

/// It never sleeps.
struct Awake;

impl blocking::Sleep for Awake {
    fn sleep(&self, _: Duration) {}
}

#[test]
fn an_awaited_call_returns_the_output_whose_fields_can_be_moved() {
    let world = World::new([response(200, r#"{"Id":"m-1","AbsoluteTime":"t"}"#)]);
    let output: SendMessageResponse = run(world.client().send_message(message())).unwrap();
    let (id, time) = (output.id, output.absolute_time);
    assert_eq!((id.as_deref(), time.as_deref()), (Some("m-1"), Some("t")));
}

/// The heap or the future of the caller contains it, and it is moved there. Debug builds have the same sizes.
#[test]
fn the_future_of_a_call_is_small() {
    let client = World::new([]).client();
    let size = size_of_val(&client.send_message(message()).send());
    assert!(size <= 1280, "{size} bytes");
}

#[test]
fn the_metadata_of_the_response_comes_on_request() {
    let body = r#"{"Id":"m-1","AbsoluteTime":7}"#;
    let world = World::new([response(503, ""), response_with(201, "x-amzn-requestid", "r-1", body)]);
    let client = world.client();
    let received =
        run(client.send_message(message()).with_metadata().attempt_timeout(Duration::from_secs(1))).unwrap();
    assert_eq!(received.output.id.as_deref(), Some("m-1"));
    let metadata = received.metadata;
    assert_eq!((metadata.status().as_u16(), metadata.request_id()), (201, Some("r-1")));
    assert_eq!(metadata.attempts(), 2);
    assert_eq!(metadata.headers()["x-amzn-requestid"], "r-1");
    assert_eq!(metadata.unreadable_members()[0].path(), "AbsoluteTime");
    assert!(!format!("{metadata:?}").contains("x-amzn-requestid"), "values of headers may be secret");
}

#[test]
fn the_blocking_client_has_the_same_calls() {
    let transport = Kept::default();
    let client = blocking::Client::builder()
        .region("us-west-2")
        .transport(transport.clone())
        .sleep(Awake)
        .build()
        .unwrap();
    let received = client.send_message(message()).header("x-trace", "t-1").with_metadata().send().unwrap();
    assert_eq!((received.metadata.attempts(), received.metadata.request_id()), (2, Some("r-1")));
    let output: SendMessageResponse =
        client.send_message(message()).endpoint_url("https://example.com").send().unwrap();
    assert_eq!(output.id.as_deref(), Some("m-1"));
    let sent = transport.0.lock().unwrap();
    assert_eq!(sent[0].headers["x-trace"], "t-1");
    assert_eq!(sent[1].headers["x-trace"], "t-1", "each attempt has it");
    assert!(sent[2].headers.get("x-trace").is_none(), "it belongs to one call");
    assert_eq!(sent[0].uri.host(), Some("participant.connect.us-west-2.amazonaws.com"));
    assert_eq!(sent[2].uri.host(), Some("example.com"));
}

#[test]
fn a_call_can_go_to_another_region_or_endpoint() {
    let world =
        World::new([response(200, "{}"), response(200, "{}"), response(200, "{}"), response(200, "{}")]);
    let client = connectparticipant::Client::builder()
        .region("us-west-2")
        .transport(world.clone())
        .sleep(world.clone())
        .build()
        .unwrap();
    run(client.send_message(message())).unwrap();
    run(client.send_message(message()).region("eu-central-1")).unwrap();
    run(client.send_message(message()).endpoint_url("https://example.com")).unwrap();
    run(client.send_message(message())).unwrap();
    let hosts: Vec<String> = (0..4).map(|at| world.sent(at).0.uri.host().unwrap().to_owned()).collect();
    let regional = |region: &str| format!("participant.connect.{region}.amazonaws.com");
    let here = regional("us-west-2");
    assert_eq!(hosts, [here.clone(), regional("eu-central-1"), "example.com".to_owned(), here]);

    for (call, reason) in [
        (client.send_message(message()).endpoint_url("http://example.com"), "http://"),
        (client.send_message(message()).region("a region"), "a region"),
    ] {
        let error = run(call).unwrap_err();
        assert!(matches!(error, CallError::Construction(ConstructionError::Setup(_))), "{error:?}");
        assert!(error.to_string().contains(reason), "{error}");
    }
    assert_eq!(world.requests(), 4, "nothing was sent");
}

#[test]
fn headers_of_a_call_replace_those_of_the_operation() {
    let world = World::new([response(200, "{}")]);
    let client = world.client();
    let call = client.send_message(message()).header("x-trace", "1").header("x-trace", "2");
    run(call.header(http::header::USER_AGENT, "mine")).unwrap();
    assert_eq!(world.header(0, "x-trace").as_deref(), Some("2"));
    assert_eq!(world.header(0, "user-agent").as_deref(), Some("mine"));
}

#[test]
fn a_header_that_cannot_be_sent_is_an_error_before_sending() {
    let world = World::new([]);
    for (name, value) in
        [("a b", "x"), ("x-a", "line\nbreak"), ("Host", "example.com"), ("content-length", "1")]
    {
        let error = run(world.client().send_message(message()).header(name, value).header("x-b", "fine"))
            .unwrap_err();
        assert!(matches!(error, CallError::Construction(ConstructionError::Setup(_))), "{error:?}");
        assert!(!error.to_string().contains("break"), "{error}");
    }
    assert_eq!(world.requests(), 0);
}
