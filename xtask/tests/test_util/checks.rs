//! Rejected requests, with the member in the message.

use connectparticipant::operation::get_transcript::{GetTranscript, GetTranscriptRequest};
use connectparticipant::operation::send_message::{SendMessage, SendMessageRequest};
use connectparticipant::test_util::Server;
use connectparticipant::types::ScanDirection;
use http::{Request, StatusCode};

use crate::raw::{Raw, call, send};

fn server() -> Server {
    Server::builder().credential("connection", "token").start().unwrap()
}

fn post(server: &Server, path: &str, body: &str) -> Raw {
    let request = Request::post(format!("{}{path}", server.url()));
    let request = request.header("content-type", "application/json").header("x-amz-bearer", "token");
    send(server, &request.body(body.as_bytes().to_vec()).unwrap())
}

/// Each body with the word that must be in the message.
const BAD: &[(&str, &str, &str)] = &[
    ("/participant/message", "{\"ContentType\":\"text/plain\"}", "`Content` is missing"),
    ("/participant/message", "{\"Content\":\"a\",\"ContentType\":null}", "`ContentType` is missing"),
    ("/participant/message", "{\"Content\":1,\"ContentType\":\"a\"}", "`Content` is not a string"),
    (
        "/participant/message",
        "{\"Content\":\"\",\"ContentType\":\"a\"}",
        "`Content` must have 1 to 16384 characters",
    ),
    ("/participant/message", "{", "not JSON"),
    ("/participant/message", "[]", "not a JSON object"),
    ("/participant/transcript", "{\"MaxResults\":101}", "`MaxResults` must be 0 to 100"),
    ("/participant/transcript", "{\"MaxResults\":1.5}", "`MaxResults` is not an integer"),
    (
        "/participant/transcript",
        "{\"StartPosition\":{\"MostRecent\":-1}}",
        "`StartPosition.MostRecent` must be 0 to 100",
    ),
    ("/participant/transcript", "{\"StartPosition\":[]}", "`StartPosition` is not an object"),
    (
        "/participant/complete-attachment-upload",
        "{\"AttachmentIds\":[],\"ClientToken\":\"a\"}",
        "`AttachmentIds`",
    ),
    (
        "/participant/complete-attachment-upload",
        "{\"AttachmentIds\":[null],\"ClientToken\":\"a\"}",
        "[0]` is null",
    ),
    ("/participant/connection", "{\"Type\":[\"PHONE\"]}", "`Type[0]` is not one of the values WEBSOCKET"),
    (
        "/participant/connection",
        "{\"ConnectParticipant\":\"true\"}",
        "`ConnectParticipant` is not true or false",
    ),
];

#[test]
fn members_are_checked() {
    let server = server();
    for (path, body, word) in BAD {
        let response = post(&server, path, body);
        assert_eq!(response.status, StatusCode::BAD_REQUEST, "{body}");
        assert_eq!(response.header("x-amzn-errortype"), "ValidationException");
        let message = response.json()["Message"].as_str().unwrap().to_owned();
        assert!(message.contains(word), "{message}");
    }
}

#[test]
fn every_problem_is_reported() {
    let server = server();
    let response = post(&server, "/participant/message", "{}");
    let message = response.json()["Message"].as_str().unwrap().to_owned();
    assert!(message.starts_with("2 problems found") && message.contains("`Content` is"), "{message}");
}

#[test]
fn limits_count_characters() {
    let server = server();
    let message = |length| SendMessageRequest::new("text/plain", "ä".repeat(length), "token");
    call::<SendMessage>(&server, &message(16_384)).unwrap();
    let error = call::<SendMessage>(&server, &message(16_385)).unwrap_err();
    assert_eq!(error.code(), Some("ValidationException"));
    assert!(error.message().unwrap().contains("`Content`"));
}

#[test]
fn unknown_values_are_refused_as_the_service_does() {
    let server = server();
    let input = GetTranscriptRequest::new("token").scan_direction(ScanDirection::from("SIDEWAYS"));
    let error = call::<GetTranscript>(&server, &input).unwrap_err();
    assert!(error.message().unwrap().contains("`ScanDirection`"));
}

#[test]
fn a_missing_header_is_a_missing_member() {
    let server = server();
    let request = Request::get(format!("{}/participant/views/a", server.url())).body(Vec::new()).unwrap();
    let response = send(&server, &request);
    assert_eq!(response.status, StatusCode::BAD_REQUEST);
    assert!(response.text().contains("`ConnectionToken` is missing"));
}

#[test]
fn a_body_must_have_the_json_content_type() {
    let server = server();
    for content_type in ["text/plain", "application/x-amz-json-1.1", ""] {
        let mut request = Request::post(format!("{}/participant/message", server.url()));
        request = request.header("x-amz-bearer", "token");
        if !content_type.is_empty() {
            request = request.header("content-type", content_type);
        }
        let body = b"{\"Content\":\"a\",\"ContentType\":\"b\"}".to_vec();
        let response = send(&server, &request.body(body).unwrap());
        assert_eq!(response.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert_eq!(response.header("x-amzn-errortype"), "UnsupportedMediaTypeException");
    }
}
