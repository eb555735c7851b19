//! Every operation, with a plausible response.

use connectparticipant::blocking::{Body, Limits, Transport, UreqTransport};
use connectparticipant::operation::complete_attachment_upload::*;
use connectparticipant::operation::create_participant_connection::*;
use connectparticipant::operation::get_attachment::*;
use connectparticipant::operation::start_attachment_upload::*;
use connectparticipant::types::ConnectionType;
use serde_json::Value;

use super::clients::{Outcome, Settings};
use super::samples::{Sampled, each_operation};
use super::scene::{Scene, case};

/// The output of an operation, as a tree, which is not empty unless it has no members.
fn output_of<O: Sampled>(outcome: Outcome<O>) -> Value {
    let read = outcome.unwrap_or_else(|error| panic!("{}: {error}", O::NAME));
    assert_eq!(read.metadata.status(), 200);
    assert!(read.metadata.request_id().is_some(), "{}", O::NAME);
    serde_json::to_value(&read.output).unwrap()
}

/// A file that the service has.
fn uploaded(scene: &Scene) -> String {
    let input = StartAttachmentUploadRequest::new("text/plain", 4, "a.txt", "token").client_token("client-1");
    let started = scene.caller.call::<StartAttachmentUpload>(input).unwrap().output;
    let (id, target) = (started.attachment_id.unwrap(), started.upload_metadata.unwrap());
    let mut put = http::Request::put(target.url.unwrap());
    for (name, value) in target.headers_to_include.unwrap() {
        put = put.header(name, value);
    }
    let transport = UreqTransport::builder().max_idle_connections(0).build().unwrap();
    let put = put.body(Body::from(b"text".to_vec())).unwrap();
    assert_eq!(transport.send(put, Limits::new(None, None)).unwrap().status(), 200);
    id
}

fn check<O: Sampled>() {
    // These have responses without members.
    let silent = ["CancelParticipantAuthentication", "CompleteAttachmentUpload", "DisconnectParticipant"];
    case(&format!("{} succeeds", O::NAME), &Settings::default(), |scene| {
        let tree = match O::NAME {
            "CreateParticipantConnection" => {
                let token = scene.server.credential("participant").unwrap();
                let types = [ConnectionType::Websocket, ConnectionType::ConnectionCredentials];
                let input = CreateParticipantConnectionRequest::new(token).r#type(types);
                output_of::<CreateParticipantConnection>(
                    scene.caller.call::<CreateParticipantConnection>(input),
                )
            }
            "CompleteAttachmentUpload" => {
                let id = uploaded(scene);
                let input = CompleteAttachmentUploadRequest::new(id, "token").client_token("client-2");
                output_of::<CompleteAttachmentUpload>(scene.caller.call::<CompleteAttachmentUpload>(input))
            }
            "GetAttachment" => {
                let id = uploaded(scene);
                let input =
                    CompleteAttachmentUploadRequest::new(id.clone(), "token").client_token("client-2");
                scene.caller.call::<CompleteAttachmentUpload>(input).unwrap();
                let input = GetAttachmentRequest::new(id, "token");
                output_of::<GetAttachment>(scene.caller.call::<GetAttachment>(input))
            }
            "StartAttachmentUpload" => {
                let input = StartAttachmentUploadRequest::new("text/plain", 4, "a.txt", "token")
                    .client_token("client-1");
                output_of::<StartAttachmentUpload>(scene.caller.call::<StartAttachmentUpload>(input))
            }
            // The position in its full input does not exist.
            "GetTranscript" => output_of::<O>(scene.caller.call::<O>(O::minimal("token"))),
            // The token is invalid after it.
            "DisconnectParticipant" => output_of::<O>(scene.caller.call::<O>(O::full("another token"))),
            _ => output_of::<O>(scene.caller.call::<O>(O::full("token"))),
        };
        let members = tree.as_object().unwrap();
        assert_eq!(members.values().all(Value::is_null), silent.contains(&O::NAME), "{}: {tree}", O::NAME);
        assert_eq!(scene.server.requests().last().unwrap().operation, Some(O::NAME));
    });
}

#[test]
fn every_operation_succeeds() {
    each_operation!(check);
}
