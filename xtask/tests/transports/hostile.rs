//! Servers that send more than they were asked for, or before they were asked: nobody may get a response that belongs to
//! somebody else.

use std::io::{Read, Write};
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

use connectparticipant::blocking::{self, UreqTransport};
use connectparticipant::client::{Body, Transport};
use connectparticipant::config::{TransportError, TransportErrorKind as Kind};
use http::Request;

use super::secure::config;
use super::server::{Peer, Server};
use super::stack::{Settings, Stack, each, each_with, get, hyper_builder, ureq_builder};

/// Where the end of a call depends on the order of two threads.
const CALLS: usize = 1_000;
/// Where it does not.
const FEW_CALLS: usize = 100;

/// What nobody has asked for.
const STALE: &str = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";

/// A request that its response can be told by.
fn numbered(url: &str, number: usize) -> Request<Vec<u8>> {
    let mut request = get(url);
    request.headers_mut().insert("x-number", number.into());
    request
}

/// The number of a request, by its head.
fn number_of(head: &str) -> &str {
    head.lines().find_map(|line| line.strip_prefix("x-number: ")).unwrap()
}

/// Calls one after the other. As soon as `ready` says so, the server has sent what it was not asked for.
pub fn no_wrong_response(stack: &dyn Stack, url: &str, calls: usize, ready: &dyn Fn()) {
    let mut wrong = Vec::new();
    for number in 0..calls {
        let body = stack.send(numbered(url, number)).unwrap().body;
        if String::from_utf8_lossy(&body).trim_end() != number.to_string() {
            wrong.push(number);
        }
        ready();
    }
    assert!(wrong.is_empty(), "{} of {calls} responses are wrong: {wrong:?}", wrong.len());
}

/// A server that sends a second response after each, and tells when it has done so.
pub fn twice(
    over: impl FnOnce(Box<dyn Fn(&mut Peer) + Send + Sync>) -> Server,
) -> (Server, mpsc::Receiver<()>) {
    let (tell, told) = mpsc::channel();
    let tell = Mutex::new(tell);
    let server = over(Box::new(move |peer| {
        while let Some(head) = peer.request() {
            peer.respond("200 OK", number_of(&head));
            peer.say(STALE);
            tell.lock().unwrap().send(()).unwrap();
        }
    }));
    (server, told)
}

#[test]
fn bytes_in_the_socket_are_nobodys_response() {
    each(|stack| {
        let (server, told) = twice(Server::start);
        no_wrong_response(stack, &server.url(), CALLS, &|| {
            told.recv_timeout(Duration::from_secs(8)).unwrap();
        });
    });
}

#[test]
fn records_of_tls_in_the_socket_are_nobodys_response() {
    let (tls, certificate) = config("localhost");
    let settings = Settings { pem: Some(certificate.pem()), ..Settings::default() };
    each_with(&settings, |stack| {
        let (server, told) = twice(|serve| Server::secure(tls.clone(), serve));
        no_wrong_response(stack, &server.secure_url(), CALLS, &|| {
            told.recv_timeout(Duration::from_secs(8)).unwrap();
        });
    });
}

/// The runtime is so busy that it learns late, or not at all, of what has arrived.
#[test]
fn bytes_that_a_busy_runtime_has_not_seen_are_nobodys_response() {
    let (server, told) = twice(Server::start);
    let transport = hyper_builder(&Settings::default()).build().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    for _ in 0..4 {
        runtime.spawn(async {
            loop {
                thread::sleep(Duration::from_micros(100));
                tokio::task::yield_now().await;
            }
        });
    }
    let url = server.url();
    let wrong = runtime.block_on(runtime.spawn(async move {
        let mut wrong = 0;
        for number in 0..CALLS {
            let request = numbered(&url, number).map(Body::from);
            let mut body = transport.send(request).await.unwrap().into_body();
            let text = body.chunk().await.unwrap().unwrap();
            assert!(body.chunk().await.is_none());
            wrong += usize::from(text != number.to_string().as_bytes());
            // Not awaited: this thread does nothing else either.
            told.recv_timeout(Duration::from_secs(8)).unwrap();
        }
        wrong
    }));
    runtime.shutdown_background();
    assert_eq!(wrong.unwrap(), 0);
}

/// A response of exactly as many bytes, head and all.
fn response_of(size: usize, text: &str) -> Vec<u8> {
    let head = |length: usize| format!("HTTP/1.1 200 OK\r\nContent-Length: {length:06}\r\n\r\n");
    let length = size - head(0).len();
    format!("{}{text:<length$}", head(length)).into_bytes()
}

/// The head of a request.
fn head(stream: &mut impl Read) -> Option<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    String::from_utf8(head).ok()
}

#[test]
fn records_behind_a_full_buffer_are_nobodys_response() {
    let (tls, certificate) = config("localhost");
    let settings = Settings { pem: Some(certificate.pem()), ..Settings::default() };
    // Without and with what makes a record of it: rustls reads 4,096 bytes at a time.
    for size in [4096, 4096 - 22] {
        // Both records leave in one piece.
        let server = Server::secure_raw(tls.clone(), move |_, stream| {
            while let Some(head) = head(stream) {
                stream.conn.writer().write_all(&response_of(size, number_of(&head))).unwrap();
                stream.conn.writer().write_all(STALE.as_bytes()).unwrap();
                while stream.conn.wants_write() && stream.conn.write_tls(&mut stream.sock).is_ok() {}
            }
        });
        each_with(&settings, |stack| no_wrong_response(stack, &server.secure_url(), FEW_CALLS, &|| {}));
    }
}

