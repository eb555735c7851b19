//! Requests that violate the model, detected before they are sent.

use connectparticipant::operation::create_participant_connection::CreateParticipantConnectionRequest;
use connectparticipant::operation::get_transcript::GetTranscriptRequest;
use connectparticipant::operation::send_message::{SendMessage, SendMessageRequest};
use connectparticipant::types::{ConnectionType, StartPosition};
use connectparticipant::{NonEmpty, Operation, Violations};

use super::samples::{Sampled, each_operation};
use super::transport::TOKEN;

fn lines(result: Result<(), Violations>) -> Vec<String> {
    result.err().into_iter().flatten().map(|violation| violation.to_string()).collect()
}

/// The intended violations of the samples: an unknown value, lists and numbers that exceed the
/// limits, an empty string.
const ON_PURPOSE: &[&str] = &[
    "Type[2]: is not a value of the model",
    "AttachmentIds: must have at most 1 item",
    "StartPosition.MostRecent: must be 0 to 100",
    "Content: must have 1 to 16384 characters",
];

#[test]
fn accepted_input_is_valid() {
    fn check<O: Sampled>() {
        for input in [O::minimal(TOKEN), O::full(TOKEN)] {
            let mut wrong = lines(O::validate(&input));
            wrong.retain(|line| !ON_PURPOSE.contains(&line.as_str()));
            assert_eq!(wrong, [""; 0], "{}", O::NAME);
        }
    }
    each_operation!(check);
}

#[test]
fn every_violation_has_its_path() {
    let start = StartPosition::new().id("").absolute_time("9".repeat(101)).most_recent(101);
    let input = GetTranscriptRequest::new("")
        .contact_id("c".repeat(257))
        .max_results(-1)
        .next_token("n".repeat(1000))
        .scan_direction("SIDEWAYS")
        .start_position(start);
    assert_eq!(
        lines(input.validate()),
        [
            "ContactId: must have 1 to 256 characters",
            "MaxResults: must be 0 to 100",
            "ScanDirection: is not a value of the model",
            "StartPosition.Id: must have 1 to 256 characters",
            "StartPosition.AbsoluteTime: must have 1 to 100 characters",
            "StartPosition.MostRecent: must be 0 to 100",
            "ConnectionToken: must have 1 to 1000 characters",
        ]
    );
}

#[test]
fn items_have_their_place() {
    let mut types = NonEmpty::new(ConnectionType::Websocket);
    types.push("CONNECTION_CREDENTIALS".into());
    types.push("TELEPATHY".into());
    let input = CreateParticipantConnectionRequest::new(TOKEN).r#type(types);
    assert_eq!(lines(input.validate()), ["Type[2]: is not a value of the model"]);
}

/// Characters are counted, and the maximum length is valid.
#[test]
fn the_longest_message_is_valid() {
    let longest = "😀".repeat(16_384);
    assert!(SendMessageRequest::new("text/plain", longest.as_str(), TOKEN).validate().is_ok());
    let input = SendMessageRequest::new("text/plain", longest + "!", TOKEN);
    assert_eq!(lines(SendMessage::validate(&input)), ["Content: must have 1 to 16384 characters"]);
}

/// The overlay lists the known content types. Others are valid, within the limits of the string.
#[test]
fn a_content_type_that_no_list_has_is_valid() {
    let with = |content_type: &str| SendMessageRequest::new(content_type, "x", TOKEN).validate();
    assert!(with("text/plain").is_ok());
    assert!(with("application/vnd.example+json").is_ok());
    assert!(with(&"x".repeat(100)).is_ok());
    for bad in [String::new(), "x".repeat(101)] {
        assert_eq!(lines(with(&bad)), ["ContentType: must have 1 to 100 characters"]);
    }
}

#[test]
fn a_token_does_not_show() {
    let token = "hush".repeat(251);
    let violations = GetTranscriptRequest::new(token.as_str()).validate().unwrap_err();
    assert!(!format!("{violations} {violations:?}").contains("hush"));
}
