//! Events with the async client, in a protocol whose first message has the other members.

#[path = "fakes/rpc_events.rs"]
mod fakes;

use std::sync::{Arc, Mutex};

use fakes::{response, collect, pieces, run, Piece, World};
use the_case::client::Body;
use the_case::config::{TimeoutKind, TransportError, TransportErrorKind};
use the_case::operation::chat::{Chat, ChatInput};
use the_case::operation::dictate::DictateInput;
use the_case::operation::listen::{Listen, ListenInput};
use the_case::operation::watch::WatchInput;
use the_case::types::{Hears, HearsError, Line, Says};
use the_case::{Client, Endpoint, CallError, InputStream as _, Message, MessageDecoder, MessageError, Operation as _, StreamError};

/// Frames a message like a service, byte by byte; the checksums are computed independently.
fn frame(kind: &str, name: &str, payload: &[u8]) -> Vec<u8> {
    let kinds = if kind == "event" { ":event-type" } else { ":exception-type" };
    let mut headers = Vec::new();
    for (key, value) in [(":message-type", kind), (kinds, name), (":content-type", "application/json")] {
        headers.push(key.len() as u8);
        headers.extend(key.as_bytes());
        headers.push(7);
        headers.extend((value.len() as u16).to_be_bytes());
        headers.extend(value.as_bytes());
    }
    let total = 16 + headers.len() + payload.len();
    let mut frame = Vec::new();
    frame.extend((total as u32).to_be_bytes());
    frame.extend((headers.len() as u32).to_be_bytes());
    frame.extend(checksum(&frame).to_be_bytes());
    frame.extend(headers);
    frame.extend(payload);
    frame.extend(checksum(&frame).to_be_bytes());
    frame
}

/// CRC-32 of ISO 3309, bit by bit.
fn checksum(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
        }
    }
    !sum
}

fn leak(frames: &[Vec<u8>]) -> &'static [u8] {
    Box::leak(frames.concat().into_boxed_slice())
}

fn initial(payload: &[u8]) -> Vec<u8> {
    frame("event", "initial-response", payload)
}

fn line(text: &str) -> Vec<u8> {
    frame("event", "line", format!("{{\"text\":\"{text}\",\"at\":1.5}}").as_bytes())
}

/// A service that always responds with these bytes, in chunks of seven.
fn service(bytes: &'static [u8], end: fn() -> Option<Piece>) -> (Client, World) {
    let world = World::default();
    let transport = move |_: http::Request<Body>| {
        let mut response = response(200, pieces(bytes.chunks(7).map(Piece::Data).chain(end())));
        let headers = response.headers_mut();
        headers.insert("content-type", "application/vnd.amazon.eventstream".parse().unwrap());
        headers.insert("x-amzn-requestid", "r-1".parse().unwrap());
        std::future::ready(Ok::<_, TransportError>(response))
    };
    (world.builder().region("us-east-1").transport(transport).build().unwrap(), world)
}

#[test]
fn the_first_message_is_the_output() {
    let (client, _) = service(leak(&[initial(b"{\"session\":\"s7\"}"), line("one")]), || None);
    let mut events = run(client.listen(ListenInput::new())).unwrap();
    assert_eq!(events.output().session.as_deref(), Some("s7"));
    assert_eq!(events.metadata().request_id(), Some("r-1"));
    let Some(Hears::Line(one)) = run(events.recv()).unwrap() else { panic!() };
    assert_eq!((one.text.as_str(), one.at.is_some()), ("one", true));
    assert_eq!(run(events.recv()).unwrap(), None);
}

/// The service sends nothing before its first event, and the output has no members.
#[test]
fn an_output_without_members_is_not_awaited() {
    let (client, _) = service(leak(&[]), || Some(Piece::Stall));
    assert!(run(client.watch(WatchInput::new())).is_ok());
    let (client, _) = service(leak(&[initial(b"{}"), line("one")]), || None);
    let mut events = run(client.watch(WatchInput::new())).unwrap();
    assert!(matches!(run(events.recv()).unwrap(), Some(Hears::Line(_))));
}

