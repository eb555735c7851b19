//! Injected faults of networks and servers, which work again afterwards.

use std::io::{ErrorKind, Read};
use std::time::{Duration, Instant};

use connectparticipant::operation::get_transcript::{GetTranscript, GetTranscriptRequest};
use connectparticipant::operation::send_message::{SendMessage, SendMessageRequest};
use connectparticipant::test_util::{Fault, Server};
use http::{Request, StatusCode};

use crate::raw::{Line, Raw, call, request, send, try_send};

fn server() -> Server {
    Server::builder().credential("connection", "token").start().unwrap()
}

fn message(server: &Server) -> Request<Vec<u8>> {
    request::<SendMessage>(server, &SendMessageRequest::new("text/plain", "hello", "token"))
}

/// Sends a message after a fault, and one more, which must succeed.
fn with(fault: Fault) -> (Server, std::io::Result<Raw>) {
    let server = server();
    server.inject(fault, 1);
    let response = try_send(&server, &message(&server));
    assert_eq!(send(&server, &message(&server)).status, StatusCode::OK, "it serves again");
    (server, response)
}

fn sent(server: &Server) -> usize {
    let input = GetTranscriptRequest::new("token").max_results(100);
    call::<GetTranscript>(server, &input).unwrap().transcript.map_or(0, |items| items.len())
}

#[test]
fn connections_are_refused_and_accepted_again() {
    let server = server();
    let mut line = Line::open(server.url()).unwrap();
    line.send(&message(&server)).unwrap();
    server.refuse_connections();
    assert_eq!(server.open_connections(), 0);
    assert!(line.send(&message(&server)).is_err(), "open ones are closed");
    let refused = Line::open(server.url()).err().unwrap();
    assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
    server.accept_connections().unwrap();
    server.accept_connections().unwrap();
    assert_eq!(send(&server, &message(&server)).status, StatusCode::OK);
    assert_eq!(sent(&server), 2, "it has forgotten nothing");
}

#[test]
fn a_hangup_comes_before_the_request_is_looked_at() {
    let (server, response) = with(Fault::Hangup);
    assert!(response.is_err());
    assert_eq!(sent(&server), 1);
}

#[test]
fn a_lost_response_follows_the_effect_of_the_request() {
    let (server, response) = with(Fault::LoseResponse);
    assert!(response.is_err());
    assert_eq!(sent(&server), 2);
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn bodies_end_in_the_middle() {
    let (_, response) = with(Fault::CloseInBody);
    let response = response.unwrap();
    assert!(!response.whole && !response.body.is_empty());
    let (_, response) = with(Fault::LongContentLength);
    let response = response.unwrap();
    assert!(!response.whole);
    response.json();
    let (_, response) = with(Fault::ShortContentLength);
    let response = response.unwrap();
    assert!(response.whole && serde_json::from_slice::<serde_json::Value>(&response.body).is_err());
}

#[test]
fn bytes_trickle() {
    let start = Instant::now();
    let (_, response) = with(Fault::Trickle(Duration::from_millis(1)));
    let response = response.unwrap();
    response.json();
    assert!(start.elapsed() >= Duration::from_millis(u64::try_from(response.body.len()).unwrap()));
}

#[test]
fn a_stalled_body_starts_and_stops() {
    let server = server();
    server.inject(Fault::Stall, 1);
    let mut stream = std::net::TcpStream::connect(server.url().strip_prefix("http://").unwrap()).unwrap();
    std::io::Write::write_all(&mut stream, &crate::raw::bytes(&message(&server))).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    let mut all = Vec::new();
    let error = stream.read_to_end(&mut all).unwrap_err();
    assert!([ErrorKind::WouldBlock, ErrorKind::TimedOut].contains(&error.kind()));
    assert!(all.windows(4).any(|window| window == b"\r\n\r\n"));
    drop(stream);
    assert_eq!(send(&server, &message(&server)).status, StatusCode::OK);
}

#[test]
fn responses_come_late() {
    let start = Instant::now();
    let (_, response) = with(Fault::Delay(Duration::from_millis(50)));
    assert_eq!(response.unwrap().status, StatusCode::OK);
    assert!(start.elapsed() >= Duration::from_millis(50));
}

#[test]
fn connections_closed_by_the_client_are_removed() {
    let server = server();
    server.inject(Fault::Delay(Duration::from_secs(3600)), 1);
    let mut stream = std::net::TcpStream::connect(server.url().strip_prefix("http://").unwrap()).unwrap();
    std::io::Write::write_all(&mut stream, &crate::raw::bytes(&message(&server))).unwrap();
    while server.requests().is_empty() {
        std::thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(server.open_connections(), 1);
    drop(stream);
    let start = Instant::now();
    while server.open_connections() > 0 {
        assert!(start.elapsed() < Duration::from_secs(20), "the connection is still open");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn bodies_are_not_json_or_too_large() {
    let (_, response) = with(Fault::InvalidJson);
    let response = response.unwrap();
    assert_eq!(response.status, StatusCode::OK);
    assert!(serde_json::from_slice::<serde_json::Value>(&response.body).is_err());
    let (_, response) = with(Fault::HugeBody(3_000_000));
    let response = response.unwrap();
    assert!(response.whole && response.body.len() == 3_000_000);
    response.json();
}

#[test]
fn gzip_is_opt_in() {
    let (_, response) = with(Fault::Gzip);
    response.unwrap().json();
    let server = server();
    for (accepted, compressed) in
        [("gzip", true), ("br, gzip;q=0.5", true), ("br", false), ("gzip;q=0", false)]
    {
        server.inject(Fault::Gzip, 1);
        let mut request = message(&server);
        request.headers_mut().insert("accept-encoding", accepted.parse().unwrap());
        let response = send(&server, &request);
        assert_eq!(response.header("content-encoding") == "gzip", compressed, "{accepted}");
        let mut body = Vec::new();
        let mut decoder = flate2::read::GzDecoder::new(&*response.body);
        assert_eq!(decoder.read_to_end(&mut body).is_ok(), compressed);
    }
}

#[test]
fn statuses_come_as_often_as_they_should() {
    let server = server();
    server.inject(Fault::status(503), 2);
    server.inject(Fault::too_many_requests(Duration::from_secs(7)), 1);
    server.inject(Fault::redirect("https://example.com/elsewhere"), 1);
    server.inject(Fault::status(99), 0);
    let responses: Vec<Raw> = (0..5).map(|_| send(&server, &message(&server))).collect();
    let statuses: Vec<u16> = responses.iter().map(|response| response.status.as_u16()).collect();
    assert_eq!(statuses, [503, 503, 429, 307, 200]);
    assert_eq!(responses[2].header("retry-after"), "7");
    assert_eq!(responses[3].header("location"), "https://example.com/elsewhere");
    assert_eq!(sent(&server), 1, "a response in place of the service does not reach it");
    server.inject(Fault::status(500), 9);
    server.clear_faults();
    assert_eq!(send(&server, &message(&server)).status, StatusCode::OK);
    assert!(!format!("{:?}", Fault::redirect("https://secret.example")).contains("secret"));
}
