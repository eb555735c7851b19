//! Connections that are refused or break, and bodies that are late, short, long, endless or not JSON.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use connectparticipant::config::{TimeoutKind, TransportErrorKind as Fails};
use connectparticipant::operation::cancel_participant_authentication::*;
use connectparticipant::operation::create_participant_connection::*;
use connectparticipant::test_util::{Fault, RecordedRequest};
use connectparticipant::{CallError, Operation};

use super::clients::{Caller, Limit, Settings};
use super::scene::{Scene, case, settles, shows_no_secret};

const SHORT: Duration = Duration::from_millis(700);

/// The requests so far are identical, including the idempotency token.
fn are_the_same(requests: &[RecordedRequest]) -> bool {
    requests.windows(2).all(|pair| pair[0].body == pair[1].body) && {
        let body: serde_json::Value = serde_json::from_slice(&requests[0].body).unwrap();
        body["ClientToken"].as_str().is_some_and(|token| token.len() == 36)
    }
}

/// The input of the only operation that must not be retried if the service may have received it.
fn declined() -> CancelParticipantAuthenticationRequest {
    CancelParticipantAuthenticationRequest::new("7e4f9d0a-3c52-4d11-9f60-5f2a1f0f8d3e", "token")
}

#[test]
fn connections_are_refused() {
    case("refused", &Settings::default(), |scene| {
        scene.server.refuse_connections();
        let error = scene.breaks(Fails::Connect, "no connection to 127.0.0.1");
        assert!(!error.was_sent());
        scene.server.accept_connections().unwrap();
    });
    case("refused after a response", &Settings::default(), |scene| {
        scene.send().unwrap();
        scene.server.refuse_connections();
        scene.breaks(Fails::Connect, "no connection to 127.0.0.1");
        scene.server.accept_connections().unwrap();
    });
}

#[test]
fn connections_are_closed_before_the_response() {
    case("closed before the response", &Settings::default(), |scene| {
        scene.server.inject(Fault::Hangup, 9);
        assert!(scene.breaks(Fails::Send, "broke before the response").was_sent());
        assert_eq!(scene.asked(), 0);
    });
    case("closed after the request was carried out", &Settings::default(), |scene| {
        scene.server.inject(Fault::LoseResponse, 9);
        scene.breaks(Fails::Send, "broke before the response");
        let requests = scene.server.requests();
        assert!(requests.len() == 3 && are_the_same(&requests));
    });
    case("closed once", &Settings::default(), |scene| {
        scene.server.inject(Fault::LoseResponse, 1);
        scene.send().unwrap();
        assert!(are_the_same(&scene.server.requests()));
        assert_eq!(scene.asked(), 2);
    });
    case("closed on a kept connection", &Settings::default(), |scene| {
        scene.send().unwrap();
        scene.server.inject(Fault::Hangup, 1);
        scene.send().unwrap();
    });
    // Nothing of it can have arrived: even non-repeatable requests are retried.
    case("closed while it was kept", &Settings::default(), |scene| {
        scene.send().unwrap();
        scene.server.refuse_connections();
        scene.server.accept_connections().unwrap();
        scene.caller.call::<CancelParticipantAuthentication>(declined()).unwrap();
        assert_eq!(scene.asked(), 2);
    });
    // Without a token, a second request is not the same as the first.
    case("closed, and not to be repeated", &Settings::default(), |scene| {
        scene.server.inject(Fault::LoseResponse, 1);
        let error = scene.caller.call::<CancelParticipantAuthentication>(declined()).unwrap_err();
        shows_no_secret(&error);
        assert!(matches!(error, CallError::Transport(error) if error.kind() == Fails::Send));
        assert_eq!(scene.asked(), 1);
    });
    // It connects a participant once, however often it is called.
    case("closed, and safe to repeat", &Settings::default(), |scene| {
        scene.server.inject(Fault::LoseResponse, 1);
        let token = scene.server.credential("participant").unwrap();
        let input = CreateParticipantConnectionRequest::new(token);
        scene.caller.call::<CreateParticipantConnection>(input).unwrap();
        assert_eq!(scene.asked(), 2);
    });
}

#[test]
fn connections_are_closed_in_the_middle_of_the_body() {
    case("closed in the body", &Settings::default(), |scene| {
        scene.server.inject(Fault::CloseInBody, 9);
        scene.breaks(Fails::Body, "broke in the middle of the response");
        assert!(scene.asked() == 3 && are_the_same(&scene.server.requests()));
    });
    case("closed in the body, once", &Settings::default(), |scene| {
        scene.server.inject(Fault::CloseInBody, 1);
        scene.send().unwrap();
    });
}

