//! Events with the async client.

#[path = "fakes/events.rs"]
mod fakes;

use std::future::{poll_fn, Future};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use fakes::{response, collect, pieces, run, Piece, World};
use the_case::client::{Body, EventReceiver};
use the_case::config::{SendEventError, TimeoutKind, TransportError, TransportErrorKind};
use the_case::operation::chat::{Chat, ChatInput};
use the_case::operation::dictate::DictateInput;
use the_case::operation::recite::ReciteInput;
use the_case::operation::listen::{Listen, ListenError, ListenInput};
use the_case::types::{End, Hears, HearsError, Line, Says};
use the_case::{Client, CallError, EventHeader, InputStream as _, MemberPlace, Message, MessageDecoder, MessageError, StreamError};

fn line(text: &str) -> Vec<u8> {
    Chat::frame(&Says::Line(Line::new(text))).unwrap()
}

fn leak(bytes: Vec<u8>) -> &'static [u8] {
    Box::leak(bytes.into_boxed_slice())
}

/// A service that always responds in the same way.
fn service(make: impl Fn() -> http::Response<Body> + Send + Sync + 'static) -> (Client, World) {
    let world = World::default();
    let transport = move |_: http::Request<Body>| std::future::ready(Ok::<_, TransportError>(make()));
    (world.builder().region("us-east-1").transport(transport).build().unwrap(), world)
}

fn listen(body: impl Fn() -> Body + Send + Sync + 'static) -> (EventReceiver<Listen>, World) {
    let (client, world) = service(move || response(200, body()));
    (run(client.listen(ListenInput::new())).unwrap(), world)
}

#[test]
fn events_are_received_however_they_are_cut() {
    let (first, second) = (line("one"), line("two"));
    let all = leak([first, second].concat());
    let body = move || pieces(all.chunks(7).map(Piece::Data));
    let (client, _) = service(move || {
        let mut response = response(200, body());
        response.headers_mut().insert("x-session", "7".parse().unwrap());
        response
    });
    let mut events = run(client.listen(ListenInput::new())).unwrap();
    assert_eq!(events.output().session.as_deref(), Some("7"));
    for text in ["one", "two"] {
        assert_eq!(run(events.recv()).unwrap(), Some(Hears::Line(Line::new(text))));
    }
    assert_eq!(run(events.recv()).unwrap(), None);
    assert_eq!(run(events.recv()).unwrap(), None);
}

#[test]
fn a_receiver_is_a_stream() {
    let odd = Message::new().with_header(":message-type", "event");
    let bytes = leak([line("one"), odd.encode().unwrap(), line("two")].concat());
    let (events, _) = listen(move || pieces(bytes.chunks(7).map(Piece::Data)));
    fn sent<T: Send + Unpin>(value: T) -> T {
        value
    }
    let all: Vec<_> = run(futures_util::StreamExt::collect(sent(events)));
    assert_eq!(all.len(), 3);
    assert_eq!(all[0].as_ref().unwrap(), &Hears::Line(Line::new("one")));
    assert!(matches!(all[1], Err(StreamError::Decode(_))));
    assert_eq!(all[2].as_ref().unwrap(), &Hears::Line(Line::new("two")));
}

#[test]
fn an_exception_ends_the_stream() {
    let exception = Message::new()
        .with_header(":message-type", "exception")
        .with_header(":exception-type", "busy")
        .with_payload(*b"{\"seconds\":3}");
    let bytes = leak([exception.encode().unwrap(), line("never")].concat());
    let (mut events, _) = listen(move || pieces([Piece::Data(bytes)]));
    let error = run(events.recv()).unwrap_err();
    assert!(matches!(error, StreamError::Service(HearsError::Busy(busy)) if busy.seconds == Some(3)));
    assert_eq!(run(events.recv()).unwrap(), None);
}

#[test]
fn an_event_that_cannot_be_read_does_not() {
    let odd = Message::new().with_header(":message-type", "event");
    let bytes = leak([odd.encode().unwrap(), line("next")].concat());
    let (mut events, _) = listen(move || pieces([Piece::Data(bytes)]));
    assert!(matches!(run(events.recv()), Err(StreamError::Decode(_))));
    assert_eq!(run(events.recv()).unwrap(), Some(Hears::Line(Line::new("next"))));
}

