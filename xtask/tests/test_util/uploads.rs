//! A file is uploaded to the returned URL with the returned headers, and downloaded from another.

use connectparticipant::operation::complete_attachment_upload::{
    CompleteAttachmentUpload, CompleteAttachmentUploadRequest,
};
use connectparticipant::operation::get_attachment::{GetAttachment, GetAttachmentRequest};
use connectparticipant::operation::get_transcript::{GetTranscript, GetTranscriptRequest};
use connectparticipant::operation::start_attachment_upload::{
    StartAttachmentUpload, StartAttachmentUploadRequest,
};
use connectparticipant::test_util::Server;
use connectparticipant::types::{ArtifactStatus, ChatItemType, UploadMetadata};
use http::{Request, StatusCode};

use crate::raw::{Raw, call, send};

const BYTES: &[u8] = b"the bytes of a file";

fn start(server: &Server) -> (String, UploadMetadata) {
    let input = StartAttachmentUploadRequest::new(
        "text/plain",
        i64::try_from(BYTES.len()).unwrap(),
        "note.txt",
        "token",
    )
    .client_token("start");
    let output = call::<StartAttachmentUpload>(server, &input).unwrap();
    (output.attachment_id.unwrap(), output.upload_metadata.unwrap())
}

fn put(server: &Server, upload: &UploadMetadata, bytes: &[u8], change: impl Fn(&mut http::HeaderMap)) -> Raw {
    let mut request = Request::builder().method("PUT").uri(upload.url.as_deref().unwrap());
    for (name, value) in upload.headers_to_include.iter().flatten() {
        request = request.header(name, value);
    }
    let mut request = request.body(bytes.to_vec()).unwrap();
    change(request.headers_mut());
    send(server, &request)
}

fn complete(id: &str, token: &str) -> CompleteAttachmentUploadRequest {
    let ids = connectparticipant::NonEmpty::new(id.to_owned());
    CompleteAttachmentUploadRequest::new(ids, "token").client_token(token)
}

#[test]
fn a_file_comes_back_as_it_was_sent() {
    let server = Server::builder().credential("connection", "token").start().unwrap();
    let (id, upload) = start(&server);
    assert!(upload.url.as_deref().unwrap().starts_with(server.url()));
    assert!(call::<CompleteAttachmentUpload>(&server, &complete(&id, "too early")).is_err());
    assert_eq!(put(&server, &upload, BYTES, |_| {}).status, StatusCode::OK);
    let get = GetAttachmentRequest::new(id.as_str(), "token");
    assert!(call::<GetAttachment>(&server, &get).is_err(), "it is not complete");
    call::<CompleteAttachmentUpload>(&server, &complete(&id, "complete")).unwrap();
    // The same token is the same request; another one is a second.
    call::<CompleteAttachmentUpload>(&server, &complete(&id, "complete")).unwrap();
    let again = call::<CompleteAttachmentUpload>(&server, &complete(&id, "again")).unwrap_err();
    assert_eq!(again.code(), Some("ConflictException"));
    let output = call::<GetAttachment>(&server, &get).unwrap();
    assert_eq!(output.attachment_size_in_bytes, i64::try_from(BYTES.len()).unwrap());
    let file = send(&server, &Request::get(output.url.as_deref().unwrap()).body(Vec::new()).unwrap());
    assert_eq!((file.status, &*file.body), (StatusCode::OK, BYTES));
    assert_eq!(file.header("content-type"), "text/plain");
    let items = call::<GetTranscript>(&server, &GetTranscriptRequest::new("token")).unwrap().transcript;
    let items = items.unwrap();
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].r#type, Some(ChatItemType::Attachment));
    let attachment = &items[0].attachments.as_ref().unwrap()[0];
    assert_eq!(attachment.attachment_id.as_deref(), Some(&*id));
    assert_eq!(attachment.attachment_name.as_deref(), Some("note.txt"));
    assert_eq!(attachment.status, Some(ArtifactStatus::Approved));
}

#[test]
fn an_upload_has_exactly_the_headers_that_were_given() {
    let server = Server::builder().credential("connection", "token").start().unwrap();
    let (_, upload) = start(&server);
    let refused = |change: &dyn Fn(&mut http::HeaderMap)| {
        let response = put(&server, &upload, BYTES, change);
        assert_eq!(response.status, StatusCode::FORBIDDEN, "{}", response.text());
        assert!(response.text().contains("SignatureDoesNotMatch"));
    };
    refused(&|headers| {
        headers.remove("x-amz-meta-attachment");
    });
    refused(&|headers| {
        headers.insert("content-type", "text/html".parse().unwrap());
    });
    refused(&|headers| {
        headers.insert("x-amz-bearer", "token".parse().unwrap());
    });
    refused(&|headers| {
        headers.insert("authorization", "Bearer token".parse().unwrap());
    });
    let elsewhere = upload.clone().url(format!("{}x", upload.url.as_deref().unwrap()));
    assert_eq!(put(&server, &elsewhere, BYTES, |_| {}).status, StatusCode::FORBIDDEN);
    // The client's own headers are not part of the signature.
    let response = put(&server, &upload, BYTES, |headers| {
        headers.insert("user-agent", "test".parse().unwrap());
    });
    assert_eq!(response.status, StatusCode::OK);
}

#[test]
fn uploads_and_downloads_fail_on_demand() {
    let server = Server::builder().credential("connection", "token").start().unwrap();
    let (_, upload) = start(&server);
    server.inject_into("upload", connectparticipant::test_util::Fault::status(503), 1).unwrap();
    assert_eq!(put(&server, &upload, BYTES, |_| {}).status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(put(&server, &upload, BYTES, |_| {}).status, StatusCode::OK);
}
