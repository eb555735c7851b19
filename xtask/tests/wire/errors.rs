//! Error responses: the eight problematic ones, and every modelled error of each operation.

use connectparticipant::error::*;
use connectparticipant::operation::complete_attachment_upload::{
    CompleteAttachmentUpload, CompleteAttachmentUploadError as Failure,
};
use connectparticipant::operation::describe_view::{DescribeView, DescribeViewError};
use connectparticipant::operation::send_message::SendMessage;
use connectparticipant::types::ResourceType;
use connectparticipant::{CallError, ServiceError};
use http::StatusCode;

use super::eight::{EIGHT, UNMODELLED};
use super::samples::{Sampled, each_operation};
use super::transport::{Outcome, TOKEN, call, response};

/// The variant of an error of an operation.
pub(crate) fn variant<O: Sampled>(error: &O::Error) -> String {
    format!("{error:?}").split('(').next().unwrap().to_owned()
}

/// Returns the error of the service in the result of a call.
pub(crate) fn service<O: Sampled>(outcome: Outcome<O>) -> O::Error {
    match outcome {
        Err(CallError::Service(error)) => error,
        other => panic!("{}: no error of the service, but {other:?}", O::NAME),
    }
}

/// Calls with a minimal input, and gets this response.
pub(crate) fn fail<O: Sampled>(status: u16, headers: &[(&str, &str)], body: &str) -> Outcome<O> {
    call::<O>(&O::minimal(TOKEN), |_| response(status, headers, body))
}

#[test]
fn the_eight_problematic_responses_are_decoded_by_every_operation() {
    fn check<O: Sampled>() {
        for row in EIGHT {
            let mut headers = row.headers.to_vec();
            headers.push(("x-amzn-requestid", "request-1"));
            let whole = fail::<O>(row.status, &headers, row.body).unwrap_err();
            let place = format!("{}: {}", O::NAME, row.name);
            assert_eq!(whole.status().map(|status| status.as_u16()), Some(row.status), "{place}");
            assert_eq!(whole.code(), row.code, "{place}");
            assert_eq!(whole.message(), row.message, "{place}");
            assert_eq!(whole.request_id(), Some("request-1"), "{place}");
            assert_eq!(whole.is_retryable(), row.is_retryable, "{place}");
            assert_eq!(whole.is_throttling(), row.is_throttling, "{place}");
            let shown = whole.to_string();
            let error = service::<O>(Err(whole));
            assert_eq!(variant::<O>(&error), row.variant, "{place}");
            assert_eq!(error.status().as_u16(), row.status, "{place}");
            assert_eq!((error.code(), error.message()), (row.code, row.message), "{place}");
            assert_eq!(error.request_id(), Some("request-1"), "{place}");
            assert_eq!(error.is_retryable(), row.is_retryable, "{place}");
            assert_eq!(error.is_throttling(), row.is_throttling, "{place}");
            assert_eq!(error.to_string(), shown, "{place}");
            let metadata = error.metadata();
            assert_eq!(metadata.operation(), Some(O::NAME), "{place}");
            assert_eq!(metadata.body(), row.body.as_bytes(), "{place}");
            assert_eq!(metadata.headers().len(), headers.len(), "{place}");
            for (name, value) in &headers {
                assert_eq!(metadata.headers()[*name], *value, "{place}");
            }
        }
    }
    each_operation!(check);
}

