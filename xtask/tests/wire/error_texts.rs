//! The message of an error, and its text.

use connectparticipant::ErrorMetadata;
use connectparticipant::ServiceError;
use connectparticipant::operation::send_message::{SendMessage, SendMessageError};
use http::StatusCode;

use super::errors::{fail, service};

/// Bodies, and the message in them.
const MESSAGES: &[(&str, Option<&str>)] = &[
    (r#"{"message":"m"}"#, Some("m")),
    (r#"{"Message":"m"}"#, Some("m")),
    (r#"{"errorMessage":"m"}"#, Some("m")),
    (r#"{"MESSAGE":"m","msg":"n"}"#, Some("m")),
    (r#"{"message":"m","Message":null}"#, Some("m")),
    (r#"{"message":null,"Message":"m"}"#, Some("m")),
    (r#"{"Message":1,"message":"m"}"#, Some("m")),
    (r#"{"message":{"message":"m"}}"#, None),
    (r#"{"detail":{"message":"m"}}"#, None),
    (r#"{"message":"Gr\u00fc\u00dfe \ud83d\ude00"}"#, Some("Grüße 😀")),
    (r#"{"message":"m","rest":[1,"#, Some("m")),
    (r#"{"message":"m"#, None),
    ("{}", None),
    ("", None),
    ("null", None),
    ("[]", None),
    ("<html>message</html>", None),
];

#[test]
fn the_message_is_read_in_every_spelling() {
    for (body, message) in MESSAGES {
        for status in [400, 403, 500] {
            let error = service::<SendMessage>(fail::<SendMessage>(status, &[], body));
            assert_eq!(error.message(), *message, "{body}");
            let named = [("x-amzn-errortype", "ValidationException")];
            let error = service::<SendMessage>(fail::<SendMessage>(status, &named, body));
            let SendMessageError::ValidationException(inner) = &error else { panic!("{error:?}") };
            assert_eq!((inner.message.as_deref(), error.message()), (*message, *message), "{body}");
        }
    }
    // Of two spellings, the modelled one is used.
    for body in [r#"{"Message":"m","message":"n"}"#, r#"{"message":"n","Message":"m"}"#] {
        let named = [("x-amzn-errortype", "ValidationException")];
        let error = service::<SendMessage>(fail::<SendMessage>(400, &named, body));
        assert_eq!(error.message(), Some("m"), "{body}");
    }
    // Members after a value that nests too deep are ignored; those before it are read.
    let deep = "[".repeat(100_000);
    let error =
        service::<SendMessage>(fail::<SendMessage>(400, &[], &format!(r#"{{"message":"m","x":{deep}"#)));
    assert_eq!(error.message(), Some("m"));
    let body = format!(r#"{{"x":{deep},"message":"m"}}"#);
    let error = service::<SendMessage>(fail::<SendMessage>(400, &[], &body));
    assert_eq!((error.message(), error.metadata().body().len()), (None, body.len()));
}

/// Status, headers, body, and the text.
type Sentence = (u16, &'static [(&'static str, &'static str)], &'static str, &'static str);

const SENTENCES: &[Sentence] = &[
    (
        429,
        &[("x-amzn-errortype", "ThrottlingException"), ("x-amzn-requestid", "r-1")],
        r#"{"message":"slow down"}"#,
        "SendMessage failed with ThrottlingException (HTTP 429): slow down (request id r-1); \
         retry with growing delays",
    ),
    (
        429,
        &[("x-amzn-errortype", "ThrottlingException")],
        r#"{"message":"slow down"}"#,
        "SendMessage failed with ThrottlingException (HTTP 429): slow down; \
         retry with growing delays",
    ),
    (
        400,
        &[("x-amzn-errortype", "ValidationException"), ("x-amzn-requestid", "r-1")],
        "",
        "SendMessage failed with ValidationException (HTTP 400) (request id r-1)",
    ),
    (
        403,
        &[],
        r#"{"Message":"explicit deny"}"#,
        "SendMessage failed (HTTP 403): explicit deny; the region may be wrong, the chat may be over, or the token \
         belongs to another contact",
    ),
    (
        403,
        &[("x-amzn-errortype", "AccessDeniedException")],
        "",
        "SendMessage failed with AccessDeniedException (HTTP 403); most often the chat is over, or the token \
         has expired or was disconnected; this operation takes the connection token of CreateParticipantConnection",
    ),
    (403, &[("x-amzn-errortype", "Other")], "", "SendMessage failed with Other (HTTP 403)"),
    (418, &[("x-amzn-errortype", "ns#Teapot:u")], "{}", "SendMessage failed with Teapot (HTTP 418)"),
    (502, &[("x-amz-request-id", "r-1")], "<html>", "SendMessage failed (HTTP 502) (request id r-1)"),
    (500, &[], "", "SendMessage failed (HTTP 500)"),
    (
        302,
        &[("location", "https://example.com")],
        "",
        "SendMessage failed (HTTP 302); redirects are not followed; check the endpoint",
    ),
];

#[test]
fn an_error_is_one_sentence() {
    for (status, headers, body, sentence) in SENTENCES {
        let whole = fail::<SendMessage>(*status, headers, body).unwrap_err();
        assert_eq!(whole.to_string(), *sentence);
        let error = service::<SendMessage>(Err(whole));
        assert_eq!(error.to_string(), *sentence);
        assert_eq!(error.metadata().to_string(), *sentence);
        let shown = format!("{:?}", error.metadata());
        assert!(shown.contains(&format!("{} bytes", body.len())), "{shown}");
    }
}

#[test]
fn a_hint_can_be_asked_for() {
    let hint = |status: u16| {
        let error = service::<SendMessage>(fail::<SendMessage>(status, &[], ""));
        assert_eq!(error.hint(), error.metadata().hint());
        error.hint().map(str::to_owned)
    };
    assert_eq!((hint(400), hint(500), hint(429)), (None, None, None));
    assert!(hint(403).is_some_and(|hint| hint.starts_with("the region may be wrong")));
    assert_eq!(hint(307).as_deref(), Some("redirects are not followed; check the endpoint"));
    // Metadata that a test creates belongs to no service.
    let made = |status| {
        let error = SendMessageError::Unmodelled(ErrorMetadata::new(status));
        error.hint().map(str::to_owned)
    };
    assert_eq!((made(StatusCode::FORBIDDEN), made(StatusCode::TEMPORARY_REDIRECT)), (None, hint(307)));
}

/// Errors that users create for their own tests.
#[test]
fn an_error_can_be_constructed() {
    let plain = ErrorMetadata::new(StatusCode::IM_A_TEAPOT);
    assert_eq!(plain.to_string(), "the call failed (HTTP 418)");
    assert_eq!(
        (plain.code(), plain.message(), plain.request_id(), plain.operation()),
        (None, None, None, None)
    );
    assert!(plain.headers().is_empty() && plain.body().is_empty() && !plain.is_retryable());
    let full = plain.clone().with_code("SlowDown").with_message("m").with_request_id("r-1");
    assert_eq!(full.to_string(), "the call failed with SlowDown (HTTP 418): m (request id r-1)");
    assert!(full.is_throttling() && full.is_retryable() && full != plain);
    let error = SendMessageError::Unmodelled(full.clone());
    assert_eq!(*error.metadata(), full);
    assert_eq!(
        (error.code(), error.message(), error.request_id()),
        (Some("SlowDown"), Some("m"), Some("r-1"))
    );
}
