//! Errors of S3 in responses with a status of success.

use case_bucket_responses::operation::copy_object::{CopyObject, CopyObjectError};
use case_bucket_responses::operation::get_object::GetObject;
use case_bucket_responses::{CallError, Operation, ServiceError as _};

fn decode<O: Operation>(body: &str) -> Result<O::Output, CallError<O::Error>> {
    O::decode(http::StatusCode::OK, &http::HeaderMap::new(), body.as_bytes())
}

#[test]
fn an_error_with_the_status_of_success_is_an_error() {
    let failed = |code: &str| {
        let body = format!("<?xml version=\"1.0\"?>\n<Error><Code>{code}</Code><Message>m</Message><Tier>t</Tier></Error>");
        match decode::<CopyObject>(&body) {
            Err(CallError::Service(error)) => error,
            other => panic!("{other:?}"),
        }
    };
    let internal = failed("InternalError");
    assert_eq!((internal.code(), internal.message()), (Some("InternalError"), Some("m")));
    // The copy can be tried again, as after the status 500.
    assert!(internal.is_retryable() && internal.status() == http::StatusCode::OK);
    assert!(!failed("NoSuchKey").is_retryable());
    assert!(matches!(failed("Archived"), CopyObjectError::Archived(error) if error.tier.as_deref() == Some("t")));
}

#[test]
fn other_documents_are_outputs() {
    let copied = decode::<CopyObject>("<CopyObjectOutput><ETag>e</ETag></CopyObjectOutput>").unwrap();
    assert_eq!(copied.e_tag.as_deref(), Some("e"));
    // An object can be any document.
    let body = "<Error><Code>InternalError</Code></Error>";
    assert_eq!(decode::<GetObject>(body).unwrap().body.to_vec(), body.as_bytes());
}
