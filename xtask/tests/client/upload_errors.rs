//! Failed attachments: the step, the message, and the state of the upload.

use std::error::Error as _;
use std::time::Duration;

use connectparticipant::client::Body;
use connectparticipant::config::{TimeoutKind, TransportError, TransportErrorKind};
use connectparticipant::operation::complete_attachment_upload::CompleteAttachmentUploadError;
use connectparticipant::operation::start_attachment_upload::StartAttachmentUploadError;
use connectparticipant::upload::{PutError, Upload, UploadError, UploadStep};
use connectparticipant::{CallError, Client};
use serde_json::json;

use crate::fakes::{Turn, World, response, response_with, run};
use crate::uploads::{started, started_with, upload};

fn hello() -> Upload {
    Upload::bytes("hello.txt", "hello")
}

/// The messages of an error and of its causes.
fn chain(error: &UploadError) -> Vec<String> {
    assert!(error.source().is_none());
    let mut all = vec![error.to_string()];
    let mut next: Option<&dyn std::error::Error> = Some(error.cause());
    while let Some(cause) = next {
        let text = cause.to_string();
        assert_eq!(all[0].matches(&text).count(), 1, "{all:?} {text}");
        all.push(text);
        next = cause.source();
    }
    all
}

fn put_error(error: &UploadError) -> &PutError {
    assert_eq!((error.step(), error.id()), (UploadStep::Put, Some("a-1")));
    error.cause().downcast_ref().unwrap()
}

/// The message about a file before its upload starts.
#[track_caller]
fn unfit(file: Upload) -> String {
    let world = World::default();
    let error = upload(&world, file).unwrap_err();
    assert_eq!((error.step(), error.id(), world.requests()), (UploadStep::File, None, 0));
    assert!(error.to_string().starts_with("the file cannot be uploaded; nothing was sent: "), "{error}");
    chain(&error)[1].clone()
}

#[test]
fn a_file_that_does_not_fit_is_refused_before_anything_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("empty.txt"), "").unwrap();
    std::fs::write(path("noend"), "x").unwrap();
    std::fs::create_dir(path("folder.txt")).unwrap();
    let shown = |name: &str| format!("{:?}", path(name));
    let least = "the service accepts no empty file";
    let give = "has no file extension that the service documents; set the MIME type with `content_type(..)`";
    assert_eq!(unfit(Upload::file(path("empty.txt"))), format!("{} is empty: {least}", shown("empty.txt")));
    assert_eq!(unfit(Upload::bytes("a.txt", "")), format!("the content is empty: {least}"));
    assert_eq!(unfit(Upload::file(path("folder.txt"))), format!("{} is a directory", shown("folder.txt")));
    assert_eq!(unfit(Upload::file(path("gone.txt"))), format!("{} cannot be read", shown("gone.txt")));
    assert_eq!(unfit(Upload::file(path("noend"))), format!("\"noend\" {give}"));
    for name in ["a.exe", ".pdf", "pdf", "a.", ""] {
        assert_eq!(unfit(Upload::bytes(name, "x")), format!("{name:?} {give}"));
    }
}

#[test]
fn a_missing_file_is_the_error_of_the_system() {
    let error = upload(&World::default(), Upload::file("no/such/file.txt")).unwrap_err();
    let cause = error.cause().source().unwrap().downcast_ref::<std::io::Error>().unwrap();
    assert_eq!(cause.kind(), std::io::ErrorKind::NotFound);
}

#[test]
#[cfg(unix)]
fn files_without_a_size_are_rejected() {
    let said = unfit(Upload::file("/dev/null").content_type("text/plain"));
    assert_eq!(said, "\"/dev/null\" is not a file with a known size; read it, and use `Upload::bytes(..)`");
}

#[test]
fn a_failed_start_leaves_nothing_behind() {
    let world = World::new([response_with(
        402,
        "x-amzn-errortype",
        "ServiceQuotaExceededException",
        r#"{"Message":"full"}"#,
    )]);
    let error = upload(&world, hello()).unwrap_err();
    assert_eq!((error.step(), error.id(), world.requests()), (UploadStep::Start, None, 1));
    assert!(error.to_string().starts_with("StartAttachmentUpload failed; no bytes were sent: "), "{error}");
    let cause: &CallError<StartAttachmentUploadError> = error.cause().downcast_ref().unwrap();
    assert!(matches!(
        cause,
        CallError::Service(StartAttachmentUploadError::ServiceQuotaExceededException(_))
    ));
}

