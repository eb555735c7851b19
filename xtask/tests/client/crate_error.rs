//! The error of the crate: `?` across operations, and the same facts as in the error of each call.

use std::error::Error as _;

use connectparticipant::config::{CollectError, SetupError, TransportError, TransportErrorKind};
use connectparticipant::error::{AccessDeniedException, AnyError, ThrottlingException};
use connectparticipant::operation::{
    DescribeViewRequest, GetTranscript, GetTranscriptRequest, SendMessageError, SendMessageRequest,
};
use connectparticipant::upload::{Upload, UploadError, UploadStep};
use connectparticipant::{Client, ConstructionError, EncodeError, Error, ErrorMetadata, ServiceError as _};
use http::StatusCode;
use serde_json::{Value, json};

use crate::fakes::{Turn, World, response, response_with, run};
use crate::uploads::{started, upload};

fn message() -> SendMessageRequest {
    SendMessageRequest::new("text/plain", "hello", "token")
}

async fn calls(client: &Client) -> Result<(), Error> {
    client.describe_view(DescribeViewRequest::new("view", "token")).await?;
    client.send_message(message()).with_metadata().await?;
    let mut pages = client.get_transcript(GetTranscriptRequest::new("token")).pages();
    while let Some(page) = pages.next().await {
        page?;
    }
    client.get_transcript(GetTranscriptRequest::new("token")).items().collect().await?;
    client.upload_attachment("token", Upload::bytes("hello.txt", "hello")).await?;
    Ok(())
}