/// An unreadable member of an event is lost alone: in the payload, and in a header.
#[test]
fn an_odd_member_of_an_event_is_reported() {
    let event = |kind: &str| Message::new().with_header(":message-type", "event").with_header(":event-type", kind);
    let odd = event("line").with_payload(*b"{\"text\":\"hi\",\"loud\":\"yes\"}");
    let sound = event("sound").with_header("rate", "fast");
    let bytes = leak([odd.encode().unwrap(), sound.encode().unwrap(), line("next")].concat());
    let (mut events, _) = listen(move || pieces([Piece::Data(bytes)]));
    assert_eq!(run(events.recv()).unwrap(), Some(Hears::Line(Line::new("hi"))));
    let [member] = &events.unreadable_members()[..] else { panic!("{:?}", events.unreadable_members()) };
    assert_eq!((member.path(), member.place()), ("loud", MemberPlace::Body));
    assert!(matches!(run(events.recv()).unwrap(), Some(Hears::Sound(sound)) if sound.rate == 0));
    let [member] = &events.unreadable_members()[..] else { panic!("{:?}", events.unreadable_members()) };
    assert_eq!((member.path(), member.place()), ("rate", MemberPlace::Header));
    assert_eq!(run(events.recv()).unwrap(), Some(Hears::Line(Line::new("next"))));
    assert!(events.unreadable_members().is_empty());
}

#[test]
fn a_broken_stream_is_an_error() {
    let frame = leak(line("one"));
    let (mut events, _) = listen(move || pieces([Piece::Data(frame), Piece::Broken]));
    assert!(run(events.recv()).unwrap().is_some());
    let error = run(events.recv()).unwrap_err();
    assert!(matches!(error, StreamError::Transport(error) if error.kind() == TransportErrorKind::Body));
    assert_eq!(run(events.recv()).unwrap(), None);
    let (mut events, _) = listen(move || pieces([Piece::Data(&frame[..9])]));
    assert!(matches!(run(events.recv()), Err(StreamError::Frame(MessageError::Truncated))));
    let (mut events, _) = listen(move || pieces([Piece::Data(b"this is no message")]));
    assert!(matches!(run(events.recv()), Err(StreamError::Frame(MessageError::PreludeChecksum))));
    assert_eq!(run(events.recv()).unwrap(), None);
}

#[test]
fn silence_has_a_limit_only_if_one_is_set() {
    let frame = leak(line("one"));
    let (mut events, world) = listen(move || pieces([Piece::Data(frame), Piece::Stall]));
    assert!(run(events.recv()).unwrap().is_some());
    assert!(run(poll_fn(|cx| Poll::Ready(events.poll_recv(cx).is_pending()))));
    assert!(world.sleeps().is_empty());
    let mut events = events.idle_timeout(Duration::from_secs(40));
    let error = run(events.recv()).unwrap_err();
    let kind = TransportErrorKind::Timeout(TimeoutKind::Attempt);
    assert!(matches!(error, StreamError::Transport(error) if error.kind() == kind));
    assert_eq!(world.sleeps(), [40]);
}

#[test]
fn errors_before_the_stream_are_those_of_any_call() {
    let (client, _) = service(|| response(429, b"{\"__type\":\"Busy\",\"seconds\":1}".to_vec()));
    let error = run(client.listen(ListenInput::new())).unwrap_err();
    assert!(matches!(error, CallError::Service(ListenError::Busy(_))));
}

#[test]
fn closing_the_sender_ends_the_request() {
    let (world, seen) = (World::default(), Arc::new(Mutex::new(Vec::new())));
    let kept = seen.clone();
    let transport = move |request: http::Request<Body>| {
        let kept = kept.clone();
        async move {
            assert_eq!(request.headers()["content-type"], "application/vnd.amazon.eventstream");
            assert!(!request.headers().contains_key("content-length"));
            let body = collect(request.into_body()).await?;
            *kept.lock().unwrap() = body;
            Ok::<_, TransportError>(response(200, b"{\"lines\":40}".to_vec()))
        }
    };
    let client = world.builder().region("us-east-1").transport(transport).build().unwrap();
    let (mut sender, call) = client.dictate(DictateInput::new()).events();
    // More than there is room for.
    let speak = async move {
        for number in 0..40 {
            sender.send(&Says::Line(Line::new(number.to_string()))).await.unwrap();
        }
        sender.send(&Says::End(End::new())).await.unwrap();
        sender.close();
    };
    let (output, ()) = run(both(call.send(), speak));
    assert_eq!(output.unwrap().lines, Some(40));
    let mut decoder = MessageDecoder::new();
    decoder.push(&seen.lock().unwrap());
    let mut messages = Vec::new();
    while let Some(message) = decoder.next_message().unwrap() {
        messages.push(message);
    }
    decoder.finish().unwrap();
    assert_eq!(messages.len(), 41);
    assert_eq!(messages[40].text(":event-type"), Some("end"));
}

