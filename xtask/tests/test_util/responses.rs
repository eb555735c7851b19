//! Outputs and errors as responses: encoded and decoded again.

use connectparticipant::error::{ResourceNotFoundException, ThrottlingException};
use connectparticipant::operation::disconnect_participant::{
    DisconnectParticipant, DisconnectParticipantResponse,
};
use connectparticipant::operation::get_transcript::{GetTranscript, GetTranscriptResponse};
use connectparticipant::test_util::{Failure, response};
use connectparticipant::types::{AttachmentItem, ChatItemType, Item};
use connectparticipant::{CallError, Operation, ServiceError};

#[test]
fn an_output_round_trips() {
    let item = Item::new().id("1").content("ä\u{0}\"").r#type(ChatItemType::from("NEW_KIND"));
    let item = item.attachments([AttachmentItem::new().attachment_id("2")]);
    let output = GetTranscriptResponse::new().transcript([item, Item::new()]).next_token("more");
    let response = response::<GetTranscript>(&output);
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(GetTranscript::decode_response(&response).unwrap(), output);
    let empty = DisconnectParticipantResponse::new();
    let response = connectparticipant::test_util::response::<DisconnectParticipant>(&empty);
    assert_eq!(DisconnectParticipant::decode_response(&response).unwrap(), empty);
}

#[test]
fn an_error_is_a_response() {
    let response =
        Failure::from(ThrottlingException::new().message("slow")).header("retry-after", "3").response();
    assert_eq!(response.headers()["retry-after"], "3");
    let error = GetTranscript::decode_response(&response).unwrap_err();
    assert!(error.is_throttling());
    assert_eq!(error.message(), Some("slow"));
    let CallError::Service(error) = error else { panic!("{error:?}") };
    assert_eq!(error.code(), Some("ThrottlingException"));
    let shown = format!("{:?}", Failure::from(ResourceNotFoundException::new().resource_id("secret")));
    assert!(!shown.contains("secret"), "{shown}");
}