#[test]
fn another_first_message_is_the_first_event() {
    let (client, _) = service(leak(&[line("one"), line("two")]), || None);
    let mut events = run(client.listen(ListenInput::new())).unwrap();
    assert_eq!(events.output().session, None);
    for text in ["one", "two"] {
        assert!(matches!(run(events.recv()).unwrap(), Some(Hears::Line(line)) if line.text == text));
    }
    let (client, _) = service(leak(&[frame("exception", "busy", b"{\"seconds\":3}")]), || None);
    let mut events = run(client.listen(ListenInput::new())).unwrap();
    let error = run(events.recv()).unwrap_err();
    assert!(matches!(error, StreamError::Service(HearsError::Busy(busy)) if busy.seconds == Some(3)));
    let (client, _) = service(b"this is no message", || None);
    let mut events = run(client.listen(ListenInput::new())).unwrap();
    assert!(matches!(run(events.recv()), Err(StreamError::Frame(MessageError::PreludeChecksum))));
    let (client, _) = service(b"", || None);
    let mut events = run(client.listen(ListenInput::new())).unwrap();
    assert_eq!(run(events.recv()).unwrap(), None);
}

#[test]
fn a_late_or_broken_first_message_is_an_error_of_the_call() {
    let (client, world) = service(b"", || Some(Piece::Stall));
    let error = run(client.listen(ListenInput::new())).unwrap_err();
    let kind = TransportErrorKind::Timeout(TimeoutKind::Attempt);
    assert!(matches!(error, CallError::Transport(error) if error.kind() == kind));
    assert_eq!(world.sleeps().len(), 1);
    let (client, _) = service(b"", || Some(Piece::Broken));
    let error = run(client.listen(ListenInput::new())).unwrap_err();
    assert!(matches!(error, CallError::Transport(error) if error.kind() == TransportErrorKind::Body));
    let (client, _) = service(leak(&[initial(b"{\"session\":")]), || None);
    let error = run(client.listen(ListenInput::new())).unwrap_err();
    assert!(matches!(error, CallError::Decode(_)) && error.request_id().is_none());
}

/// Without a client, the caller passes the message to `decode`.
#[test]
fn the_first_message_can_be_read_by_hand() {
    let message = Message::decode(&initial(b"{\"session\":\"s7\"}")).unwrap();
    let output = Listen::decode(http::StatusCode::OK, &http::HeaderMap::new(), message.payload()).unwrap();
    assert_eq!(output.session.as_deref(), Some("s7"));
}

#[test]
fn a_request_without_events_is_that_of_any_operation() {
    let endpoint = Endpoint::parse("https://example.com").unwrap();
    let request = Listen::encode(&ListenInput::new(), &endpoint).unwrap();
    assert_eq!(request.headers()["content-type"], "application/x-amz-json-1.1");
    assert_eq!(request.body(), b"{}");
}

fn messages(body: &[u8]) -> Vec<Message> {
    let mut decoder = MessageDecoder::new();
    decoder.push(body);
    let mut messages = Vec::new();
    while let Some(message) = decoder.next_message().unwrap() {
        messages.push(message);
    }
    decoder.finish().unwrap();
    messages
}

#[test]
fn the_members_of_a_request_are_its_first_message() {
    let endpoint = Endpoint::parse("https://example.com").unwrap();
    let request = Chat::encode(&ChatInput::new("attic"), &endpoint).unwrap();
    assert_eq!(request.headers()["content-type"], "application/vnd.amazon.eventstream");
    assert_eq!(request.headers()["x-amz-target"], "Rooms.Chat");
    assert_eq!(*request.body(), frame("event", "initial-request", b"{\"room\":\"attic\"}"));

    // The service echoes the received events.
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = seen.clone();
    let transport = move |request: http::Request<Body>| {
        let kept = kept.clone();
        async move {
            let content_type = request.headers()["content-type"].clone();
            let body = collect(request.into_body()).await?;
            *kept.lock().unwrap() = body;
            let mut response = response(200, initial(b"{\"session\":\"s8\"}"));
            response.headers_mut().insert("content-type", content_type);
            Ok::<_, TransportError>(response)
        }
    };
    let client = World::default().builder().region("us-east-1").transport(transport).build().unwrap();
    let (mut sender, call) = client.chat(ChatInput::new("attic")).events();
    run(sender.send(&Says::Line(Line::new("one")))).unwrap();
    sender.close();
    let events = run(call).unwrap();
    assert_eq!(events.output().session.as_deref(), Some("s8"));
    let one = Chat::frame(&Says::Line(Line::new("one"))).unwrap();
    assert_eq!(*seen.lock().unwrap(), [request.into_body(), one].concat());
    let sent = messages(&seen.lock().unwrap());
    assert_eq!(sent[1].text(":message-type"), Some("event"));
    assert_eq!(sent[1].text(":event-type"), Some("line"));
    assert_eq!(sent[1].text(":content-type"), Some("application/json"));
}