#[test]
fn an_announcement_without_an_id_is_an_error() {
    for body in ["{}", r#"{"AttachmentId":"","UploadMetadata":{"Url":"https://store.example/"}}"#] {
        let world = World::new([response(200, body)]);
        let error = upload(&world, hello()).unwrap_err();
        assert_eq!((error.step(), error.id(), world.requests()), (UploadStep::Start, None, 1));
        assert_eq!(chain(&error)[1], "the response has no id for the upload");
    }
}

#[test]
fn bytes_are_sent_only_to_allowed_addresses() {
    let clear = "the upload URL is not https://, so anyone on the network path could read the bytes";
    let no_host = "the upload URL has no host";
    let user = "the upload URL has no host, or contains user information";
    for (url, said) in [
        ("", "the response has no upload URL"),
        ("http://store.example/secret", clear),
        ("http://localhost.evil.example/secret", clear),
        ("ftp://store.example/secret", clear),
        ("/secret", no_host),
        ("https://user:secret@store.example/", user),
        ("https://store.example/a secret", "the upload URL is invalid"),
        ("https://store.example/\r\nsecret", "the upload URL is invalid"),
    ] {
        let world = World::new([started_with(url, &json!({}))]);
        let error = upload(&world, hello()).unwrap_err();
        assert!(
            matches!(put_error(&error), PutError::Target(problem) if *problem == said),
            "{url}: {:?}",
            chain(&error)
        );
        assert_eq!(world.requests(), 1, "{url}");
    }
}

#[test]
fn headers_that_cannot_be_sent_are_errors() {
    let value = "the response requires a header with a control character in its value";
    let name = "the response requires a header with an invalid name";
    let own = "the response requires a header that belongs to the connection";
    for (headers, said) in [
        (json!({ "x-amz-acl": "a\r\nx-secret: b" }), value),
        (json!({ "x-amz-acl": "\u{0}" }), value),
        (json!({ "x amz": "secret" }), name),
        (json!({ "": "secret" }), name),
        (json!({ "x\r\n": "secret" }), name),
        (json!({ "transfer-encoding": "chunked" }), own),
        (
            json!({ "Content-Length": "6" }),
            "the response requires a `Content-Length` that is not that of the file",
        ),
    ] {
        let world = World::new([started_with("https://store.example/", &headers)]);
        let error = upload(&world, hello()).unwrap_err();
        assert!(
            matches!(put_error(&error), PutError::Target(problem) if *problem == said),
            "{:?}",
            chain(&error)
        );
        assert_eq!(world.requests(), 1);
    }
}

#[test]
fn an_error_of_the_store_names_the_remainder() {
    let body = "<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>";
    let world = World::new([started(), response_with(403, "x-amz-request-id", "REQ1", body)]);
    let error = upload(&world, hello()).unwrap_err();
    assert_eq!(world.requests(), 2, "a 403 is not tried again");
    assert_eq!(
        chain(&error),
        [
            "the bytes could not be sent; no one can see the file, and the upload can be started again \
             (AttachmentId a-1): the file store rejected the bytes (HTTP 403, AccessDenied, request id REQ1): the \
             upload URL may have expired, or the store does not accept this file",
            "the file store rejected the bytes (HTTP 403, AccessDenied, request id REQ1): the upload URL may have \
             expired, or the store does not accept this file",
        ]
    );
}

#[test]
fn permanent_errors_are_not_retried() {
    let moved = || response_with(307, "location", "https://elsewhere.example/", "");
    for (turn, status) in
        [(moved(), 307), (response(400, ""), 400), (response(411, "<Code>\u{1b}[2J</Code>"), 411)]
    {
        let world = World::new([started(), turn]);
        let error = upload(&world, hello()).unwrap_err();
        let PutError::Refused { status: found, code, .. } = put_error(&error) else { panic!("{error}") };
        assert_eq!((found.as_u16(), code, world.requests()), (status, &None, 2));
    }
}

#[test]
fn three_attempts_are_made_and_the_last_one_counts() {
    let world =
        World::new([started(), response(500, ""), response(503, ""), response(503, "<Code>SlowDown</Code>")]);
    let error = upload(&world, hello()).unwrap_err();
    let PutError::Refused { status, code, .. } = put_error(&error) else { panic!("{error}") };
    assert_eq!((status.as_u16(), code.as_deref(), world.requests()), (503, Some("SlowDown"), 4));
}

#[test]
fn a_large_refusal_is_not_read_to_its_end() {
    let world = World::new([started(), response(400, &"x".repeat(1 << 20))]);
    let error = upload(&world, hello()).unwrap_err();
    assert!(matches!(put_error(&error), PutError::Refused { code: None, .. }));
}

