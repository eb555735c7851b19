//! What both transports send, and what becomes of their connections.

use std::process::Command;
use std::thread;
use std::time::Duration;

use http::{Request, StatusCode};

use super::server::Server;
use super::stack::{Settings, each, each_with, get, post};

#[test]
fn a_response_is_returned_with_any_status() {
    for (line, status) in [("200 OK", 200), ("404 Not Found", 404), ("503 Slow Down", 503)] {
        let server = Server::steady(line, "some text");
        each(|stack| {
            let response = stack.send(post(&server.url())).unwrap();
            assert_eq!(response.status, StatusCode::from_u16(status).unwrap());
            assert_eq!(response.body, b"some text");
        });
    }
}

#[test]
fn nothing_is_added_to_a_request() {
    let server = Server::steady("200 OK", "");
    each(|stack| {
        stack.send(post(&server.url())).unwrap();
        let request = server.last();
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        let mut lines: Vec<&str> = head.lines().collect();
        lines[1..].sort_unstable();
        let host = format!("host: {}", server.address);
        let first = "post /secret-path?secret-query=1 http/1.1";
        assert_eq!(lines, [first, "content-length: 12", &host, "x-amz-bearer: secret-token"]);
        assert_eq!(body, "{\"secret\":1}");
    });
}

#[test]
fn headers_of_the_caller_win() {
    let server = Server::steady("200 OK", "");
    each(|stack| {
        let mut request = post(&server.url());
        request.headers_mut().insert("host", "other.example".parse().unwrap());
        request.headers_mut().insert("user-agent", "me/1".parse().unwrap());
        request.headers_mut().insert("content-length", "12".parse().unwrap());
        stack.send(request).unwrap();
        let head = server.last();
        assert_eq!(head.matches("host: ").count(), 1, "{head}");
        assert!(head.contains("host: other.example\r\n"), "{head}");
        assert!(head.contains("user-agent: me/1\r\n"), "{head}");
        assert_eq!(head.matches("content-length: ").count(), 1, "{head}");
    });
}

#[test]
fn a_user_in_the_address_is_not_sent() {
    let server = Server::steady("200 OK", "");
    each(|stack| {
        stack.send(get(&server.url().replace("http://", "http://user:password@"))).unwrap();
        let head = server.last();
        assert!(head.contains(&format!("host: {}\r\n", server.address)), "{head}");
        assert!(!head.contains("user") && !head.contains("authorization"), "{head}");
    });
}

#[test]
fn every_method_goes_with_and_without_a_body() {
    let server = Server::steady("200 OK", "");
    each(|stack| {
        for method in ["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD"] {
            for body in ["", "text"] {
                let request = Request::builder().method(method).uri(server.url());
                let response = stack.send(request.body(body.as_bytes().to_vec()).unwrap());
                assert_eq!(response.unwrap().status, 200, "{method} {body}");
                let request = server.last();
                assert!(request.starts_with(&method.to_lowercase()), "{request}");
                assert!(request.ends_with(&format!("\r\n\r\n{body}")), "{method} {request}");
                assert!(!request.contains("chunked"), "{method} {request}");
                let expects_one = !body.is_empty() || matches!(method, "PUT" | "POST" | "PATCH");
                let length = format!("\r\ncontent-length: {}\r\n", body.len());
                assert_eq!(request.contains(&length), expects_one, "{method} {request}");
            }
        }
    });
}

#[test]
fn a_large_body_arrives_whole_in_both_directions() {
    const SIZE: usize = 5_000_000;
    let server = Server::start(|peer| {
        while let Some(request) = peer.request() {
            peer.respond("200 OK", request.split_once("\r\n\r\n").unwrap().1);
        }
    });
    each(|stack| {
        let body: Vec<u8> = (0..SIZE).map(|at| b'a' + (at % 23) as u8).collect();
        let response = stack.send(Request::post(server.url()).body(body.clone()).unwrap()).unwrap();
        assert!(response.body == body);
    });
}

#[test]
fn a_connection_is_reused() {
    let server = Server::steady("200 OK", "some text");
    each(|stack| {
        let before = server.accepted();
        for _ in 0..3 {
            stack.send(post(&server.url())).unwrap();
        }
        assert_eq!(server.accepted(), before + 1);
    });
}

#[test]
fn a_connection_is_reused_after_chunks_and_empty_bodies() {
    let server = Server::start(|peer| {
        while peer.request().is_some() {
            peer.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
            peer.request();
            peer.say("HTTP/1.1 204 No Content\r\n\r\n");
        }
    });
    each(|stack| {
        let before = server.accepted();
        for _ in 0..2 {
            assert_eq!(stack.send(post(&server.url())).unwrap().body, b"abcde");
            assert_eq!(stack.send(get(&server.url())).unwrap().body, b"");
        }
        assert_eq!(server.accepted(), before + 1);
    });
}

