//! A test of the crate that is generated from `tests/cases/rpc_v2_json.json`; see `behaviour.rs`.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use case_rpc_v2_json::operation::put_book::{PutBook, PutBookError, PutBookInput};
use case_rpc_v2_json::test_util::Server;
use case_rpc_v2_json::types::Chapter;
use case_rpc_v2_json::{CallError, Endpoint, Operation, ServiceError};

/// Sends a request to the fake server, and returns its response.
fn sent(server: &Server, input: &PutBookInput) -> http::Response<Vec<u8>> {
    let request = PutBook::encode(input, &Endpoint::parse(server.url()).unwrap()).unwrap();
    let mut text =
        format!("POST {} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n", request.uri().path());
    for (name, value) in request.headers() {
        text.push_str(&format!("{name}: {}\r\n", value.to_str().unwrap()));
    }
    let mut stream = TcpStream::connect(request.uri().authority().unwrap().as_str()).unwrap();
    stream.write_all(format!("{text}\r\n").as_bytes()).unwrap();
    stream.write_all(request.body()).unwrap();
    let mut received = String::new();
    stream.read_to_string(&mut received).unwrap();
    let (head, body) = received.split_once("\r\n\r\n").unwrap();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).unwrap();
    let mut response = http::Response::builder().status(status);
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        response = response.header(name, value);
    }
    response.body(body.as_bytes().to_vec()).unwrap()
}

#[test]
fn big_numbers_are_strings_and_the_fake_server_accepts_them() {
    let server = Server::start().unwrap();
    let isbn = "97831614841000000000000".parse::<case_rpc_v2_json::BigInteger>().unwrap();
    let input = PutBookInput::new().isbn(isbn.clone()).chapter(Chapter::Pages(isbn));
    let response = sent(&server, &input);
    assert_eq!(response.headers()["smithy-protocol"], "rpc-v2-json");
    assert!(PutBook::decode_response(&response).is_ok(), "{response:?}");
    let requests = server.requests();
    let body: serde_json::Value = serde_json::from_slice(&requests[0].body).unwrap();
    let digits = "97831614841000000000000";
    assert_eq!(body, serde_json::json!({ "isbn": digits, "chapter": { "pages": digits } }));
    assert_eq!(requests[0].path, "/service/Library/operation/PutBook");
}

#[test]
fn errors_have_their_code_in_the_body() {
    let server = Server::start().unwrap();
    server.fail_next("PutBook", case_rpc_v2_json::error::Full::new().message("no room")).unwrap();
    let mut response = sent(&server, &PutBookInput::new());
    assert_eq!(response.headers()["smithy-protocol"], "rpc-v2-json");
    // No service with this protocol sends this header.
    response.headers_mut().remove("x-amzn-errortype");
    match PutBook::decode_response(&response) {
        Err(CallError::Service(PutBookError::Full(error))) => {
            assert_eq!((error.message(), error.code()), (Some("no room"), Some("Full")));
        }
        other => panic!("{other:?}"),
    }
}
