//! Every operation: its response decodes to its output, with every member filled.

use connectparticipant::Operation;
use connectparticipant::operation::cancel_participant_authentication::{
    CancelParticipantAuthentication, CancelParticipantAuthenticationRequest,
};
use connectparticipant::operation::create_participant_connection::{
    CreateParticipantConnection, CreateParticipantConnectionRequest,
};
use connectparticipant::operation::describe_view::{DescribeView, DescribeViewRequest};
use connectparticipant::operation::get_authentication_url::{
    GetAuthenticationUrl, GetAuthenticationUrlRequest,
};
use connectparticipant::operation::send_message::{SendMessage, SendMessageRequest};
use connectparticipant::test_util::Server;
use connectparticipant::types::ConnectionType;
use http::{Request, StatusCode};
use serde_json::Value;

use crate::raw::{Line, call, request, send};

fn server() -> Server {
    Server::builder().credential("connection", "token").start().unwrap()
}

const SESSION: &str = "0123456789abcdef0123456789abcdef0123";

/// Whether every member has a value, at any depth.
fn is_full(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty() && items.iter().all(is_full),
        Value::Object(members) => !members.is_empty() && members.values().all(is_full),
        _ => true,
    }
}

#[test]
fn outputs_have_every_member() {
    let server = Server::builder()
        .credential("connection", "token")
        .credential("participant", "participant")
        .start()
        .unwrap();
    let types =
        [ConnectionType::Websocket, ConnectionType::ConnectionCredentials, ConnectionType::WebrtcConnection];
    let connection = CreateParticipantConnectionRequest::new("participant").r#type(types);
    let connection = call::<CreateParticipantConnection>(&server, &connection).unwrap();
    assert!(is_full(&serde_json::to_value(&connection).unwrap()), "{connection:?}");
    let request = request::<DescribeView>(&server, &DescribeViewRequest::new("a/view token", "token"));
    let response = send(&server, &request);
    let view =
        DescribeView::decode_with_metadata(response.status, &response.headers, &response.body).unwrap();
    assert!(view.metadata.request_id().is_some());
    let view = view.output;
    assert!(is_full(&serde_json::to_value(&view).unwrap()), "{view:?}");
    let url = GetAuthenticationUrlRequest::new(SESSION, "https://example.com", "token");
    let url = call::<GetAuthenticationUrl>(&server, &url).unwrap();
    assert!(url.authentication_url.unwrap().starts_with("https://"));
    let cancel = CancelParticipantAuthenticationRequest::new(SESSION, "token");
    call::<CancelParticipantAuthentication>(&server, &cancel).unwrap();
    let message = SendMessageRequest::new("text/plain", "hello", "token");
    let message = call::<SendMessage>(&server, &message).unwrap();
    assert!(is_full(&serde_json::to_value(&message).unwrap()), "{message:?}");
}

#[test]
fn requests_are_recorded_and_not_shown() {
    let server = server();
    call::<DescribeView>(&server, &DescribeViewRequest::new("a/view", "token")).unwrap();
    send(&server, &Request::get(format!("{}/nothing?a=b%20c", server.url())).body(Vec::new()).unwrap());
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].operation, Some("DescribeView"));
    assert_eq!(requests[0].method, http::Method::GET);
    assert_eq!(requests[0].path, "/participant/views/a%2Fview");
    assert_eq!(requests[0].header("x-amz-bearer"), Some("token"));
    assert_eq!(requests[1].operation, None);
    assert_eq!(requests[1].query_pairs(), [("a".to_owned(), "b c".to_owned())]);
    let shown = format!("{requests:?} {server:?}");
    assert!(!shown.contains("\"token\"") && !shown.contains("view"), "{shown}");
    server.clear_requests();
    assert!(server.requests().is_empty());
}

#[test]
fn unknown_operations_are_404() {
    let server = server();
    for (method, path) in [("GET", "/participant/message"), ("POST", "/"), ("POST", "/participant/views/a/b")]
    {
        let request = Request::builder().method(method).uri(format!("{}{path}", server.url()));
        let response = send(&server, &request.body(Vec::new()).unwrap());
        assert_eq!(response.status, StatusCode::NOT_FOUND, "{method} {path}");
        assert_eq!(response.header("x-amzn-errortype"), "UnknownOperationException");
    }
}

#[test]
fn a_connection_serves_many_requests() {
    let server = server();
    let message = request::<SendMessage>(&server, &SendMessageRequest::new("text/plain", "hello", "token"));
    let mut line = Line::open(server.url()).unwrap();
    for _ in 0..5 {
        assert_eq!(line.send(&message).unwrap().status, StatusCode::OK);
        assert_eq!(server.open_connections(), 1);
    }
    let mut last = message.clone();
    last.headers_mut().insert("connection", "close".parse().unwrap());
    line.send(&last).unwrap();
    assert!(line.response().is_err(), "it is closed");
}

#[test]
fn bodies_may_be_chunked_or_follow_expect_continue() {
    let server = server();
    let mut line = Line::open(server.url()).unwrap();
    let head = "POST /participant/message HTTP/1.1\r\nhost: a\r\nx-amz-bearer: token\r\n\
        content-type: application/json; charset=utf-8\r\n";
    let chunks = "transfer-encoding: chunked\r\n\r\n\
        1\r\n{\r\n12;a=b\r\n\"Content\":\"hello\",\r\nD\r\n\"ContentType\"\r\n5\r\n:\"a\"}\r\n0\r\na: b\r\n\r\n";
    line.write(format!("{head}{chunks}").as_bytes()).unwrap();
    let response = line.response().unwrap();
    assert_eq!(response.status, StatusCode::OK, "{}", response.text());
    let body = "{\"Content\":\"hello\",\"ContentType\":\"text/plain\"}";
    let question = format!("{head}expect: 100-continue\r\ncontent-length: {}\r\n\r\n", body.len());
    line.write(question.as_bytes()).unwrap();
    assert_eq!(line.response().unwrap().status, StatusCode::CONTINUE);
    line.write(body.as_bytes()).unwrap();
    assert_eq!(line.response().unwrap().status, StatusCode::OK);
}