/// The first message is signed like the others, and is also sent if the input has no members.
#[test]
fn the_first_message_is_signed_too() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = seen.clone();
    let transport = move |request: http::Request<Body>| {
        let kept = kept.clone();
        async move {
            assert_eq!(request.headers()["x-amz-content-sha256"], "STREAMING-AWS4-HMAC-SHA256-EVENTS");
            *kept.lock().unwrap() = collect(request.into_body()).await?;
            Ok::<_, TransportError>(response(200, b"{\"lines\":1}".to_vec()))
        }
    };
    let key = the_case::auth::Credentials::new("AKID", "secret");
    let client = World::default().builder().region("us-east-1").transport(transport).credentials_provider(key).build().unwrap();
    let (mut sender, call) = client.dictate(DictateInput::new()).events();
    run(sender.send(&Says::Line(Line::new("one")))).unwrap();
    sender.close();
    assert_eq!(run(call.send()).unwrap().lines, Some(1));
    let sent = messages(&seen.lock().unwrap());
    assert_eq!(sent.len(), 3);
    assert!(sent.iter().all(|message| message.header(":chunk-signature").is_some()));
    assert_eq!(sent[0].payload(), frame("event", "initial-request", b"{}"));
    assert_eq!(Message::decode(sent[1].payload()).unwrap().text(":event-type"), Some("line"));
    assert!(sent[2].payload().is_empty());
}

mod blocking {
    use std::io::Read as _;

    use the_case::blocking::{Body, Client};

    use super::*;

    #[test]
    fn messages_before_the_events_go_both_ways() {
        let world = World::default();
        let bytes = leak(&[initial(b"{\"session\":\"s9\"}"), line("one")]);
        let transport = move |mut request: http::Request<Body>, _| {
            let mut body = Vec::new();
            request.body_mut().read_to_end(&mut body).unwrap();
            let one = Chat::frame(&Says::Line(Line::new("one"))).unwrap();
            assert_eq!(body, [frame("event", "initial-request", b"{\"room\":\"attic\"}"), one].concat());
            Ok(http::Response::new(Body::from(bytes.to_vec())))
        };
        let builder = Client::builder().region("us-east-1").endpoint_url("https://example.com");
        let builder = builder.transport(transport).sleep(world.clone()).clock(world.clone());
        let client = builder.random(world).build().unwrap();
        let call = client.chat(ChatInput::new("attic")).events(vec![Says::Line(Line::new("one"))]);
        let mut events = call.send().unwrap();
        assert_eq!(events.output().session.as_deref(), Some("s9"));
        assert!(matches!(events.recv().unwrap(), Some(Hears::Line(line)) if line.text == "one"));
        assert_eq!(events.recv().unwrap(), None);
    }

    #[test]
    fn another_first_message_is_the_first_event() {
        let world = World::default();
        let bytes = leak(&[line("one")]);
        let transport = move |_: http::Request<Body>, _| Ok(http::Response::new(Body::from(bytes.to_vec())));
        let builder = Client::builder().region("us-east-1").endpoint_url("https://example.com");
        let builder = builder.transport(transport).sleep(world.clone()).clock(world.clone());
        let client = builder.random(world).build().unwrap();
        let mut events = client.listen(ListenInput::new()).send().unwrap();
        assert_eq!(events.output().session, None);
        assert!(matches!(events.recv().unwrap(), Some(Hears::Line(_))));
    }
}
