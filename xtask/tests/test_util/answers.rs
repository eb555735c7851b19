//! Outputs and errors as responses: encoded and decoded again.

use connectparticipant::error::{ResourceNotFoundException, ThrottlingException};
use connectparticipant::operation::disconnect_participant::{
    DisconnectParticipant, DisconnectParticipantResponse,
};
use connectparticipant::operation::get_transcript::{GetTranscript, GetTranscriptResponse};
use connectparticipant::test_util::{Failure, answer};
use connectparticipant::types::{AttachmentItem, ChatItemType, Item};
use connectparticipant::{CallError, Operation, ServiceError};

#[test]
fn an_output_round_trips() {
    let item = Item::new().id("1").content("ä\u{0}\"").r#type(ChatItemType::from("NEW_KIND"));
    let item = item.attachments([AttachmentItem::new().attachment_id("2")]);
    let output = GetTranscriptResponse::new().transcript([item, Item::new()]).next_token("more");
    let answer = answer::<GetTranscript>(&output);
    assert_eq!(answer.headers()["content-type"], "application/json");
    assert_eq!(GetTranscript::decode_response(&answer).unwrap(), output);
    let empty = DisconnectParticipantResponse::new();
    let answer = connectparticipant::test_util::answer::<DisconnectParticipant>(&empty);
    assert_eq!(DisconnectParticipant::decode_response(&answer).unwrap(), empty);
}

#[test]
fn an_error_is_a_response() {
    let answer =
        Failure::from(ThrottlingException::new().message("slow")).header("retry-after", "3").answer();
    assert_eq!(answer.headers()["retry-after"], "3");
    let error = GetTranscript::decode_response(&answer).unwrap_err();
    assert!(error.is_throttling());
    assert_eq!(error.message(), Some("slow"));
    let CallError::Service(error) = error else { panic!("{error:?}") };
    assert_eq!(error.code(), Some("ThrottlingException"));
    let shown = format!("{:?}", Failure::from(ResourceNotFoundException::new().resource_id("secret")));
    assert!(!shown.contains("secret"), "{shown}");
}
