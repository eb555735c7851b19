//! Specific to the blocking transport: it enforces timeouts itself.

use std::io::{self, Read};
use std::thread;
use std::time::{Duration, Instant};

use connectparticipant::blocking::{Body, Limits, Transport, UreqTransport};
use connectparticipant::config::{TimeoutKind, TransportError, TransportErrorKind as Kind};
use http::Request;

use super::server::{Peer, Server};

const LIMIT: Duration = Duration::from_millis(300);

/// The allowed delay of a timeout on a busy machine.
const PATIENCE: Duration = Duration::from_secs(5);

fn transport() -> UreqTransport {
    UreqTransport::builder().build().unwrap()
}

fn send(server: &Server, limits: Limits) -> Result<Vec<u8>, TransportError> {
    let request = Request::post(server.url()).body(Body::from(b"text".to_vec())).unwrap();
    let mut response = transport().send(request, limits)?;
    let mut body = Vec::new();
    match response.body_mut().read_to_end(&mut body) {
        Ok(_) => Ok(body),
        Err(error) => Err(error.get_ref().unwrap().downcast_ref::<TransportError>().unwrap().clone()),
    }
}

/// A server that sends no complete response, and one attempt against it.
#[track_caller]
fn too_slow(serve: impl Fn(&mut Peer) + Send + Sync + 'static) {
    let server = Server::start(serve);
    let begin = Instant::now();
    let error = send(&server, Limits::new(None, Some(LIMIT))).unwrap_err();
    assert_eq!((error.kind(), error.was_sent()), (Kind::Timeout(TimeoutKind::Attempt), true), "{error:?}");
    assert!((LIMIT..PATIENCE).contains(&begin.elapsed()), "{:?}", begin.elapsed());
    #[cfg(target_os = "linux")]
    server.settles_at(0);
}

#[test]
fn a_missing_response() {
    too_slow(|peer| {
        peer.request();
        peer.sees_end();
    });
}

#[test]
fn a_body_that_stops() {
    too_slow(|peer| {
        peer.request();
        peer.say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nfirst");
        peer.sees_end();
    });
}

/// A body that goes on may take any time.
#[test]
fn a_stall() {
    let server = Server::start(|peer| {
        peer.request();
        peer.say("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n");
        for _ in 0..10 {
            peer.say("x");
            thread::sleep(LIMIT / 5);
        }
        peer.sees_end();
    });
    let request = Request::post(server.url()).body(Body::from(b"text".to_vec())).unwrap();
    let response = transport().send(request, Limits::default().stall(LIMIT)).unwrap();
    let mut received = Vec::new();
    let error = response.into_body().read_to_end(&mut received).unwrap_err();
    let error = error.get_ref().unwrap().downcast_ref::<TransportError>().unwrap();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(received, b"xxxxxxxxxx");
}

#[test]
fn a_body_that_trickles() {
    too_slow(|peer| {
        peer.request();
        peer.say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
        for _ in 0..20 {
            peer.say("x");
            thread::sleep(Duration::from_millis(50));
        }
    });
}

#[test]
fn a_head_that_trickles() {
    too_slow(|peer| {
        peer.request();
        for byte in "HTTP/1.1 200 OK\r\nx: abcdefghijklmn".chars() {
            peer.say(&byte.to_string());
            thread::sleep(Duration::from_millis(40));
        }
    });
}

#[test]
fn an_unread_request() {
    let server = Server::start(|_| thread::sleep(PATIENCE));
    let request = Request::post(server.url()).body(Body::from(vec![b'x'; 50_000_000])).unwrap();
    let begin = Instant::now();
    let error = transport().send(request, Limits::new(None, Some(LIMIT))).unwrap_err();
    assert_eq!(error.kind(), Kind::Timeout(TimeoutKind::Attempt), "{error:?}");
    assert!(begin.elapsed() < PATIENCE, "{:?}", begin.elapsed());
}

#[test]
fn the_limit_of_a_request_for_connecting_wins() {
    let server = Server::start(|peer| {
        peer.sees_end();
    });
    let request = Request::post(server.secure_url()).body(Body::from(b"text".to_vec())).unwrap();
    let begin = Instant::now();
    let error = transport().send(request, Limits::new(Some(LIMIT), None)).unwrap_err();
    assert_eq!((error.kind(), error.was_sent()), (Kind::Timeout(TimeoutKind::Connect), false), "{error:?}");
    assert!(begin.elapsed() < PATIENCE, "{:?}", begin.elapsed());
}

#[test]
fn extreme_timeouts_are_accepted() {
    let server = Server::steady("200 OK", "ok");
    assert_eq!(send(&server, Limits::new(Some(Duration::MAX), Some(Duration::MAX))).unwrap(), b"ok");
    let error = send(&server, Limits::new(None, Some(Duration::ZERO))).unwrap_err();
    assert_eq!((error.kind(), error.was_sent()), (Kind::Timeout(TimeoutKind::Attempt), false), "{error:?}");
}

#[test]
fn a_body_of_unknown_length_is_sent_in_chunks() {
    let server = Server::steady("200 OK", "ok");
    let request = Request::put(server.url()).body(Body::wrap(io::Cursor::new(b"abc".to_vec()))).unwrap();
    assert_eq!(transport().send(request, Limits::default()).unwrap().status(), 200);
    assert!(server.last().contains("transfer-encoding: chunked"), "{}", server.last());
    assert!(server.last().ends_with("3\r\nabc\r\n0\r\n\r\n"), "{}", server.last());
}

#[test]
fn a_body_shorter_than_its_length_is_an_error() {
    let server = Server::steady("200 OK", "ok");
    let body = Body::wrap(io::Cursor::new(b"abc".to_vec()));
    let request = Request::put(server.url()).header("content-length", "5").body(body).unwrap();
    let error = transport().send(request, Limits::default()).unwrap_err();
    assert_eq!((error.kind(), error.was_sent()), (Kind::Other, true), "{error:?}");
}

#[test]
fn an_unread_response_ends_its_connection() {
    let server = Server::steady("200 OK", "ok");
    let transport = transport();
    for _ in 0..2 {
        let request = Request::get(server.url()).body(Body::empty()).unwrap();
        drop(transport.send(request, Limits::default()).unwrap());
    }
    assert_eq!(server.accepted(), 2);
    #[cfg(target_os = "linux")]
    server.settles_at(0);
}

#[test]
fn a_dropped_transport_closes_its_connections() {
    let server = Server::steady("200 OK", "ok");
    let transport = transport();
    let request = Request::get(server.url()).body(Body::empty()).unwrap();
    let mut response = transport.clone().send(request, Limits::default()).unwrap();
    assert_eq!(response.body_mut().read_to_end(&mut Vec::new()).unwrap(), 2);
    drop((transport, response));
    #[cfg(target_os = "linux")]
    server.settles_at(0);
}

#[test]
fn its_debug_output_has_no_secret() {
    let text = format!("{:?} {:?}", UreqTransport::builder().root_certificates_pem("secret"), transport());
    assert!(text.contains("idle_timeout: 30s"), "{text}");
    assert!(!text.contains("secret"), "{text}");
}