/// Checks the methods of an exception itself, which the enum that contains it also has.
fn check_exception<E: ServiceError + Clone + PartialEq + Default>(
    error: &E,
    (status, code): (u16, &str),
    retry: (bool, bool),
) {
    assert_eq!((error.status().as_u16(), error.code()), (status, Some(code)));
    assert_eq!((error.message(), error.request_id()), (Some("m"), Some("request-1")), "{code}");
    assert_eq!((error.is_retryable(), error.is_throttling()), retry, "{code}");
    assert_eq!(error.metadata().operation(), Some("CompleteAttachmentUpload"));
    let hint = error.hint().map(|hint| format!("; {hint}")).unwrap_or_default();
    assert_eq!(
        error.to_string(),
        format!(
            "CompleteAttachmentUpload failed with {code} (HTTP {status}): m (request id request-1){hint}"
        )
    );
    assert_eq!(*error, error.clone());
    // One without a response: for tests of users.
    let made = E::default();
    assert_eq!((made.status().as_u16(), made.code()), (status, Some(code)));
    assert_eq!((made.message(), made.request_id()), (None, None), "{code}");
    assert_eq!((made.is_retryable(), made.is_throttling()), retry, "{code}");
    // Hints for single operations do not apply to an error without one.
    assert_eq!(made.hint(), error.hint().filter(|_| code != "ConflictException"));
    let hint = made.hint().map(|hint| format!("; {hint}")).unwrap_or_default();
    assert_eq!(made.to_string(), format!("the call failed with {code} (HTTP {status}){hint}"));
    assert_ne!(*error, made);
}

#[test]
fn exceptions_have_all_details_of_the_response() {
    let read = |status, code| {
        let headers = [("x-amzn-errortype", code), ("x-amzn-requestid", "request-1")];
        service::<CompleteAttachmentUpload>(fail::<CompleteAttachmentUpload>(
            status,
            &headers,
            r#"{"Message":"m"}"#,
        ))
    };
    let (stays, passes, slow) = ((false, false), (true, false), (true, true));
    macro_rules! check {
        ($($name:ident $status:literal $retry:ident)*) => {$(
            let Failure::$name(error) = read($status, stringify!($name)) else { panic!(stringify!($name)) };
            assert_eq!(error.message.as_deref(), Some("m"));
            check_exception(&error, ($status, stringify!($name)), $retry);
            let made = $name::new().message("mine");
            assert_eq!((made.message.as_deref(), ServiceError::message(&made)), (Some("mine"), Some("mine")));
            assert!(made.to_string().contains(": mine"), "{made}");
        )*};
    }
    check!(
        ValidationException 400 stays
        ServiceQuotaExceededException 402 stays
        AccessDeniedException 403 stays
        ConflictException 409 stays
        ThrottlingException 429 slow
        InternalServerException 500 passes
    );
}

/// A modelled error determines whether it is retryable, whatever its status.
#[test]
fn the_model_and_the_status_both_allow_a_retry() {
    // Status, code, is retryable, is throttling.
    let rows: &[(u16, &str, bool, bool)] = &[
        (400, "ThrottlingException", true, true),
        (400, "InternalServerException", true, false),
        (400, "TooManyRequestsException", true, true),
        (503, "SlowDown", true, true),
        (429, "ValidationException", true, true),
        (408, "", true, false),
        (429, "", true, true),
        (500, "ValidationException", true, false),
        (503, "", true, false),
        (504, "", true, false),
        (301, "", false, false),
        (400, "ValidationException", false, false),
        (402, "ServiceQuotaExceededException", false, false),
        (404, "", false, false),
        (409, "ConflictException", false, false),
    ];
    for (status, code, is_retryable, is_throttling) in rows {
        let headers = [("x-amzn-errortype", *code)];
        let headers = if code.is_empty() { &[] } else { headers.as_slice() };
        let error = fail::<SendMessage>(*status, headers, "").unwrap_err();
        let found = (error.is_retryable(), error.is_throttling());
        assert_eq!(found, (*is_retryable, *is_throttling), "{status} {code}");
    }
}

