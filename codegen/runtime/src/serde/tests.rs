//! Errors round-trip: their texts, their kinds, and the facts of the response. No member of a union is lost.

use http::StatusCode;
use serde::de::DeserializeOwned;
use serde::Serialize;
use serde_json::Value;

use super::super::metadata::ErrorMetadata;
#[cfg(feature = "clients")]
use super::super::{
    call::{Reached, SetupError, TransportError, TransportErrorKind, WaitError},
    upload::{PutError, UploadError, UploadStep},
    CallError,
};

fn refused() -> ErrorMetadata {
    let metadata = ErrorMetadata::new(StatusCode::CONFLICT).with_code("Conflict");
    metadata.with_request_id("r-1").with_message("no")
}

/// Returns the JSON of an error, and the error that it becomes.
#[track_caller]
fn back<T: Serialize + DeserializeOwned + ToString>(error: &T) -> (Value, T) {
    let value = serde_json::to_value(error).unwrap();
    let back: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(back.to_string(), error.to_string());
    assert_eq!(serde_json::to_value(&back).unwrap(), value);
    (value, back)
}

#[track_caller]
fn has_response(value: &Value) {
    let facts = (&value["status"], &value["code"], &value["requestId"]);
    assert_eq!(facts, (&409.into(), &"Conflict".into(), &"r-1".into()), "{value}");
}

#[cfg(feature = "clients")]
#[test]
fn the_error_of_a_wait() {
    type Error = WaitError<u32, ErrorMetadata>;
    let (value, error) = back(&Error::Failed(Box::new(Reached::Error(refused()))));
    has_response(&value);
    assert!(matches!(error, WaitError::Failed(last) if *last == Reached::Error(refused())));
    let (value, error) = back(&Error::Failed(Box::new(Reached::Output(7))));
    assert_eq!(value, serde_json::json!({ "failed": { "output": 7 } }));
    assert!(matches!(error, WaitError::Failed(last) if *last == Reached::Output(7)));
    let (value, error) = back(&Error::TimedOut);
    assert_eq!(value, serde_json::json!({ "timedOut": true }));
    assert!(matches!(error, WaitError::TimedOut));
    let (value, error) = back(&Error::Call(CallError::Service(refused())));
    has_response(&value);
    assert_eq!(error.metadata(), Some(&refused()));
    for wrong in ["{}", "[]", r#"{"failed":{}}"#, r#"{"later":1}"#] {
        assert!(serde_json::from_str::<Error>(wrong).is_err(), "{wrong}");
    }
}

#[cfg(feature = "clients")]
#[test]
fn the_error_of_an_upload() {
    let calls = [UploadStep::Start, UploadStep::Complete].map(|step| {
        let error = UploadError::of_call(step, "StartUpload", CallError::Service(refused()));
        error.with_id("UploadId", Some("u\n1".to_owned()))
    });
    for error in &calls {
        let (value, other) = back(error);
        has_response(&value);
        assert_eq!((other.step(), other.id()), (error.step(), Some("u\n1")));
        assert_eq!(other.metadata(), Some(&refused()));
        assert_eq!(other.is_retryable(), error.is_retryable());
    }
    let lost = TransportError::new(TransportErrorKind::Connect).with_source("a cause");
    let (value, error) = back(&UploadError::of_put("StartUpload", PutError::Transport(lost)));
    assert!(value.get("status").is_none() && error.is_retryable(), "{value}");
    let (_, error) = back(&UploadError::new(UploadStep::File, "StartUpload", SetupError::new("no file")));
    assert_eq!((error.step(), error.id(), error.is_retryable()), (UploadStep::File, None, false));
    assert!(serde_json::from_str::<UploadError>(r#"{"step":"later"}"#).is_err());
}

#[cfg(feature = "event-stream")]
#[test]
fn the_error_of_an_event_stream() {
    use super::super::event_stream::{Message, MessageError};
    use super::super::{EventError, StreamError};
    type Error = StreamError<ErrorMetadata>;
    let (value, error) = back(&Error::Service(refused()));
    has_response(&value);
    assert_eq!(error.metadata(), Some(&refused()));
    let message = Message::new().with_header(":event-type", "line").with_payload(*b"secret");
    let reason = super::super::error::Malformed("expected a string".to_owned());
    let (value, error) = back(&Error::Decode(EventError { reason, message: Box::new(message) }));
    assert!(!value.to_string().contains("secret"), "{value}");
    assert!(matches!(error, StreamError::Decode(error) if error.event_message().payload().is_empty()));
    for error in [MessageError::Checksum, MessageError::TooLong { length: 9, limit: 8 }] {
        let (_, other) = back(&error);
        assert_eq!(other, error);
        #[cfg(feature = "clients")]
        assert!(matches!(back(&Error::Frame(error)).1, StreamError::Frame(other) if other == error));
    }
}

#[test]
fn an_unknown_member_of_a_union_is_alone() {
    use super::super::UnknownMember;
    let read = serde_json::from_str::<UnknownMember>;
    assert_eq!(read(r#"{"a":1}"#).unwrap(), UnknownMember::new("a", 1));
    for (text, problem) in
        [(r#"{}"#, "a union without a member"), (r#"{"a":1,"b":2}"#, "a union with more than one member")]
    {
        assert_eq!(read(text).unwrap_err().to_string(), problem);
    }
}
