//! A test of the crate that is generated from `tests/cases/rest_xml.json`; see `behaviour.rs`.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use case_rest_xml::error::NoRoom;
use case_rest_xml::operation::get_shelf::{FoundShelf, GetShelf};
use case_rest_xml::operation::put_catalog::{Catalog, PutCatalog};
use case_rest_xml::operation::put_shelf::{PutShelf, PutShelfError, PutShelfRequest, PutShelfResponse};
use case_rest_xml::operation::watch::Watch;
use case_rest_xml::test_util::{self, Server};
use case_rest_xml::types::{Board, Book, Events, EventsError, Genre, Kind, Owner, Shelf};
use case_rest_xml::{
    Blob, CallError, Endpoint, Message, Operation, OutputStream as _, ServiceError, StreamError, Timestamp,
};

fn time() -> Timestamp {
    Timestamp::parse_date_time("1854-08-09T00:00:00Z").unwrap()
}

fn books() -> Vec<Book> {
    vec![
        Book::new().title("Walden & <Pond>").kind(Kind::Pages(12)),
        Book::new().kind(Kind::Authors(vec!["Thoreau".to_owned(), String::new()])),
        Book::new().kind(Kind::Lost {}).sequels(vec![Book::new().title("  ")]),
    ]
}

fn request() -> PutShelfRequest {
    PutShelfRequest::new("north")
        .id("a\"b")
        .cover(Blob::from([0, 159, 146, 150]))
        .printed(time())
        .changed(time())
        .genre(Genre::Essay)
        .shelf(Board::Top)
        .books(books())
        .tags(vec!["old".to_owned(), "good".to_owned()])
        .rows(vec![vec!["a".to_owned()], Vec::new()])
        .notes(BTreeMap::from([("color".to_owned(), "green".to_owned())]))
        .counts(BTreeMap::from([("new".to_owned(), 1), ("used".to_owned(), 2)]))
        .gaps(vec![Some(1), None, Some(3)])
        .owner(Owner::new().name("Ann").kind("Person"))
}