/// A gateway in front of the service sends a 403 without a code, and some services send the code with another status.
#[test]
fn every_form_of_403_and_each_code_that_means_it_is_access_denied() {
    // Status, code, is access denied.
    let rows: &[(u16, &str, bool)] = &[
        (403, "", true),
        (403, "AccessDeniedException", true),
        (403, "ForbiddenException", true),
        (403, "ThrottlingException", true),
        (400, "AccessDeniedException", true),
        (400, "AccessDenied", true),
        (400, "NotAuthorized", true),
        (400, "UnauthorizedOperation", true),
        (401, "UnauthorizedException", true),
        (401, "", false),
        (404, "", false),
        (400, "ValidationException", false),
        (500, "", false),
    ];
    for (status, code, denied) in rows {
        let headers = [("x-amzn-errortype", *code)];
        let headers = if code.is_empty() { &[] } else { headers.as_slice() };
        for body in ["", "<html>Forbidden</html>", r#"{"message":"Forbidden"}"#] {
            let whole = fail::<SendMessage>(*status, headers, body).unwrap_err();
            assert_eq!(whole.is_access_denied(), *denied, "{status} {code}");
            let error = service::<SendMessage>(Err(whole));
            assert_eq!(error.is_access_denied(), *denied, "{status} {code}");
            assert_eq!(error.metadata().is_access_denied(), *denied, "{status} {code}");
        }
    }
    assert!(
        AccessDeniedException::new().is_access_denied() && !ThrottlingException::new().is_access_denied()
    );
}

#[test]
fn a_missing_resource_is_named() {
    let headers = [("x-amzn-errortype", "ResourceNotFoundException")];
    let read = |body: &str| match service::<DescribeView>(fail::<DescribeView>(404, &headers, body)) {
        DescribeViewError::ResourceNotFoundException(error) => error,
        other => panic!("{other:?}"),
    };
    let error = read(r#"{"Message":"m","ResourceId":"r-1","ResourceType":"CONTACT_FLOW","X":[{}]}"#);
    assert_eq!(error.message.as_deref(), Some("m"));
    assert_eq!(error.resource_id.as_deref(), Some("r-1"));
    assert_eq!(error.resource_type, Some(ResourceType::ContactFlow));
    assert_eq!((error.status(), error.is_retryable()), (StatusCode::NOT_FOUND, false));
    let new = read(r#"{"ResourceType":"VIEW","ResourceId":null}"#);
    assert_eq!(new.resource_type, Some(ResourceType::Unknown("VIEW".to_owned())));
    assert_eq!((new.resource_id, new.message), (None, None));
    // Problems of the body do not affect the error.
    for (body, id) in [("", None), ("<html>", None), (r#"{"ResourceId":"r-1""#, Some("r-1"))] {
        let error = read(body);
        assert_eq!(error.resource_id.as_deref(), id, "{body}");
        assert_eq!(error.metadata.body(), body.as_bytes());
    }
    let made = ResourceNotFoundException::new().resource_id("r-1").resource_type("USER").message("m");
    assert_eq!((made.resource_type, made.resource_id.as_deref()), (Some(ResourceType::User), Some("r-1")));
    assert_eq!(made.metadata.code(), Some("ResourceNotFoundException"));
}

/// As with code and message: a member of a wrong type is skipped, and later ones are read.
#[test]
fn a_member_of_a_wrong_type_does_not_take_the_next() {
    let headers = [("x-amzn-errortype", "ResourceNotFoundException")];
    for wrong in ["7", "true", "[]", "{}"] {
        let body = format!(r#"{{"ResourceType":{wrong},"ResourceId":"r-1","message":"m"}}"#);
        let error = service::<DescribeView>(fail::<DescribeView>(404, &headers, &body));
        let DescribeViewError::ResourceNotFoundException(error) = error else { panic!("{error:?}") };
        assert_eq!((error.resource_type, error.message.as_deref()), (None, Some("m")), "{wrong}");
        assert_eq!(error.resource_id.as_deref(), Some("r-1"), "{wrong}");
    }
}

/// An error that is not modelled for the operation is not one of its variants.
#[test]
fn an_error_of_another_operation_is_unmodelled() {
    let error =
        service::<SendMessage>(fail::<SendMessage>(409, &[("x-amzn-errortype", "ConflictException")], ""));
    assert_eq!(variant::<SendMessage>(&error), UNMODELLED);
    assert_eq!((error.code(), error.status()), (Some("ConflictException"), StatusCode::CONFLICT));
}
