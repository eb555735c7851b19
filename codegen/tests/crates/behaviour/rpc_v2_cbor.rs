//! A test of the crate that is generated from `tests/cases/rpc_v2_cbor.json`; see `behaviour.rs`.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use case_rpc_v2_cbor::operation::put_book::{Book, PutBook, PutBookError, StoredBook};
use case_rpc_v2_cbor::operation::read::Read;
use case_rpc_v2_cbor::test_util::{self, Server};
use case_rpc_v2_cbor::types::{Chapter, Genre, Line, Lines, LinesError, Shelf};
use case_rpc_v2_cbor::{
    Blob, CallError, Endpoint, Message, Operation, OutputStream as _, ServiceError, StreamError, Timestamp,
};

fn book() -> Book {
    Book::new("Walden")
        .isbn("97831614841000000000000".parse::<case_rpc_v2_cbor::BigInteger>().unwrap())
        .price("12.50".parse::<case_rpc_v2_cbor::BigDecimal>().unwrap())
        .weight(0.1_f32)
        .printed(Timestamp::parse_date_time("1854-08-09T00:00:00.5Z").unwrap())
        .cover(Blob::from([0, 159, 146, 150]))
        .genre(Genre::Essay)
        .shelf(Shelf::Lower)
        .chapters(vec![Chapter::Pages(12), Chapter::Text("Economy".to_owned()), Chapter::Missing {}])
}

/// Sends a request to the fake server, and returns its response.
fn sent(server: &Server, input: &Book) -> http::Response<Vec<u8>> {
    let request = PutBook::encode(input, &Endpoint::parse(server.url()).unwrap()).unwrap();
    let mut text = format!("POST {} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n", request.uri().path());
    for (name, value) in request.headers() {
        text.push_str(&format!("{name}: {}\r\n", value.to_str().unwrap()));
    }
    let mut stream = TcpStream::connect(request.uri().authority().unwrap().as_str()).unwrap();
    stream.write_all(format!("{text}\r\n").as_bytes()).unwrap();
    stream.write_all(request.body()).unwrap();
    let mut received = Vec::new();
    stream.read_to_end(&mut received).unwrap();
    let end = received.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let head = std::str::from_utf8(&received[..end]).unwrap();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).unwrap();
    let mut response = http::Response::builder().status(status);
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        response = response.header(name, value);
    }
    response.body(received[end + 4..].to_vec()).unwrap()
}

#[test]
fn every_type_reaches_the_fake_server_and_comes_back() {
    let server = Server::start().unwrap();
    let book = book();
    let response = sent(&server, &book);
    assert_eq!(response.headers()["smithy-protocol"], "rpc-v2-cbor");
    assert_eq!(response.headers()["content-type"], "application/cbor");
    let stored = PutBook::decode_response(&response).unwrap();
    assert_eq!(stored.title.as_deref(), Some("Walden"));
    assert_eq!((stored.cover, stored.weight), (book.cover, book.weight));
    assert_eq!((stored.genre, stored.shelf, stored.chapters), (book.genre, book.shelf, book.chapters));
    let [request] = &server.requests()[..] else { panic!("one request") };
    assert_eq!(request.path, "/service/Library/operation/PutBook");
    assert_eq!(request.header("accept"), Some("application/cbor"));
}

#[test]
fn an_output_as_a_response_decodes_to_itself() {
    let time = Timestamp::from_epoch(1, 500_000_000).unwrap();
    let output = StoredBook::new()
        .isbn("97831614841000000000000".parse::<case_rpc_v2_cbor::BigInteger>().unwrap())
        .price("12.50".parse::<case_rpc_v2_cbor::BigDecimal>().unwrap())
        .printed(time)
        .cover(Blob::from([0, 159, 146, 150]));
    let response = test_util::response::<PutBook>(&output);
    assert_eq!(PutBook::decode_response(&response).unwrap(), output);
}