#[test]
fn responses_time_out() {
    let slow: [(&str, Fault); 3] = [
        ("a byte a second", Fault::Trickle(Duration::from_secs(1))),
        ("half a body", Fault::Stall),
        ("a late response", Fault::Delay(Duration::from_secs(3600))),
    ];
    for (name, fault) in slow {
        case(name, &Settings::once(), |scene| {
            scene.server.inject(fault.clone(), 1);
            let begun = Instant::now();
            let outcome = scene.send_within(Limit::Attempt(SHORT));
            let kind = Fails::Timeout(TimeoutKind::Attempt);
            scene.broken(outcome, kind, "within the timeout of an attempt");
            assert!(begun.elapsed() >= SHORT);
        });
        case(&format!("{name}, in a call"), &Settings::default(), |scene| {
            scene.server.inject(fault.clone(), 1);
            let begun = Instant::now();
            let outcome = scene.send_within(Limit::Operation(SHORT));
            let kind = Fails::Timeout(TimeoutKind::Operation);
            scene.broken(outcome, kind, "within the timeout of the call");
            assert!(begun.elapsed() >= SHORT);
            assert!(scene.asked() <= 1);
        });
        case(&format!("{name}, once"), &Settings::default(), |scene| {
            scene.server.inject(fault.clone(), 1);
            scene.send_within(Limit::Attempt(2 * SHORT)).unwrap();
            // The second attempt may have been too slow by itself.
            assert!(scene.asked() >= 2 && are_the_same(&scene.server.requests()));
        });
    }
}

#[test]
fn lengths_are_wrong() {
    case("a length that is too long", &Settings::default(), |scene| {
        scene.server.inject(Fault::LongContentLength, 9);
        scene.breaks(Fails::Body, "broke in the middle of the response");
        assert_eq!(scene.asked(), 3);
    });
    case("a length that is too short", &Settings::default(), |scene| {
        scene.server.inject(Fault::ShortContentLength, 1);
        let metadata = scene.cannot_read();
        assert!(metadata.body().starts_with(b"{") && !metadata.body().ends_with(b"}"));
        assert_eq!(scene.asked(), 1);
    });
}

#[test]
fn bodies_are_not_json() {
    case("invalid JSON", &Settings::default(), |scene| {
        scene.server.inject(Fault::InvalidJson, 1);
        assert_eq!(scene.cannot_read().body(), b"{\"this is\": [no JSON");
        assert_eq!(scene.asked(), 1);
    });
    case("an empty body", &Settings::default(), |scene| {
        scene.server.inject(Fault::status(200), 1);
        let message = scene.send();
        // Responses may lack members, even all of them.
        assert_eq!(message.unwrap().output.id, None);
    });
}

#[test]
fn bodies_are_huge() {
    case("100 MB", &Settings::default(), |scene| {
        scene.server.inject(Fault::HugeBody(100_000_000), 9);
        scene.breaks(Fails::TooLarge, "larger than the client accepts");
        assert_eq!(scene.asked(), 1);
    });
    case("100 MB with a small limit", &Settings::default().most(1000), |scene| {
        scene.server.inject(Fault::HugeBody(100_000_000), 9);
        scene.breaks(Fails::TooLarge, "larger than the client accepts");
    });
    case("as much as is accepted", &Settings::default().most(1_000_000), |scene| {
        scene.server.inject(Fault::HugeBody(1_000_000), 1);
        scene.send().unwrap();
        scene.server.inject(Fault::HugeBody(1_000_001), 1);
        scene.breaks(Fails::TooLarge, "larger than the client accepts");
    });
    for (name, head) in [
        ("100 MB on the way", "Content-Length: 100000000\r\n\r\n"),
        ("100 MB of unknown length", "\r\n"),
        ("100 MB in chunks", "Transfer-Encoding: chunked\r\n\r\n5F5E100\r\n"),
    ] {
        case(name, &Settings::default(), |scene| is_not_read(scene, head));
    }
}

/// A client that has seen enough stops reading: most of the body never leaves the server.
fn is_not_read(scene: &Scene, head: &'static str) {
    const LIMIT: usize = 1 << 20;
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let written = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&written);
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        read_request(&mut stream);
        stream.write_all(format!("HTTP/1.1 200 OK\r\n{head}").as_bytes()).unwrap();
        let piece = [b' '; 64 * 1024];
        while count.load(Ordering::Relaxed) < 100_000_000 {
            let Ok(bytes) = stream.write(&piece) else { return };
            count.fetch_add(bytes, Ordering::Relaxed);
        }
    });
    let caller = Caller::new(scene.kind, &url, &Settings::default().most(LIMIT));
    let error = caller.call::<Message>(message()).expect_err(&scene.name);
    assert!(matches!(&error, CallError::Transport(error) if error.kind() == Fails::TooLarge), "{error:?}");
    // The client itself still exists: the unread data was dropped with the call.
    assert!(settles(|| server.is_finished()), "{}: the connection is kept", scene.name);
    server.join().unwrap();
    // The system buffers add to it.
    assert!(written.load(Ordering::Relaxed) < LIMIT + 40_000_000, "{written:?}");
}

type Message = connectparticipant::operation::send_message::SendMessage;

fn message() -> <Message as Operation>::Input {
    connectparticipant::operation::send_message::SendMessageRequest::new("text/plain", "hello", "token")
}

/// Reads a request of a known length.
pub(crate) fn read_request(stream: &mut TcpStream) -> String {
    let mut all = Vec::new();
    loop {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        all.push(byte[0]);
        if all.ends_with(b"\r\n\r\n") {
            break;
        }
    }
    let head = String::from_utf8(all).unwrap();
    let length =
        head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).unwrap();
    head
}