fn refused(code: &str) -> Turn {
    response_with(403, "x-amzn-errortype", code, r#"{"Message":"no"}"#)
}

const VIEW: &str = r#"{"View":{"Id":"v"}}"#;

/// clippy warns of errors from 128 bytes on.
#[test]
fn errors_of_calls_are_small() {
    use std::mem::size_of;

    use connectparticipant::CallError;
    use connectparticipant::operation::DescribeViewError;

    assert_eq!(size_of::<DescribeViewError>(), 16);
    assert_eq!(size_of::<AnyError>(), 16);
    let sizes = [
        size_of::<CallError<DescribeViewError>>(),
        size_of::<Error>(),
        size_of::<CollectError<GetTranscript>>(),
    ];
    assert!(sizes.iter().all(|size| *size <= 64), "{sizes:?}");
}

/// Fails after this number of successful calls.
#[track_caller]
fn failed(successes: usize, turn: Turn) -> Error {
    let before = [VIEW, "{}", "{}", "{}"];
    let turns = before.into_iter().take(successes).map(|body| response(200, body)).chain([turn]);
    let world = World::new(turns);
    let error = run(calls(&world.client())).unwrap_err();
    assert_eq!(world.requests(), successes + 1);
    error
}

#[test]
fn a_modelled_error_of_any_call_is_a_variant() {
    for successes in 0..4 {
        let error = failed(successes, refused("AccessDeniedException"));
        let Error::Service(AnyError::AccessDeniedException(refused)) = &error else { panic!("{error:?}") };
        assert_eq!(refused.message.as_deref(), Some("no"));
        assert_eq!(error.code(), Some("AccessDeniedException"));
        assert_eq!((error.status(), error.message()), (Some(StatusCode::FORBIDDEN), Some("no")));
        assert_eq!(error.to_string(), refused.to_string());
        assert_eq!(error.hint(), refused.hint());
        assert!(error.is_access_denied() && !error.is_retryable() && !error.is_throttling());
        assert!(error.source().is_none());
    }
}

#[test]
fn other_errors_keep_everything() {
    let Error::Service(AnyError::Unmodelled(metadata)) = failed(0, refused("Teapot")) else {
        panic!("another error")
    };
    assert_eq!((metadata.code(), metadata.body()), (Some("Teapot"), &br#"{"Message":"no"}"#[..]));
    let error = failed(1, response_with(200, "x-amzn-requestid", "request-1", "{"));
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert_eq!((error.status(), error.request_id()), (Some(StatusCode::OK), Some("request-1")));
    let error = failed(0, Turn::Fail(TransportError::new(TransportErrorKind::Tls)));
    let Error::Transport(tls) = &error else { panic!("{error:?}") };
    assert_eq!((tls.kind(), error.status(), error.is_retryable()), (TransportErrorKind::Tls, None, false));
    let error = Error::from(EncodeError::new("SendMessage", "ConnectionToken", "is empty"));
    assert!(matches!(error, Error::Construction(ConstructionError::Encode(_))), "{error:?}");
    assert!(matches!(
        Error::from(SetupError::new("no region")),
        Error::Construction(ConstructionError::Setup(_))
    ));
}

#[test]
fn the_error_enum_of_an_operation_converts_too() {
    let own = SendMessageError::ThrottlingException(ThrottlingException::new().into());
    let error = Error::from(own.clone());
    assert!(error.is_throttling() && error.is_retryable());
    assert_eq!(error.to_string(), own.to_string());
    assert!(matches!(error, Error::Service(AnyError::ThrottlingException(_))));
}

#[test]
fn an_upload_keeps_its_step() {
    let error = failed(4, refused("AccessDeniedException"));
    let Error::Other(other) = &error else { panic!("{error:?}") };
    let own = other.get().downcast_ref::<UploadError>().unwrap();
    assert_eq!(own.step(), UploadStep::Start);
    assert_eq!((error.code(), error.status()), (Some("AccessDeniedException"), Some(StatusCode::FORBIDDEN)));
    assert_eq!(error.to_string(), own.to_string());
    assert!(error.is_access_denied());
    // The file store refuses the bytes, in its own form.
    let world = World::new([started(), response(403, "<Error><Code>AccessDenied</Code></Error>")]);
    let error = Error::from(upload(&world, Upload::bytes("hello.txt", "hello")).unwrap_err());
    assert_eq!((error.code(), error.is_access_denied()), (Some("AccessDenied"), true));
    assert!(!error.is_retryable());
}

/// Serializes an error, and compares what comes back.
#[track_caller]
fn comes_back(error: &Error) -> Value {
    let value = serde_json::to_value(error).unwrap();
    let back: Error = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(std::mem::discriminant(&back), std::mem::discriminant(error), "{value}");
    assert_eq!((back.code(), back.status()), (error.code(), error.status()), "{value}");
    assert_eq!((back.message(), back.request_id()), (error.message(), error.request_id()), "{value}");
    assert_eq!((back.is_retryable(), back.is_throttling()), (error.is_retryable(), error.is_throttling()));
    assert_eq!((back.is_access_denied(), back.hint()), (error.is_access_denied(), error.hint()));
    assert_eq!(back.to_string(), error.to_string());
    assert_eq!(serde_json::to_value(&back).unwrap(), value);
    assert_eq!(value["status"].as_u64(), error.status().map(|status| status.as_u16().into()));
    assert_eq!(value["code"].as_str(), error.code());
    assert_eq!(value["requestId"].as_str(), error.request_id());
    value
}

#[test]
fn every_error_round_trips() {
    for successes in 0..5 {
        comes_back(&failed(successes, refused("AccessDeniedException")));
    }
    let value = comes_back(&failed(0, refused("Teapot")));
    assert_eq!(value["service"]["Unmodelled"]["$metadata"]["code"], "Teapot");
    let value = comes_back(&failed(1, response_with(200, "x-amzn-requestid", "request-1", r#"{"secret":"#)));
    assert!(value.get("decode").is_some() && !value.to_string().contains("secret"), "{value}");
    use TransportErrorKind::{Body, Checksum, Other, Protocol, Proxy, Send, Timeout, Tls, TooLarge};
    use connectparticipant::config::TimeoutKind::{Attempt, Connect, Operation};
    for kind in [
        Body,
        Checksum,
        TransportErrorKind::Connect,
        Other,
        Protocol,
        Proxy,
        Send,
        Timeout(Attempt),
        Timeout(Connect),
        Timeout(Operation),
        Tls,
        TooLarge,
    ] {
        let failed = TransportError::new(kind).with_source(std::io::Error::other("a cause"));
        for failed in [failed.clone(), failed.not_sent()] {
            let error = Error::from(failed);
            let value = comes_back(&error);
            let Error::Transport(back) = serde_json::from_value(value).unwrap() else { panic!("{error:?}") };
            let Error::Transport(error) = error else { panic!("another error") };
            assert_eq!((back.kind(), back.was_sent()), (error.kind(), error.was_sent()));
        }
    }
    comes_back(&EncodeError::new("SendMessage", "ConnectionToken", "is empty").into());
    comes_back(&SetupError::new("there is no region").into());
    for construction in [
        ConstructionError::RepeatedToken,
        ConstructionError::UnreadableToken,
        ConstructionError::EmptyPages(1000),
        ConstructionError::Validation(
            SendMessageRequest::new("", "x".repeat(16385), "")
                .client_token("t".repeat(501))
                .validate()
                .unwrap_err(),
        ),
    ] {
        comes_back(&construction.into());
    }
}

/// They have a serialization of their own, also outside `Error`.
#[test]
fn a_collection_and_an_upload_round_trip() {
    let page = json!({ "Transcript": [{ "Id": "1" }, { "Id": "2" }], "NextToken": "next" }).to_string();
    let world = World::new([response(200, &page), refused("AccessDeniedException")]);
    let client = world.client();
    let items = client.get_transcript(GetTranscriptRequest::new("token")).items();
    let error = run(items.collect()).unwrap_err();
    let value = serde_json::to_value(&error).unwrap();
    assert_eq!((&value["status"], &value["code"]), (&403.into(), &"AccessDeniedException".into()));
    let back: CollectError<GetTranscript> = serde_json::from_value(value.clone()).unwrap();
    assert_eq!((&back.items, &back.token), (&error.items, &error.token));
    assert_eq!((back.items.len(), back.token.as_deref()), (2, Some("next")));
    assert_eq!((back.error.code(), back.to_string()), (error.error.code(), error.to_string()));
    assert_eq!(serde_json::to_value(&back).unwrap(), value);
    let world = World::new([started(), response(403, "<Error><Code>AccessDenied</Code></Error>")]);
    let error = upload(&world, Upload::bytes("hello.txt", "hello")).unwrap_err();
    let value = serde_json::to_value(&error).unwrap();
    let back: UploadError = serde_json::from_value(value.clone()).unwrap();
    assert_eq!((back.step(), back.id(), back.to_string()), (error.step(), error.id(), error.to_string()));
    assert_eq!((&value["status"], &value["code"]), (&403.into(), &"AccessDenied".into()));
    assert_eq!(serde_json::to_value(&back).unwrap(), value);
}

#[test]
fn the_form_of_an_error() {
    let turn = http::Response::builder().status(429).header("x-amzn-requestid", "request-1");
    let turn = turn.header("x-amzn-errortype", "ThrottlingException").header("set-cookie", "secret");
    let world = World::new([Turn::Response(
        turn.body(br#"{"Message":"slow","Else":"secret"}"#.to_vec().into()).unwrap(),
    )]);
    let error = run(world.client().send_message(message()).max_attempts(1)).unwrap_err();
    let expected = json!({
        "status": 429, "code": "ThrottlingException", "requestId": "request-1",
        "service": { "ThrottlingException": {
            "Message": "slow",
            "$metadata": {
                "status": 429, "code": "ThrottlingException", "requestId": "request-1", "message": "slow",
                "operation": "SendMessage", "retry": "throttling", "hint": "retry with growing delays",
            },
        } },
    });
    assert_eq!(serde_json::to_value(&error).unwrap(), expected);
    assert_eq!(serde_json::to_value(Error::from(error)).unwrap(), expected);
    // Entries may come in any order.
    let text = r#"{"service":{"ThrottlingException":{"Message":"slow"}},"status":429}"#;
    let error: Error = serde_json::from_str(text).unwrap();
    assert!(error.is_throttling());
}

#[test]
fn an_error_of_a_later_version_is_unmodelled() {
    let text = r#"{"status":409,"service":{"LaterException":{
        "Member":[1],"$metadata":{"status":409,"code":"LaterException","requestId":"request-1","retry":"transient"}}}}"#;
    let error: Error = serde_json::from_str(text).unwrap();
    let Error::Service(AnyError::Unmodelled(metadata)) = &error else { panic!("{error:?}") };
    assert_eq!((metadata.code(), metadata.request_id()), (Some("LaterException"), Some("request-1")));
    assert!(error.is_retryable());
    // For an operation, errors of other operations are later ones too.
    let text =
        r#"{"ConflictException":{"Message":"m","$metadata":{"status":409,"code":"ConflictException"}}}"#;
    let own: SendMessageError = serde_json::from_str(text).unwrap();
    assert!(matches!(own, SendMessageError::Unmodelled(_)), "{own:?}");
    let error: Error = serde_json::from_str(r#"{"transport":{"kind":"quantum","sent":true}}"#).unwrap();
    assert!(
        matches!(&error, Error::Transport(error) if error.kind() == TransportErrorKind::Other),
        "{error:?}"
    );
    let error: Error =
        serde_json::from_str(r#"{"construction":{"kind":"later","message":"a reason"}}"#).unwrap();
    assert_eq!(error.to_string(), "a reason");
    for wrong in ["{}", "[]", r#"{"service":{}}"#, r#"{"later":{}}"#, r#"{"service":{"A":{}}}"#] {
        assert!(serde_json::from_str::<Error>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn an_enum_round_trips() {
    let own = SendMessageError::AccessDeniedException(AccessDeniedException::new().message("no").into());
    let value = serde_json::to_value(&own).unwrap();
    assert_eq!(serde_json::from_value::<SendMessageError>(value.clone()).unwrap(), own);
    assert!(matches!(serde_json::from_value(value).unwrap(), AnyError::AccessDeniedException(_)));
    let unknown =
        SendMessageError::Unmodelled(ErrorMetadata::new(StatusCode::IM_A_TEAPOT).with_code("Teapot"));
    let value = serde_json::to_value(&unknown).unwrap();
    assert_eq!(serde_json::from_value::<SendMessageError>(value).unwrap(), unknown);
}