#[test]
fn a_conversation_goes_both_ways() {
    // The service echoes the received events.
    let world = World::default();
    let transport = |request: http::Request<Body>| {
        std::future::ready(Ok::<_, TransportError>(response(200, request.into_body())))
    };
    let client = world.builder().region("us-east-1").transport(transport).build().unwrap();
    let (mut sender, call) = client.chat(ChatInput::new("room")).events();
    let mut events = run(call).unwrap();
    for text in ["one", "two"] {
        run(sender.send(&Says::Line(Line::new(text)))).unwrap();
        assert_eq!(run(events.recv()).unwrap(), Some(Hears::Line(Line::new(text))));
    }
    assert!(run(poll_fn(|cx| Poll::Ready(events.poll_recv(cx).is_pending()))));
    drop(sender);
    assert_eq!(run(events.recv()).unwrap(), None);
}

#[test]
fn sending_fails_after_the_end_of_the_request() {
    let (client, _) = service(|| response(429, b"{\"__type\":\"Busy\"}".to_vec()));
    let (mut sender, call) = client.chat(ChatInput::new("room")).events();
    assert!(run(call).is_err());
    let error = run(sender.send(&Says::End(End::new()))).unwrap_err();
    assert!(matches!(error, SendEventError::Closed));
}

#[test]
fn each_event_is_signed_where_the_request_is() {
    let (world, seen) = (World::default(), Arc::new(Mutex::new((String::new(), Vec::new()))));
    let kept = seen.clone();
    let transport = move |request: http::Request<Body>| {
        let kept = kept.clone();
        async move {
            let (head, body) = request.into_parts();
            assert_eq!(head.headers["x-amz-content-sha256"], "STREAMING-AWS4-HMAC-SHA256-EVENTS");
            let head = head.headers["authorization"].to_str().unwrap().to_owned();
            let body = collect(body).await?;
            *kept.lock().unwrap() = (head, body);
            Ok::<_, TransportError>(response(200, Body::empty()))
        }
    };
    let key = the_case::auth::Credentials::new("AKID", "secret");
    let client = world.builder().region("us-east-1").transport(transport).credentials_provider(key).build().unwrap();
    let (mut sender, call) = client.recite(ReciteInput::new()).events();
    run(sender.send(&Says::Line(Line::new("one")))).unwrap();
    sender.close();
    run(call.send()).unwrap();
    let (head, body) = seen.lock().unwrap().clone();
    let mut decoder = MessageDecoder::new();
    decoder.push(&body);
    let (first, last) = (decoder.next_message().unwrap().unwrap(), decoder.next_message().unwrap().unwrap());
    decoder.finish().unwrap();
    assert_eq!(first.payload(), line("one"));
    assert!(last.payload().is_empty());
    let signature = |message: &Message| match message.header(":chunk-signature") {
        Some(EventHeader::Blob(bytes)) => bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>(),
        other => panic!("{other:?}"),
    };
    // Computed independently from the signature of the request, which is at the end of its header.
    assert_eq!(head.rsplit('=').next(), Some("4ee8e0d11e5dc807e78aa91bc0e9e678ac2f143b95e03aab7c4e1a15ecf308d4"));
    assert_eq!(signature(&first), "a0bbcf03fb64ddc37387488dd6774e9032ccdd3518d3ec4d325754db519e5a22");
    assert_eq!(signature(&last), "4a55f1ec6d61942b2c38fe6a24b6753b9a67691d64f493d3d36fa009d765b52d");
}

#[test]
fn events_are_not_sent_twice() {
    let (world, attempts) = (World::default(), Arc::new(Mutex::new(0)));
    let counted = attempts.clone();
    let transport = move |request: http::Request<Body>| {
        *counted.lock().unwrap() += 1;
        let first = *counted.lock().unwrap() == 1;
        async move {
            if first {
                return Err(TransportError::new(TransportErrorKind::Connect));
            }
            let mut body = request.into_body();
            body.chunk().await.unwrap()?;
            Err::<http::Response<Body>, _>(TransportError::new(TransportErrorKind::Send).not_sent())
        }
    };
    let client = world.builder().region("us-east-1").transport(transport).build().unwrap();
    let (mut sender, call) = client.chat(ChatInput::new("room")).events();
    run(sender.send(&Says::Line(Line::new("one")))).unwrap();
    assert!(run(call).is_err());
    assert_eq!(*attempts.lock().unwrap(), 2);
}

/// Runs two futures concurrently.
async fn both<A, B>(first: impl Future<Output = A>, second: impl Future<Output = B>) -> (A, B) {
    let (mut first, mut second) = (pin!(first), pin!(second));
    let (mut a, mut b) = (None, None);
    poll_fn(|cx| {
        if a.is_none() {
            if let Poll::Ready(value) = first.as_mut().poll(cx) {
                a = Some(value);
            }
        }
        if b.is_none() {
            if let Poll::Ready(value) = second.as_mut().poll(cx) {
                b = Some(value);
            }
        }
        if a.is_some() && b.is_some() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    (a.unwrap(), b.unwrap())
}