#[test]
fn the_fake_server_rejects_a_body_that_is_not_cbor() {
    let server = Server::start().unwrap();
    let mut stream = TcpStream::connect(server.url().strip_prefix("http://").unwrap()).unwrap();
    let head = "POST /service/Library/operation/PutBook HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n";
    let rest = "content-type: application/cbor\r\ncontent-length: 2\r\n\r\n{}";
    stream.write_all(format!("{head}{rest}").as_bytes()).unwrap();
    let mut received = Vec::new();
    stream.read_to_end(&mut received).unwrap();
    assert!(received.starts_with(b"HTTP/1.1 400"), "{}", String::from_utf8_lossy(&received));
}

#[test]
fn errors_have_their_code_only_in_the_body() {
    let server = Server::start().unwrap();
    let full = case_rpc_v2_cbor::error::Full::new().message("no room").free(3);
    server.fail_next("PutBook", full).unwrap();
    let mut response = sent(&server, &book());
    assert!(!response.headers().contains_key("x-amzn-errortype"));
    // The protocol requires that clients ignore it.
    response.headers_mut().insert("x-amzn-errortype", "Other".parse().unwrap());
    match PutBook::decode_response(&response) {
        Err(CallError::Service(PutBookError::Full(error))) => {
            assert_eq!((error.message(), error.code(), error.free), (Some("no room"), Some("Full"), Some(3)));
        }
        other => panic!("{other:?}"),
    }
}

/// Such a response is from a proxy, or from a service with another protocol: only its status has a meaning.
#[test]
fn a_response_without_the_header_of_the_protocol_is_an_error() {
    let mut response = test_util::response::<PutBook>(&StoredBook::new());
    for other in [None, Some("rpc-v2-json")] {
        response.headers_mut().remove("smithy-protocol");
        other.map(|name| response.headers_mut().insert("smithy-protocol", name.parse().unwrap()));
        let error = PutBook::decode_response(&response).unwrap_err();
        assert!(matches!(error, CallError::Decode(_)), "{error:?}");
        assert!(error.to_string().contains("the header smithy-protocol is"), "{error}");
    }
    *response.status_mut() = http::StatusCode::SERVICE_UNAVAILABLE;
    *response.body_mut() = b"\xa2\x66__type\x64Full\x67message\x62no".to_vec();
    response.headers_mut().insert("x-amzn-errortype", "Full".parse().unwrap());
    match PutBook::decode_response(&response) {
        Err(CallError::Service(PutBookError::Unmodelled(error))) => {
            assert_eq!((error.code(), error.message()), (None, None));
            assert!(error.is_retryable());
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_text_of_an_error_is_not_shown_as_that_of_a_page() {
    let headers = [("smithy-protocol", "rpc-v2-cbor"), ("content-type", "application/cbor")];
    let mut response = http::Response::builder().status(400);
    for (name, value) in headers {
        response = response.header(name, value);
    }
    let response = response.body(b"\xa1\x66secret\x78\x1ca text that might be a secret".to_vec()).unwrap();
    let error = PutBook::decode_response(&response).unwrap_err();
    assert!(!error.to_string().contains("might be"), "{error}");
}

#[test]
fn events_and_exceptions_are_cbor() {
    let event = |kind: &str, payload: &[u8]| {
        Message::new()
            .with_header(":message-type", "event")
            .with_header(":event-type", kind.to_owned())
            .with_header(":content-type", "application/cbor")
            .with_payload(payload)
    };
    let line = Read::read(&event("line", b"\xa1\x64text\x7f\x61a\x61b\xff")).unwrap();
    assert_eq!(line, Lines::Line(Line::new().text("ab")));
    let exception = Message::new()
        .with_header(":message-type", "exception")
        .with_header(":exception-type", "torn")
        .with_header(":content-type", "application/cbor")
        .with_payload(*b"\xa2\x67message\x67it rips\x64page\x18\x2a");
    match Read::read(&exception) {
        Err(StreamError::Service(LinesError::Torn(error))) => {
            assert_eq!((error.message(), error.page), (Some("it rips"), Some(42)));
        }
        other => panic!("{other:?}"),
    }
}
