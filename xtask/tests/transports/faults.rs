//! Network faults, and the resulting errors of both transports.

use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

use connectparticipant::config::{TimeoutKind, TransportErrorKind as Kind};

use super::server::Server;
use super::stack::{Settings, each, each_with, fails, get, post};

#[test]
fn nobody_listens() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    each(|stack| {
        for request in [post(&format!("http://{address}/secret")), get(&format!("https://{address}/secret"))]
        {
            fails(stack, request, Kind::Connect, false);
        }
    });
}

#[test]
fn an_unknown_host() {
    each(|stack| {
        let error = stack.send(post("http://nowhere.invalid/")).unwrap_err();
        // An unreachable resolver may take longer than the timeout.
        assert!(matches!(error.kind(), Kind::Connect | Kind::Timeout(TimeoutKind::Connect)), "{error:?}");
        assert!(!error.was_sent());
    });
}

#[test]
fn an_unusable_address() {
    each(|stack| {
        for url in ["/secret", "secret.example", "ftp://localhost/secret"] {
            fails(stack, post(url), Kind::Other, false);
        }
    });
}

#[test]
fn a_handshake_that_does_not_come() {
    let server = Server::start(|peer| {
        peer.sees_end();
    });
    let settings = Settings { connect: Some(Duration::from_millis(200)), ..Settings::default() };
    each_with(&settings, |stack| {
        for request in [post(&server.secure_url()), get(&server.secure_url())] {
            let begin = Instant::now();
            fails(stack, request, Kind::Timeout(TimeoutKind::Connect), false);
            assert!((Duration::from_millis(200)..Duration::from_secs(5)).contains(&begin.elapsed()));
        }
    });
    #[cfg(target_os = "linux")]
    server.settles_at(0);
}

#[test]
fn no_time_to_connect() {
    let server = Server::steady("200 OK", "ok");
    let settings = Settings { connect: Some(Duration::ZERO), ..Settings::default() };
    each_with(&settings, |stack| {
        fails(stack, post(&server.secure_url()), Kind::Timeout(TimeoutKind::Connect), false);
    });
}

#[test]
fn a_handshake_that_is_cut_off() {
    let server = Server::start(|peer| {
        peer.say("");
    });
    each(|stack| fails(stack, post(&server.secure_url()), Kind::Connect, false));
}

#[test]
fn a_service_without_tls() {
    let server = Server::start(|peer| {
        peer.say("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        peer.sees_end();
    });
    each(|stack| {
        for request in [post(&server.secure_url()), get(&server.secure_url())] {
            fails(stack, request, Kind::Tls, false);
        }
    });
}

#[test]
fn closed_before_the_response() {
    let server = Server::start(|peer| {
        peer.request();
    });
    each(|stack| {
        for request in [post(&server.url()), get(&server.url())] {
            fails(stack, request, Kind::Send, true);
        }
    });
}

#[test]
fn closed_in_the_head_of_the_response() {
    let server = Server::start(|peer| {
        peer.request();
        peer.say("HTTP/1.1 200 OK\r\nContent-Le");
    });
    each(|stack| fails(stack, post(&server.url()), Kind::Send, true));
}

#[test]
fn closed_in_the_body_of_the_response() {
    for head in ["Content-Length: 100\r\n\r\nsecret", "Transfer-Encoding: chunked\r\n\r\n6\r\nsecret\r\n"] {
        let server = Server::start(move |peer| {
            peer.request();
            peer.say(&format!("HTTP/1.1 200 OK\r\n{head}"));
        });
        each(|stack| fails(stack, post(&server.url()), Kind::Body, true));
    }
}

#[test]
fn invalid_chunks() {
    let server = Server::start(move |peer| {
        peer.request();
        peer.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nsecret\r\n");
        peer.sees_end();
    });
    each(|stack| fails(stack, post(&server.url()), Kind::Body, true));
}

#[test]
fn a_response_that_is_not_http() {
    for text in ["secret\r\n\r\n", "HTTP/1.1 secret\r\n\r\n", "HTTP/1.1 200 OK\r\nsecret\r\n\r\n"] {
        let server = Server::start(move |peer| {
            peer.request();
            peer.say(text);
            peer.sees_end();
        });
        each(|stack| fails(stack, post(&server.url()), Kind::Protocol, true));
    }
}

#[test]
fn a_head_without_end() {
    let server = Server::start(|peer| {
        peer.request();
        peer.say("HTTP/1.1 200 OK\r\n");
        for number in 0..10_000 {
            peer.say(&format!("x-{number}: {}\r\n", "secret".repeat(200)));
        }
        peer.sees_end();
    });
    each(|stack| fails(stack, post(&server.url()), Kind::Protocol, true));
}

#[test]
fn a_client_works_after_a_fault() {
    let server = Server::numbered(|number, peer| {
        peer.request();
        if number % 2 == 1 {
            peer.respond("200 OK", "ok");
            thread::sleep(Duration::from_millis(10));
        }
    });
    each(|stack| {
        for _ in 0..2 {
            fails(stack, post(&server.url()), Kind::Send, true);
            assert_eq!(stack.send(post(&server.url())).unwrap().body, b"ok");
            thread::sleep(Duration::from_millis(50));
        }
    });
}
