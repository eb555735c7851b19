//! Streamed bodies with the blocking client.

#[path = "fakes/blocking_bodies.rs"]
mod fakes;

use std::io::{Cursor, Read as _};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use fakes::World;
use the_case::blocking::{Body, Client, Limits};
use the_case::config::{TimeoutKind, TransportError, TransportErrorKind};
use the_case::operation::convert_file::ConvertFileInput;
use the_case::operation::get_file::{GetFileError, GetFileInput};
use the_case::operation::put_file::PutFileInput;
use the_case::operation::put_part::PutPartInput;
use the_case::CallError;

fn client(
    transport: impl Fn(http::Request<Body>, Limits) -> Result<http::Response<Body>, TransportError> + Send + Sync + 'static,
) -> Client {
    let (world, builder) = (World::default(), Client::builder().region("us-east-1").endpoint_url("https://example.com"));
    builder.transport(transport).sleep(world.clone()).clock(world.clone()).random(world).build().unwrap()
}

fn reader(text: &'static str) -> Body {
    Body::wrap(Cursor::new(text))
}

fn response(status: u16, body: Body) -> http::Response<Body> {
    http::Response::builder().status(status).body(body).unwrap()
}

#[test]
fn a_body_is_read_from_a_reader() {
    let lengths = Arc::new(Mutex::new(Vec::new()));
    let seen = lengths.clone();
    let client = client(move |mut request, limits| {
        assert_eq!(limits.attempt, Some(Duration::from_secs(60)));
        let length = request.headers().get("content-length").map(|value| value.to_str().unwrap().to_owned());
        seen.lock().unwrap().push(length);
        let mut body = String::new();
        request.body_mut().read_to_string(&mut body).unwrap();
        assert_eq!(body, "abc");
        Ok(response(200, Body::from(b"{}".to_vec())))
    });
    client.put_file(PutFileInput::new("a")).body(reader("abc")).send().unwrap();
    client.put_file(PutFileInput::new("a")).body(reader("abc")).length(3).send().unwrap();
    client.put_file(PutFileInput::new("a")).body(b"abc".to_vec()).send().unwrap();
    let three = Some("3".to_owned());
    assert_eq!(*lengths.lock().unwrap(), [None, three.clone(), three]);
    let error = client.put_part(PutPartInput::new()).body(reader("abc")).send().unwrap_err();
    assert!(matches!(error, CallError::Construction(_)));
}

#[test]
fn it_is_resent_only_if_unread() {
    for (kind, reads, attempts) in [(TransportErrorKind::Connect, false, 3), (TransportErrorKind::Send, true, 1)] {
        let count = Arc::new(Mutex::new(0));
        let counted = count.clone();
        let client = client(move |mut request, _| {
            *counted.lock().unwrap() += 1;
            if reads {
                let mut body = String::new();
                request.body_mut().read_to_string(&mut body).unwrap();
            }
            Err(TransportError::new(kind))
        });
        let error = client.put_file(PutFileInput::new("a")).body(reader("abc")).send().unwrap_err();
        assert!(matches!(error, CallError::Transport(error) if error.kind() == kind));
        assert_eq!(*count.lock().unwrap(), attempts);
    }
}

#[test]
fn a_response_body_is_a_reader() {
    let client_ = client(|_, _| Ok(response(200, reader("abc"))));
    let mut streamed = client_.get_file(GetFileInput::new("a")).streamed().unwrap();
    let mut text = String::new();
    streamed.body.read_to_string(&mut text).unwrap();
    assert_eq!((text.as_str(), streamed.output.content.clone()), ("abc", None));
    let error = client(|_, _| Ok(response(404, reader("{\"__type\":\"NotFound\"}"))));
    let error = error.get_file(GetFileInput::new("a")).streamed().unwrap_err();
    assert!(matches!(error, CallError::Service(GetFileError::NotFound(_))));
    let echo = client(|request, _| Ok(response(200, request.into_body())));
    let mut streamed = echo.convert_file(ConvertFileInput::new("")).body(reader("in")).streamed().unwrap();
    text.clear();
    streamed.body.read_to_string(&mut text).unwrap();
    assert_eq!(text, "in");
}

/// A transport that knows that it has not sent the request, and why: the client only knows which timeout expired.
#[test]
fn details_of_a_timeout_from_the_transport_are_kept() {
    let late = TransportError::new(TransportErrorKind::Timeout(TimeoutKind::Attempt));
    let waits = move |_, _| Err(late.clone().with_source("no connection was free").not_sent());
    let check = |error: TransportError, kind| {
        assert_eq!((error.kind(), error.was_sent()), (TransportErrorKind::Timeout(kind), false), "{error}");
        assert!(error.to_string().contains("no connection was free"), "{error}");
    };
    let client = client(waits);
    let call = || client.put_file(PutFileInput::new("a")).max_attempts(1);
    let CallError::Transport(error) = call().send().unwrap_err() else { panic!() };
    check(error, TimeoutKind::Attempt);
    let CallError::Transport(error) = call().operation_timeout(Duration::from_secs(9)).send().unwrap_err() else { panic!() };
    check(error, TimeoutKind::Operation);
    let CallError::Transport(error) = call().body(reader("abc")).send().unwrap_err() else { panic!() };
    check(error, TimeoutKind::Operation);
}
