//! Every modelled error, and others, for every operation, on request.

use connectparticipant::error::{ConflictException, ResourceNotFoundException, ThrottlingException};
use connectparticipant::operation::describe_view::{DescribeView, DescribeViewError, DescribeViewRequest};
use connectparticipant::operation::send_message::{SendMessage, SendMessageError, SendMessageRequest};
use connectparticipant::test_util::{Failure, Server};
use connectparticipant::types::ResourceType;
use connectparticipant::{CallError, ServiceError};
use http::{Request, StatusCode};

use crate::raw::{call, send};

fn server() -> Server {
    Server::builder().credential("connection", "token").start().unwrap()
}

fn message() -> SendMessageRequest {
    SendMessageRequest::new("text/plain", "hello", "token")
}

const OPERATIONS: &[(&str, &str, &str)] = &[
    ("CancelParticipantAuthentication", "POST", "/participant/cancel-authentication"),
    ("CompleteAttachmentUpload", "POST", "/participant/complete-attachment-upload"),
    ("CreateParticipantConnection", "POST", "/participant/connection"),
    ("DescribeView", "GET", "/participant/views/a"),
    ("DisconnectParticipant", "POST", "/participant/disconnect"),
    ("GetAttachment", "POST", "/participant/attachment"),
    ("GetAuthenticationUrl", "POST", "/participant/authentication-url"),
    ("GetTranscript", "POST", "/participant/transcript"),
    ("SendEvent", "POST", "/participant/event"),
    ("SendMessage", "POST", "/participant/message"),
    ("StartAttachmentUpload", "POST", "/participant/start-attachment-upload"),
];

const CODES: &[(&str, u16)] = &[
    ("AccessDeniedException", 403),
    ("ConflictException", 409),
    ("InternalServerException", 500),
    ("ResourceNotFoundException", 404),
    ("ServiceQuotaExceededException", 402),
    ("ThrottlingException", 429),
    ("ValidationException", 400),
    ("NotOfTheModelException", 400),
];

#[test]
fn every_operation_fails_with_every_error() {
    let server = server();
    for (operation, method, path) in OPERATIONS {
        for (code, status) in CODES {
            server.fail_next(operation, *code).unwrap();
            let request = Request::builder().method(*method).uri(format!("{}{path}", server.url()));
            let response = send(&server, &request.body(Vec::new()).unwrap());
            assert_eq!(response.status.as_u16(), *status, "{operation} {code}");
            assert_eq!(response.header("x-amzn-errortype"), *code);
            assert_eq!(response.header("content-type"), "application/json");
            let body = response.json();
            let name = if *code == "NotOfTheModelException" { "message" } else { "Message" };
            assert!(body[name].as_str().unwrap().contains(code), "{body}");
        }
    }
    assert_eq!(server.requests().len(), OPERATIONS.len() * CODES.len());
}

#[test]
fn an_error_round_trips() {
    let server = server();
    let made = ResourceNotFoundException::new()
        .message("gone")
        .resource_id("a view")
        .resource_type(ResourceType::ContactFlow);
    server.fail_next("DescribeView", made.clone()).unwrap();
    let error = call::<DescribeView>(&server, &DescribeViewRequest::new("a", "token")).unwrap_err();
    let CallError::Service(DescribeViewError::ResourceNotFoundException(read)) = error else {
        panic!("{error:?}")
    };
    assert_eq!(read.message, made.message);
    assert_eq!(read.resource_id, made.resource_id);
    assert_eq!(read.resource_type, made.resource_type);
    assert_eq!(read.status(), StatusCode::NOT_FOUND);
    // Members that were not set are not generated.
    server.fail_next("DescribeView", ResourceNotFoundException::new()).unwrap();
    let error = call::<DescribeView>(&server, &DescribeViewRequest::new("a", "token")).unwrap_err();
    let CallError::Service(DescribeViewError::ResourceNotFoundException(read)) = error else {
        panic!("{error:?}")
    };
    assert_eq!((read.resource_id, read.resource_type), (None, None));
}

#[test]
fn an_error_named_by_its_code_has_every_member() {
    let server = server();
    server.fail_next("DescribeView", "ResourceNotFoundException").unwrap();
    let error = call::<DescribeView>(&server, &DescribeViewRequest::new("a", "token")).unwrap_err();
    let CallError::Service(DescribeViewError::ResourceNotFoundException(read)) = error else {
        panic!("{error:?}")
    };
    assert!(read.request_id().is_some(), "every response of the service has one");
    assert!(read.message.is_some() && read.resource_id.is_some() && read.resource_type.is_some());
}

#[test]
fn an_unmodelled_error_is_configurable() {
    let server = server();
    let failure =
        Failure::new("Brand.New").status(418).message("tea").member("Kind", "green").header("x-pot", "1");
    server.fail_next("SendMessage", failure).unwrap();
    let error = call::<SendMessage>(&server, &message()).unwrap_err();
    let CallError::Service(SendMessageError::Unmodelled(metadata)) = error else { panic!("{error:?}") };
    assert_eq!(metadata.status().as_u16(), 418);
    assert_eq!(metadata.code(), Some("Brand.New"));
    assert_eq!(metadata.message(), Some("tea"));
    assert!(String::from_utf8_lossy(metadata.body()).contains("green"));
    assert_eq!(metadata.headers()["x-pot"], "1");
}

#[test]
fn only_the_operation_that_is_named_fails_and_only_so_often() {
    let server = server();
    server.fail_next("DescribeView", ConflictException::new().message("busy")).unwrap();
    server.fail_next("SendMessage", ThrottlingException::new().message("slow")).unwrap();
    let error = call::<SendMessage>(&server, &message()).unwrap_err();
    assert!(error.is_throttling());
    call::<SendMessage>(&server, &message()).unwrap();
    assert!(call::<DescribeView>(&server, &DescribeViewRequest::new("a", "token")).is_err());
    call::<DescribeView>(&server, &DescribeViewRequest::new("a", "token")).unwrap();
    let unknown = server.fail_next("Send", "ConflictException").unwrap_err();
    assert_eq!(unknown.to_string(), "the service has no operation `Send`");
}