#[test]
fn sending_the_bytes_has_a_limit_of_time_of_its_own() {
    for (file, limit) in [(hello(), 600), (hello().timeout(Duration::from_secs(5)), 5)] {
        let world = World::new([started(), Turn::Stall]);
        let error = upload(&world, file).unwrap_err();
        let PutError::Transport(error) = put_error(&error) else { panic!("{error}") };
        assert_eq!(error.kind(), TransportErrorKind::Timeout(TimeoutKind::Operation));
        assert_eq!((world.elapsed(), world.requests()), (Duration::from_secs(limit), 2));
    }
}

#[test]
fn no_delay_exceeds_the_limit() {
    let world = World::new([started(), response_with(503, "retry-after", "601", "")]);
    let error = upload(&world, hello()).unwrap_err();
    assert!(matches!(put_error(&error), PutError::Refused { .. }));
    assert_eq!((world.elapsed(), world.requests()), (Duration::ZERO, 2));
}

#[test]
fn bytes_that_are_there_and_not_completed_can_be_completed_alone() {
    let refusal = response_with(409, "x-amzn-errortype", "ConflictException", r#"{"Message":"busy"}"#);
    let world = World::new([started(), response(200, ""), refusal]);
    let error = upload(&world, hello()).unwrap_err();
    assert_eq!((error.step(), error.id(), world.requests()), (UploadStep::Complete, Some("a-1"), 3));
    assert!(
        error.to_string().starts_with(
            "CompleteAttachmentUpload failed; the bytes are uploaded, but no one can see them yet: call \
             CompleteAttachmentUpload again (AttachmentId a-1): CompleteAttachmentUpload failed with ConflictException"
        ),
        "{error}"
    );
    let cause: &CallError<CompleteAttachmentUploadError> = error.cause().downcast_ref().unwrap();
    assert!(matches!(cause, CallError::Service(CompleteAttachmentUploadError::ConflictException(_))));
}

#[test]
fn no_error_and_no_debug_shows_a_secret() {
    let secrets = ["bearer-token", "X-Amz-Signature", "secret-value", "hello-bytes", "token-1"];
    let file = || Upload::bytes("a.txt", "hello-bytes").idempotency_tokens("token-1", "token-2");
    let begun =
        || started_with("https://store.example/?X-Amz-Signature=1", &json!({ "x-key": "secret-value" }));
    let signature =
        "<Error><Code>SignatureDoesNotMatch</Code><StringToSign>secret-value</StringToSign></Error>";
    let broken = || Turn::Fail(TransportError::new(TransportErrorKind::Send));
    let mut shown = format!("{:?}", file());
    for turns in [
        vec![response(403, "{}")],
        vec![begun(), response(403, signature)],
        vec![begun(), broken(), broken(), broken()],
        vec![begun(), response(200, ""), response(403, "{}")],
    ] {
        let error = upload(&World::new(turns), file()).unwrap_err();
        shown.push_str(&format!("{error:?} {error:#?} {:?}", chain(&error)));
    }
    // The unreachable host is not secret.
    assert!(shown.contains("the connection to store.example broke before the response"), "{shown}");
    for secret in secrets {
        assert!(!shown.contains(secret), "{secret} is in {shown}");
    }
}

/// A file that changes during the upload is not sent with a wrong size.
#[test]
fn a_file_that_changes_between_the_steps_is_an_error() {
    for (before, after) in [(10, 5), (10, 20)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, vec![1; before]).unwrap();
        let changed = path.clone();
        let world = World::new([started()]);
        let service = world.clone();
        let client = Client::builder()
            .endpoint_url("https://example.com")
            .transport(move |request: http::Request<Body>| {
                std::fs::write(&changed, vec![1; after]).unwrap();
                let service = service.clone();
                async move { connectparticipant::client::Transport::send(&service, request).await }
            })
            .sleep(world.clone())
            .clock(world.clone())
            .random(world.clone())
            .build()
            .unwrap();
        let error = run(client.upload_attachment("token", Upload::file(&path))).unwrap_err();
        assert!(matches!(put_error(&error), PutError::File(_)), "{error:?}");
        assert_eq!(world.requests(), 1);
    }
}

/// The transport reports that the body failed; the cause is the file, and a retry is useless.
#[test]
fn a_file_that_shrinks_while_it_is_sent_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, vec![1; 200_000]).unwrap();
    let truncated = path.clone();
    let file = Upload::file(&path).on_progress(move |sent, _| {
        if sent == 65_536 {
            std::fs::write(&truncated, "").unwrap();
        }
    });
    let world = World::new([started()]);
    let error = upload(&world, file).unwrap_err();
    assert!(matches!(put_error(&error), PutError::File(_)), "{error:?}");
    assert_eq!(
        chain(&error)[1..],
        ["the file could not be read completely", "the size of the file has changed"]
    );
}
