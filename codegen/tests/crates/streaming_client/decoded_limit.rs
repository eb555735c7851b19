//! The memory limit of decoded values, wherever a service can send them: the output before the events, an event, an
//! exception, an error.

#[path = "fakes/decoded_limit.rs"]
mod fakes;

use fakes::{response, run, World};
use the_case::config::TransportError;
use the_case::operation::listen::{ListenError, ListenInput};
use the_case::types::{Hears, HearsError};
use the_case::{CallError, EventHeader, Message, StreamError, UnreadableMembers};

/// Few bytes of text for a large value.
fn notes() -> String {
    format!("\"notes\":[{}{{}}]", "{},".repeat(9_999))
}

fn frame(kind: &'static str, name: &'static str, payload: String) -> Vec<u8> {
    let of_kind = if kind == "event" { ":event-type" } else { ":exception-type" };
    let header = |text: &str| EventHeader::from(text.to_owned());
    let message = Message::new().with_header(":message-type", header(kind)).with_header(of_kind, header(name));
    message.with_payload(payload).encode().unwrap()
}

fn initial() -> Vec<u8> {
    frame("event", "initial-response", "{\"session\":\"s\"}".into())
}

/// A response: its status and body.
type Sent = (u16, Vec<u8>);

fn large_initial() -> Sent {
    (200, frame("event", "initial-response", format!("{{\"session\":\"s\",{}}}", notes())))
}

/// A large event, and a small one after it.
fn large_event() -> Sent {
    let event = frame("event", "line", format!("{{\"text\":\"one\",{}}}", notes()));
    (200, [initial(), event, frame("event", "line", "{\"text\":\"two\"}".into())].concat())
}

fn large_exception() -> Sent {
    (200, [initial(), frame("exception", "busy", format!("{{\"seconds\":3,{}}}", notes()))].concat())
}

fn large_error() -> Sent {
    (429, format!("{{\"__type\":\"Busy\",\"message\":\"later\",\"seconds\":3,{}}}", notes()).into_bytes())
}

fn async_client((status, body): Sent, limit: Option<usize>) -> the_case::Client {
    let transport = move |_: http::Request<the_case::client::Body>| {
        std::future::ready(Ok::<_, TransportError>(response(status, body.clone())))
    };
    let builder = World::default().builder().region("us-east-1").transport(transport);
    match limit {
        Some(limit) => builder.max_decoded_bytes(limit),
        None => builder,
    }
    .build()
    .unwrap()
}

fn blocking_client((status, body): Sent) -> the_case::blocking::Client {
    use the_case::blocking::{Body, Client};
    let transport = move |_: http::Request<Body>, _| {
        Ok(http::Response::builder().status(status).body(Body::from(body.clone())).unwrap())
    };
    let (world, builder) = (World::default(), Client::builder().region("us-east-1").endpoint_url("https://example.com"));
    let builder = builder.transport(transport).sleep(world.clone()).clock(world.clone()).random(world);
    builder.max_decoded_bytes(10_000).build().unwrap()
}

#[track_caller]
fn names_the_setting(text: &str) {
    assert!(text.contains("`max_decoded_bytes`"), "{text}");
}

#[track_caller]
fn lacks_notes(members: &UnreadableMembers) {
    assert_eq!(members.len(), 1, "{members:?}");
    assert_eq!(members[0].path(), "notes");
    names_the_setting(members[0].reason());
}

#[test]
fn within_the_bound_all_of_it_is_read() {
    let events = run(async_client(large_initial(), None).listen(ListenInput::new())).unwrap();
    assert_eq!(events.output().notes.as_ref().map(Vec::len), Some(10_000));
    let mut events = run(async_client(large_event(), None).listen(ListenInput::new())).unwrap();
    let Some(Hears::Line(line)) = run(events.recv()).unwrap() else { panic!() };
    assert_eq!(line.notes.map(|notes| notes.len()), Some(10_000));
    let error = run(async_client(large_error(), None).listen(ListenInput::new())).unwrap_err();
    let CallError::Service(ListenError::Busy(busy)) = error else { panic!("{error:?}") };
    assert_eq!(busy.notes.map(|notes| notes.len()), Some(10_000));
}

#[test]
fn the_output_before_the_events_has_a_bound() {
    let error = run(async_client(large_initial(), Some(10_000)).listen(ListenInput::new())).unwrap_err();
    assert!(matches!(error, CallError::Decode(_)), "{error:?}");
    names_the_setting(&error.to_string());
    let error = blocking_client(large_initial()).listen(ListenInput::new()).send().unwrap_err();
    names_the_setting(&error.to_string());
}

#[test]
fn an_event_has_a_bound_and_later_ones_are_read() {
    let mut events = run(async_client(large_event(), Some(10_000)).listen(ListenInput::new())).unwrap();
    let error = run(events.recv()).err().expect("no event");
    assert!(matches!(error, StreamError::Decode(_)), "{error:?}");
    names_the_setting(&error.to_string());
    assert!(matches!(run(events.recv()).unwrap(), Some(Hears::Line(line)) if line.text == "two"));

    let mut events = blocking_client(large_event()).listen(ListenInput::new()).send().unwrap();
    names_the_setting(&events.recv().unwrap_err().to_string());
    assert!(matches!(events.recv().unwrap(), Some(Hears::Line(line)) if line.text == "two"));
}

/// The error is still known; the missing part is reported.
#[test]
fn errors_have_a_bound() {
    let check = |error: StreamError<HearsError>| {
        let StreamError::Service(HearsError::Busy(busy)) = error else { panic!("{error:?}") };
        assert_eq!((busy.seconds, busy.notes.is_some()), (Some(3), false));
        lacks_notes(busy.metadata.unreadable_members());
    };
    let mut events = run(async_client(large_exception(), Some(10_000)).listen(ListenInput::new())).unwrap();
    check(run(events.recv()).unwrap_err());
    let mut events = blocking_client(large_exception()).listen(ListenInput::new()).send().unwrap();
    check(events.recv().unwrap_err());

    let check = |error: CallError<ListenError>| {
        let CallError::Service(ListenError::Busy(busy)) = error else { panic!("{error:?}") };
        assert_eq!((busy.message.as_deref(), busy.seconds, busy.notes.is_some()), (Some("later"), Some(3), false));
        lacks_notes(busy.metadata.unreadable_members());
    };
    check(run(async_client(large_error(), Some(10_000)).listen(ListenInput::new())).unwrap_err());
    check(blocking_client(large_error()).listen(ListenInput::new()).send().unwrap_err());
}