/// The rest of the record comes with the next request, when nobody looks any more.
#[test]
fn the_beginning_of_a_record_is_the_end_of_a_connection() {
    let (tls, certificate) = config("localhost");
    let server = Server::secure_raw(tls, |_, stream| {
        let mut rest = Vec::new();
        while let Some(head) = head(stream) {
            stream.sock.write_all(&rest).unwrap();
            stream.conn.writer().write_all(&response_of(4096, number_of(&head))).unwrap();
            let mut records = Vec::new();
            while stream.conn.wants_write() {
                stream.conn.write_tls(&mut records).unwrap();
            }
            stream.conn.writer().write_all(STALE.as_bytes()).unwrap();
            rest.clear();
            while stream.conn.wants_write() {
                stream.conn.write_tls(&mut rest).unwrap();
            }
            records.extend(rest.drain(..7));
            stream.sock.write_all(&records).unwrap();
        }
    });
    let settings = Settings { pem: Some(certificate.pem()), ..Settings::default() };
    each_with(&settings, |stack| no_wrong_response(stack, &server.secure_url(), FEW_CALLS, &|| {}));
}

/// A body that is read only after the server has sent its response.
struct Late(mpsc::Receiver<()>, bool);

impl Read for Late {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if std::mem::replace(&mut self.1, true) {
            return Ok(0);
        }
        self.0.recv_timeout(Duration::from_secs(8)).unwrap();
        buffer[0] = b'x';
        Ok(1)
    }
}

#[test]
fn a_response_before_the_request_is_sent_does_not_put_later_ones_off() {
    let (tell, told) = mpsc::channel();
    let tell = Mutex::new(tell);
    let server = Server::numbered(move |connection, peer| {
        if connection == 0 {
            peer.head();
            peer.respond("200 OK", "too early");
            tell.lock().unwrap().send(()).unwrap();
            peer.skip(1);
            // From now on, each response would be that to the request before.
            let mut late = "0".to_owned();
            while let Some(head) = peer.request() {
                peer.respond("200 OK", &std::mem::replace(&mut late, number_of(&head).to_owned()));
            }
        }
        while let Some(head) = peer.request() {
            peer.respond("200 OK", number_of(&head));
        }
    });
    let transport = UreqTransport::builder().build().unwrap();
    let send = |number: usize, body: blocking::Body| {
        let mut request = numbered(&server.url(), number).map(|_| body);
        *request.method_mut() = http::Method::PUT;
        request.headers_mut().insert("content-length", 1.into());
        let response = blocking::Transport::send(&transport, request, blocking::Limits::default());
        let mut text = String::new();
        response.unwrap().into_body().read_to_string(&mut text).unwrap();
        text
    };
    // A refusal may come while the rest is being sent, so this is the response.
    assert_eq!(send(0, blocking::Body::wrap(Late(told, false))), "too early");
    for number in 1..CALLS {
        assert_eq!(send(number, blocking::Body::from(b"x".to_vec())), number.to_string());
    }
    assert_eq!(server.accepted(), 2);
}

#[test]
fn a_server_that_speaks_first_is_no_server_of_http() {
    let (tls, certificate) = config("localhost");
    let server = Server::secure_raw(tls, |_, stream| {
        stream.conn.writer().write_all(STALE.as_bytes()).unwrap();
        while let Some(head) = head(stream) {
            let _ = stream.write_all(&response_of(200, number_of(&head)));
        }
    });
    let settings = Settings { pem: Some(certificate.pem()), ..Settings::default() };
    each_with(&settings, |stack| {
        let error = stack.send(numbered(&server.secure_url(), 7)).expect_err("it has not read the request");
        assert_eq!((error.kind(), error.was_sent()), (Kind::Protocol, false), "{error:?}");
        assert!(error.to_string().contains("before the request"), "{error}");
    });
}

/// A body without a length ends with its connection, and over TLS that end is announced, or somebody has cut it off.
#[test]
fn a_body_that_was_cut_off_is_not_complete() {
    let (tls, certificate) = config("localhost");
    let settings = Settings { pem: Some(certificate.pem()), ..Settings::default() };
    for announced in [true, false] {
        let server = Server::secure_raw(tls.clone(), move |_, stream| {
            head(stream);
            stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf of it").unwrap();
            if announced {
                stream.conn.send_close_notify();
            }
            stream.flush().unwrap();
        });
        let check = |name: &str, result: Result<super::stack::Received, TransportError>| match result {
            Ok(response) => assert!(announced && response.body == b"half of it", "{name}"),
            Err(error) => assert!(!announced && error.kind() == Kind::Body, "{name}: {error:?}"),
        };
        each_with(&settings, |stack| check("a body", stack.send(get(&server.secure_url()))));
    }
}

#[test]
fn what_is_not_http_is_called_so() {
    let server = Server::start(|peer| {
        peer.head();
        peer.say("SSH-2.0-OpenSSH_9.6\r\n");
    });
    each(|stack| {
        let error = stack.send(get(&server.url())).unwrap_err();
        assert_eq!(error.kind(), Kind::Protocol, "{error:?}");
        assert!(error.to_string().contains("is not valid HTTP"), "{error}");
    });
    let _ = ureq_builder(&Settings::default());
}
