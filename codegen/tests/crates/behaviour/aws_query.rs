//! A test of the crate that is generated from `tests/cases/aws_query.json`; see `behaviour.rs`.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use case_aws_query::error::Full;
use case_aws_query::operation::close::{Close, CloseInput};
use case_aws_query::operation::list_books::{ListBooks, ListBooksInput};
use case_aws_query::operation::put_book::{Book, PutBook, PutBookError, StoredBook};
use case_aws_query::test_util::{self, Server};
use case_aws_query::types::{Chapter, Genre, Shelf, Subject};
use case_aws_query::{Blob, CallError, Endpoint, Operation, ServiceError, Timestamp};

fn book() -> Book {
    Book::new("Walden & more")
        .authors(vec!["Henry + David".to_owned(), "ü".to_owned()])
        .chapters(vec![
            Chapter::new().name("Economy").read(Timestamp::from_epoch(1, 500_000_000).unwrap()),
            Chapter::new().pages(12),
        ])
        .weight(0.1_f32)
        .printed(Timestamp::parse_date_time("1854-08-09T00:00:00Z").unwrap())
        .cover(Blob::from([0, 159, 146, 150]))
        .genre(Genre::Essay)
        .shelf(Shelf::Lower)
        .notes([("first page".to_owned(), "bent".to_owned()), ("second".to_owned(), String::new())])
        .subject(Subject::Numbers(vec![1, 2]))
}

/// Sends a request to the fake server, and returns its response.
fn sent<O: Operation>(server: &Server, input: &O::Input) -> http::Response<Vec<u8>> {
    let request = O::encode(input, &Endpoint::parse(server.url()).unwrap()).unwrap();
    let mut text =
        format!("POST {} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n", request.uri().path());
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
    let response = sent::<PutBook>(&server, &book);
    assert_eq!(response.headers()["content-type"], "text/xml");
    let text = std::str::from_utf8(response.body()).unwrap();
    assert!(text.starts_with("<PutBookResponse><PutBookResult><title>Walden &amp; more</title>"), "{text}");
    let stored = PutBook::decode_response(&response).unwrap();
    assert_eq!(stored.title.as_deref(), Some("Walden & more"));
    assert_eq!((stored.authors, stored.chapters, stored.notes), (book.authors, book.chapters, book.notes));
    assert_eq!((stored.cover, stored.weight, stored.printed), (book.cover, book.weight, book.printed));
    assert_eq!((stored.genre, stored.shelf, stored.subject), (book.genre, book.shelf, book.subject));
    let [request] = &server.requests()[..] else { panic!("one request") };
    assert_eq!((request.operation, &*request.path), (Some("PutBook"), "/"));
    let pairs = request.form_pairs();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(pairs[..2], [pair("Action", "PutBook"), pair("Version", "2026-01-01")]);
    assert!(pairs.contains(&pair("Author.1", "Henry + David")), "{pairs:?}");
    assert!(pairs.contains(&pair("notes.entry.2.Place", "second")), "{pairs:?}");
}

#[test]
fn the_form_names_the_operation() {
    let server = Server::start().unwrap();
    let response = sent::<Close>(&server, &CloseInput::new());
    assert_eq!(response.body(), b"<CloseResponse><CloseResult></CloseResult></CloseResponse>");
    Close::decode_response(&response).unwrap();
    let response = sent::<ListBooks>(&server, &ListBooksInput::new().max_items(3));
    ListBooks::decode_response(&response).unwrap();
    let operations: Vec<_> = server.requests().iter().map(|request| request.operation).collect();
    assert_eq!(operations, [Some("Close"), Some("ListBooks")]);
}

#[test]
fn an_output_as_a_response_decodes_to_itself() {
    let output =
        StoredBook::new().printed(Timestamp::from_epoch(1, 500_000_000).unwrap()).authors(Vec::new());
    let response = test_util::response::<PutBook>(&output);
    let decoded = PutBook::decode_response(&response).unwrap();
    // An empty list without an element of its own is not on the wire.
    let mut expected = output;
    expected.authors = None;
    assert_eq!(decoded, expected);
}

#[test]
fn errors_have_the_code_and_the_status_of_the_query_protocol() {
    let server = Server::start().unwrap();
    server.fail_next("PutBook", Full::new().message("no room").free(3)).unwrap();
    let response = sent::<PutBook>(&server, &book());
    let text = std::str::from_utf8(response.body()).unwrap();
    assert!(text.starts_with("<ErrorResponse><Error><Code>NoRoom</Code>"), "{text}");
    match PutBook::decode_response(&response) {
        Err(CallError::Service(PutBookError::Full(error))) => {
            assert_eq!(
                (error.message(), error.code(), error.free),
                (Some("no room"), Some("NoRoom"), Some(3))
            );
            assert_eq!(error.status(), 409);
            assert!(error.request_id().is_some());
        }
        other => panic!("{other:?}"),
    }
}

/// Servers of others use the name of the error, and put the id of the request in the body.
#[test]
fn an_error_may_have_its_name_in_the_model_as_its_code() {
    let body = "<ErrorResponse xmlns=\"https://library.example.com/\">\n  <Error>\n    <Type>Sender</Type>\n    \
                <Code>Full</Code>\n    <Message>no &quot;room&quot;</Message>\n    <free>2</free>\n  </Error>\n  \
                <RequestId>a-1</RequestId>\n</ErrorResponse>";
    let response = http::Response::builder().status(400).body(body.as_bytes().to_vec()).unwrap();
    match PutBook::decode_response(&response) {
        Err(CallError::Service(PutBookError::Full(error))) => {
            assert_eq!((error.message(), error.free), (Some("no \"room\""), Some(2)));
            assert_eq!(error.request_id(), Some("a-1"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_fake_server_rejects_what_is_not_a_form_of_an_operation() {
    let server = Server::start().unwrap();
    for (content_type, body, status) in [
        ("application/x-www-form-urlencoded", "Action=Burn&Version=2026-01-01", "404"),
        ("application/json", "Action=Close&Version=2026-01-01", "415"),
        ("application/x-www-form-urlencoded", "Action=ListBooks&maxItems=many", "400"),
    ] {
        let mut stream = TcpStream::connect(server.url().strip_prefix("http://").unwrap()).unwrap();
        let head = format!(
            "POST / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: {content_type}"
        );
        write!(stream, "{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len()).unwrap();
        let mut received = String::new();
        stream.read_to_string(&mut received).unwrap();
        assert!(received.starts_with(&format!("HTTP/1.1 {status} ")), "{body}: {received}");
        assert!(received.contains("<ErrorResponse><Error><Code>"), "{received}");
    }
}
