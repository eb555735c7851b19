//! Attachments in one call, with both clients, against a store that checks every header.

use connectparticipant::operation::get_transcript::GetTranscriptRequest;
use connectparticipant::test_util::{FakeTime, Fault, Server};
use connectparticipant::types::ArtifactStatus;
use connectparticipant::upload::{Upload, UploadError, UploadStep, Uploaded};
use connectparticipant::{Client, blocking};

/// Uploads with each client, against a server with these faults.
fn each(prepare: impl Fn(&Server), check: impl Fn(&Server, Result<Uploaded, UploadError>)) {
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let file = || Upload::bytes("pixels.png", bytes.clone());
    let server = Server::builder().credential("connection", "token").start().unwrap();
    prepare(&server);
    let client =
        blocking::Client::builder().endpoint_url(server.url()).sleep(FakeTime::new()).build().unwrap();
    check(&server, client.upload_attachment("token", file()));
    let server = Server::builder().credential("connection", "token").start().unwrap();
    prepare(&server);
    let retry = connectparticipant::config::RetryPolicy::new().max_delay(std::time::Duration::ZERO);
    let client = Client::builder().endpoint_url(server.url()).retry(retry).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    check(&server, runtime.block_on(client.upload_attachment("token", file())));
}

/// The names of the approved attachments in the chat.
fn in_the_chat(server: &Server) -> Vec<String> {
    let client = blocking::Client::builder().endpoint_url(server.url()).build().unwrap();
    let page = client.get_transcript(GetTranscriptRequest::new("token")).send().unwrap();
    let items = page.transcript.unwrap_or_default().into_iter();
    let attachments = items.flat_map(|item| item.attachments.unwrap_or_default());
    let approved = attachments.filter(|attachment| attachment.status == Some(ArtifactStatus::Approved));
    approved.filter_map(|attachment| attachment.attachment_name).collect()
}

#[test]
fn a_file_is_in_the_chat_after_one_call() {
    each(
        |_| (),
        |server, result| {
            let uploaded = result.unwrap();
            assert_eq!((uploaded.content_type.as_str(), uploaded.size), ("image/png", 100_000));
            assert_eq!(in_the_chat(server), ["pixels.png"]);
        },
    );
}

#[test]
fn each_step_is_retried_until_it_succeeds() {
    let steps = ["StartAttachmentUpload", "upload", "CompleteAttachmentUpload"];
    for (at, step) in steps.into_iter().enumerate() {
        let prepare = |server: &Server| {
            server.inject_into(step, Fault::LoseResponse, 1).unwrap();
            server.inject_into(step, Fault::status(503), 1).unwrap();
        };
        each(prepare, |server, result| {
            result.unwrap_or_else(|error| panic!("{step}: {error:?}"));
            assert_eq!(server.requests().len(), 5, "{step} ({at})");
            assert_eq!(in_the_chat(server), ["pixels.png"], "{step}");
        });
    }
}

#[test]
fn a_permanently_failing_step_is_named() {
    let steps = [
        ("StartAttachmentUpload", UploadStep::Start),
        ("upload", UploadStep::Put),
        ("CompleteAttachmentUpload", UploadStep::Complete),
    ];
    for (name, step) in steps {
        let prepare = |server: &Server| server.inject_into(name, Fault::status(403), 1).unwrap();
        each(prepare, |server, result| {
            let error = result.unwrap_err();
            assert_eq!((error.step(), error.id().is_some()), (step, step != UploadStep::Start));
            assert_eq!(in_the_chat(server), [""; 0]);
        });
    }
}