#[test]
fn interim_responses_are_skipped() {
    let server = Server::start(|peer| {
        while peer.request().is_some() {
            peer.say("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }
    });
    each(|stack| assert_eq!(stack.send(post(&server.url())).unwrap().body, b"ok"));
}

#[test]
fn a_closed_connection_is_not_reused() {
    let server = Server::start(|peer| {
        peer.request();
        peer.say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
    });
    each(|stack| {
        let before = server.accepted();
        for _ in 0..2 {
            assert_eq!(stack.send(post(&server.url())).unwrap().body, b"ok");
        }
        assert_eq!(server.accepted(), before + 2);
    });
}

#[test]
fn a_connection_that_was_closed_while_it_was_idle_is_replaced() {
    let server = Server::start(|peer| {
        peer.request();
        peer.respond("200 OK", "ok");
    });
    each(|stack| {
        for _ in 0..3 {
            assert_eq!(stack.send(post(&server.url())).unwrap().body, b"ok");
            thread::sleep(Duration::from_millis(50));
        }
    });
}

#[test]
fn unsolicited_bytes_end_a_connection() {
    let server = Server::start(|peer| {
        while peer.request().is_some() {
            peer.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
        }
    });
    each(|stack| {
        for _ in 0..3 {
            assert_eq!(stack.send(post(&server.url())).unwrap().body, b"ok");
        }
    });
}

#[test]
fn an_idle_connection_is_kept_for_a_time() {
    let server = Server::steady("200 OK", "ok");
    let settings = Settings { idle: Some(Duration::from_millis(40)), ..Settings::default() };
    each_with(&settings, |stack| {
        let before = server.accepted();
        stack.send(post(&server.url())).unwrap();
        thread::sleep(Duration::from_millis(80));
        stack.send(post(&server.url())).unwrap();
        assert_eq!(server.accepted(), before + 2);
    });
}

#[test]
fn the_longest_timeouts_are_accepted() {
    let server = Server::steady("200 OK", "ok");
    let settings =
        Settings { connect: Some(Duration::MAX), idle: Some(Duration::MAX), ..Settings::default() };
    each_with(&settings, |stack| {
        for _ in 0..2 {
            assert_eq!(stack.send(post(&server.url())).unwrap().body, b"ok");
        }
    });
}

#[test]
fn without_idle_connections_none_is_kept() {
    let server = Server::steady("200 OK", "ok");
    each_with(&Settings { most: Some(0), ..Settings::default() }, |stack| {
        let before = server.accepted();
        for _ in 0..2 {
            stack.send(post(&server.url())).unwrap();
        }
        assert_eq!(server.accepted(), before + 2);
        #[cfg(target_os = "linux")]
        server.settles_at(0);
    });
}

#[test]
fn a_redirect_is_returned() {
    let other = Server::steady("200 OK", "stolen");
    let location = other.url();
    for status in ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"] {
        let text = format!("HTTP/1.1 {status}\r\nLocation: {location}\r\nContent-Length: 4\r\n\r\nmove");
        let server = Server::start(move |peer| {
            while peer.request().is_some() {
                peer.say(&text);
            }
        });
        each(|stack| {
            for request in [get(&server.url()), post(&server.url())] {
                let response = stack.send(request).unwrap();
                assert!(response.status.is_redirection());
                assert_eq!(response.headers["location"], location.as_str());
                assert_eq!(response.body, b"move");
            }
        });
    }
    assert_eq!(other.accepted(), 0);
}

#[test]
fn a_cookie_is_not_sent_back() {
    let server = Server::start(|peer| {
        while peer.request().is_some() {
            peer.say("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
        }
    });
    each(|stack| {
        for _ in 0..2 {
            stack.send(get(&server.url())).unwrap();
        }
        assert!(!server.last().contains("cookie"));
    });
}

/// Runs itself again with a proxy in the environment, since that of a running process is not changed.
#[test]
fn no_proxy_is_taken_from_the_environment() {
    if std::env::var_os("TRANSPORTS_INSIDE").is_none() {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "common::no_proxy_is_taken_from_the_environment"]);
        for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
            command.env(name, "http://127.0.0.1:1");
        }
        let output = command.env("TRANSPORTS_INSIDE", "1").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        return;
    }
    let server = Server::steady("200 OK", "ok");
    each(|stack| assert_eq!(stack.send(get(&server.url())).unwrap().body, b"ok"));
}

#[test]
fn a_name_with_several_addresses_is_reached_at_the_available_one() {
    let server = Server::steady("200 OK", "ok");
    let url = format!("http://LocalHost:{}/", server.address.port());
    each(|stack| assert_eq!(stack.send(get(&url)).unwrap().body, b"ok"));
}