/// Sends a request to the fake server, and returns its response.
fn sent<O: Operation>(server: &Server, input: &O::Input) -> http::Response<Vec<u8>> {
    let request = O::encode(input, &Endpoint::parse(server.url()).unwrap()).unwrap();
    let method = request.method();
    let mut text = format!("{method} {} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n", request.uri().path());
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
fn attributes_lists_maps_and_namespaces_are_where_the_model_says() {
    let request = PutShelf::encode(&request(), &Endpoint::parse("https://example.com").unwrap()).unwrap();
    let body = std::str::from_utf8(request.body()).unwrap();
    let root = "<PutShelfRequest xmlns=\"https://library.example.com/a&amp;b\" id=\"a&quot;b\"><Label>north</Label>";
    assert!(body.starts_with(root), "{body}");
    for part in [
        "<Tag>old</Tag><Tag>good</Tag>",
        "<rows><Row><member>a</member></Row><Row></Row></rows>",
        "<notes><entry><Name>color</Name><value>green</value></entry></notes>",
        "<counts><key xmlns=\"https://key.example.com\">new</key><value>1</value></counts><counts>",
        "<books xmlns=\"https://books.example.com\"><Book><title>Walden &amp; &lt;Pond&gt;</title>",
        "<owner xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"Person\"><name>Ann</name></owner>",
    ] {
        assert!(body.contains(part), "{part} in {body}");
    }
}

#[test]
fn every_type_reaches_the_fake_server_and_comes_back() {
    let server = Server::start().unwrap();
    let request = request();
    let response = sent::<PutShelf>(&server, &request);
    assert_eq!(response.status(), 200, "{}", String::from_utf8_lossy(response.body()));
    assert_eq!(response.headers()["content-type"], "application/xml");
    let stored = PutShelf::decode_response(&response).unwrap();
    assert_eq!((stored.id, stored.tags, stored.rows), (request.id, request.tags, request.rows));
    assert_eq!((stored.notes, stored.counts), (request.notes, request.counts));
    assert_eq!((stored.gaps, stored.books), (request.gaps, request.books));
}

#[test]
fn an_output_as_a_response_decodes_to_itself() {
    let output = PutShelfResponse::new()
        .id("7")
        .printed(time())
        .tags(vec!["old".to_owned()])
        .rows(vec![vec!["a".to_owned()], Vec::new()])
        .secrets(BTreeMap::from([("pin".to_owned(), "1234".to_owned())]))
        .gaps(vec![None, Some(2)])
        .books(books());
    let response = test_util::response::<PutShelf>(&output);
    assert_eq!(PutShelf::decode_response(&response).unwrap(), output);
    let shelf = Shelf::new().owner(Owner::new().kind("Person")).books(books());
    let output = FoundShelf::new().etag("1").shelf(shelf);
    let response = test_util::response::<GetShelf>(&output);
    assert_eq!(GetShelf::decode_response(&response).unwrap(), output);
}

/// The name of the root is that of the member, and a missing value is no document.
#[test]
fn a_payload_is_a_document_of_its_own() {
    let encode = |input: &Catalog| {
        PutCatalog::encode(input, &Endpoint::parse("https://example.com").unwrap()).unwrap()
    };
    let request = encode(&Catalog::new().shelf(Shelf::new().books(Vec::new())));
    let expected = "<Catalog xmlns=\"https://library.example.com/a&amp;b\"><books></books></Catalog>";
    assert_eq!(std::str::from_utf8(request.body()), Ok(expected));
    let request = encode(&Catalog::new());
    assert_eq!((request.body().len(), request.headers().get("content-type")), (0, None));
    let server = Server::start().unwrap();
    assert_eq!(sent::<PutCatalog>(&server, &Catalog::new().shelf(Shelf::new())).status(), 200);
}

#[test]
fn the_fake_server_rejects_a_body_that_is_not_xml() {
    let server = Server::start().unwrap();
    let mut stream = TcpStream::connect(server.url().strip_prefix("http://").unwrap()).unwrap();
    let head = "POST /shelves HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n";
    let rest = "content-type: application/xml\r\ncontent-length: 2\r\n\r\n{}";
    stream.write_all(format!("{head}{rest}").as_bytes()).unwrap();
    let mut received = Vec::new();
    stream.read_to_end(&mut received).unwrap();
    let received = String::from_utf8_lossy(&received);
    assert!(received.starts_with("HTTP/1.1 400"), "{received}");
    assert!(received.contains("<Code>ValidationException</Code>"), "{received}");
}

#[test]
fn errors_are_found_in_the_body_wherever_they_are() {
    let server = Server::start().unwrap();
    server.fail_next("PutShelf", NoRoom::new().message("no room").free(3)).unwrap();
    let mut response = sent::<PutShelf>(&server, &request());
    assert!(!response.headers().contains_key("x-amzn-errortype"));
    let error = "<Error><Code>NoRoom</Code><message>no room</message><free>3</free></Error>";
    assert_eq!(std::str::from_utf8(response.body()), Ok(&*format!("<ErrorResponse>{error}</ErrorResponse>")));
    let wrapped = format!("<ErrorResponse>{error}<RequestId>r-1</RequestId></ErrorResponse>");
    for body in [wrapped, error.to_owned()] {
        *response.body_mut() = body.into_bytes();
        match PutShelf::decode_response(&response) {
            Err(CallError::Service(PutShelfError::NoRoom(error))) => {
                let said = (error.message(), error.code(), error.free);
                assert_eq!(said, (Some("no room"), Some("NoRoom"), Some(3)));
            }
            other => panic!("{other:?}"),
        }
    }
}

/// Names of elements count without their prefixes, and a value that contradicts the model costs only its member.
#[test]
fn responses_are_read_leniently() {
    let body = "<?xml version=\"1.0\"?><l:Any xmlns:l=\"x\" l:id=\"7\"><l:Tag>a</l:Tag><other><Tag>b</Tag></other>\
        <printed>soon</printed><Tag><![CDATA[c<d]]></Tag></l:Any>";
    let response = http::Response::builder().status(200).body(body.as_bytes().to_vec()).unwrap();
    let stored = PutShelf::decode_response(&response).unwrap();
    assert_eq!(stored.id.as_deref(), Some("7"));
    assert_eq!(stored.tags, Some(vec!["a".to_owned(), "c<d".to_owned()]));
    assert_eq!(stored.printed, None);
}

/// As `Event` of S3, which was one value and is a list.
#[test]
fn a_deprecated_member_can_have_the_element_of_another() {
    let body = b"<Board><label>a</label><label>b</label></Board>".to_vec();
    let response = http::Response::builder().status(200).body(body).unwrap();
    let shelf = GetShelf::decode_response(&response).unwrap().shelf.unwrap();
    assert_eq!(shelf, Shelf::new().labels(vec!["a".to_owned(), "b".to_owned()]));
}

#[test]
fn events_and_exceptions_have_xml_payloads() {
    let message = |event: &'static str, payload: &str| {
        Message::event(event).with_content("application/xml", payload.as_bytes().to_vec())
    };
    let mut placed = message("placed", "<Book><title>Walden</title></Book>");
    placed.add_header("shelf", "north");
    match Watch::read(&placed).unwrap() {
        Events::Placed(event) => {
            let title = event.book.and_then(|book| book.title);
            assert_eq!((event.shelf.as_deref(), title.as_deref()), (Some("north"), Some("Walden")));
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(
        Watch::read(&message("counted", "<Counted><books>3</books></Counted>")).unwrap(),
        Events::Counted(event) if event.books == Some(3)
    ));
    let full = Message::exception("full")
        .with_content("application/xml", b"<NoRoom><message>no room</message><free>0</free></NoRoom>".to_vec());
    match Watch::read(&full).unwrap_err() {
        StreamError::Service(EventsError::NoRoom(error)) => {
            assert_eq!((error.message(), error.free), (Some("no room"), Some(0)));
        }
        other => panic!("{other:?}"),
    }
}
