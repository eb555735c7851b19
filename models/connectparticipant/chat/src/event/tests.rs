//! Each kind of item becomes its event, and no item is lost.

use super::*;
use crate::session::ReceiptKind;

const EVENT: &str = "application/vnd.amazonaws.connect.event.";

fn event(json: &str) -> Event {
    Event::from(Item::from_json(json).unwrap())
}

/// An item of the type `EVENT`.
fn of(kind: &str) -> Event {
    event(&format!(r#"{{"Type":"EVENT","ContentType":"{EVENT}{kind}","Id":"e1"}}"#))
}

/// The name of a variant, with the data that the kind has.
fn name(event: &Event) -> String {
    match event {
        Event::Participant(Participant { change, .. }) => format!("Participant {change:?}"),
        Event::Transfer(Transfer { succeeded, .. }) => format!("Transfer {succeeded}"),
        Event::Authentication(Authentication { state, .. }) => format!("Authentication {state:?}"),
        other => format!("{other:?}").split(['(', ' ']).next().unwrap_or_default().to_owned(),
    }
}

#[test]
fn the_content_type_of_an_event_is_its_kind() {
    for (kind, expected) in [
        ("typing", "Typing"),
        ("participant.joined", "Joined"),
        ("participant.left", "Left"),
        ("participant.active", "Participant Active"),
        ("participant.inactive", "Participant Inactive"),
        ("participant.idle", "Participant Idle"),
        ("participant.returned", "Participant Returned"),
        ("participant.invited", "Participant Invited"),
        ("participant.autodisconnection", "Participant Disconnected"),
        ("participant.displayname.updated", "Participant Renamed"),
        ("transfer.succeeded", "Transfer true"),
        ("transfer.failed", "Transfer false"),
        ("message.delivered", "Receipts"),
        ("message.read", "Receipts"),
        ("message.metadata", "Receipts"),
        ("authentication.initiated", "Authentication Initiated"),
        ("authentication.succeeded", "Authentication Succeeded"),
        ("authentication.failed", "Authentication Failed"),
        ("authentication.timeout", "Authentication TimedOut"),
        ("authentication.expired", "Authentication Expired"),
        ("authentication.cancelled", "Authentication Cancelled"),
        ("chat.ended", "Ended"),
        ("chat.rehydrated", "Other"),
        ("connection.acknowledged", "Other"),
        ("workflow.cancelled", "Other"),
        ("new.kind", "Other"),
    ] {
        assert_eq!(name(&of(kind)), expected, "{kind}");
    }
}

#[test]
fn the_type_of_other_items_is_their_kind() {
    for (json, expected) in [
        (r#"{"Type":"MESSAGE","ContentType":"text/plain"}"#, "Message"),
        (r#"{"Type":"MESSAGE","ContentType":"application/vnd.amazonaws.connect.event.typing"}"#, "Message"),
        (r#"{"Type":"MESSAGE"}"#, "Message"),
        (
            r#"{"Type":"ATTACHMENT","ContentType":"application/vnd.amazonaws.connect.message.attachment"}"#,
            "Attachment",
        ),
        (r#"{"Type":"MESSAGEMETADATA"}"#, "Receipts"),
        (r#"{"ContentType":"text/plain","Content":"a"}"#, "Message"),
        (r#"{"Type":"EVENT","ContentType":"text/plain"}"#, "Other"),
        (r#"{"Type":"CHAT_ENDED"}"#, "Ended"),
        (r#"{"Type":"TYPING"}"#, "Typing"),
        (r#"{"Type":"PARTICIPANT_JOINED"}"#, "Joined"),
        (r#"{"Type":"PARTICIPANT_LEFT"}"#, "Left"),
        (r#"{"Type":"TRANSFER_SUCCEEDED"}"#, "Transfer true"),
        (r#"{"Type":"TRANSFER_FAILED"}"#, "Transfer false"),
        (r#"{"Type":"MESSAGE_READ"}"#, "Receipts"),
        (r#"{"Type":"CONNECTION_ACK"}"#, "Other"),
        (r#"{"Type":"NEW"}"#, "Other"),
        ("{}", "Other"),
    ] {
        assert_eq!(name(&event(json)), expected, "{json}");
    }
}

/// Every known content type and type, in all combinations.
#[test]
fn no_item_is_lost() {
    let content_types = ChatContentType::VALUES.iter().map(ChatContentType::as_str).chain(["x/new"]);
    for content_type in content_types {
        let types = ChatItemType::VALUES.iter().map(ChatItemType::as_str).chain(["MESSAGEMETADATA", "NEW"]);
        for kind in types {
            let json = format!(
                r#"{{"Type":"{kind}","ContentType":"{content_type}","Id":"1","Content":"c","New":[1],"InitialContactId":"i"}}"#
            );
            let item = Item::from_json(&json).unwrap();
            let event = Event::from(item.clone());
            assert_eq!(event.item(), &item);
            assert_eq!(event.into_item(), item);
        }
    }
}

#[test]
fn a_message_has_its_content() {
    let json = r#"{"Type":"MESSAGE","ContentType":"application/vnd.amazonaws.connect.message.interactive","Content":
        "{\"templateType\":\"QuickReply\",\"version\":\"1.0\",\"data\":{\"content\":{\"title\":\"?\",\"elements\":[]}}}",
        "MessageMetadata":{"MessageCompleted":false,"ChunkNumber":1}}"#;
    let Event::Message(message) = event(json) else { panic!("no message") };
    assert!(matches!(message.content(), crate::content::Content::Interactive(_)), "{message:?}");
    assert_eq!(message.text(), None);
    assert!(message.is_partial());
}

#[test]
fn receipts_are_those_of_others() {
    let receipts = |json: &str| match event(json) {
        Event::Receipts(receipts) => receipts,
        other => panic!("{other:?}"),
    };
    let both = receipts(
        r#"{"Type":"MESSAGEMETADATA","MessageMetadata":{"MessageId":"m1","Receipts":[
        {"RecipientParticipantId":"p1","ReadTimestamp":"t"},{"RecipientParticipantId":"p2","DeliveredTimestamp":"t"},
        {"RecipientParticipantId":"p3"}]}}"#,
    );
    assert_eq!(both.message_id().as_deref(), Some("m1"));
    assert_eq!(both.receipts().len(), 3);
    assert_eq!(both.state("p1"), Some(ReceiptKind::Delivered));
    assert_eq!(both.state("p2"), Some(ReceiptKind::Read));
    let of_event = receipts(&format!(
        r#"{{"Type":"EVENT","ContentType":"{EVENT}message.read","Content":"{{\"messageId\":\"m2\"}}","ParticipantId":"p1"}}"#
    ));
    assert_eq!((of_event.message_id().as_deref(), of_event.receipts().len()), (Some("m2"), 0));
    assert_eq!((of_event.state("p1"), of_event.state("p2")), (None, Some(ReceiptKind::Read)));
    let empty = receipts(r#"{"Type":"MESSAGEMETADATA","Content":"not JSON"}"#);
    assert_eq!((empty.message_id(), empty.state("p1")), (None, None));
}

#[test]
fn an_authentication_without_a_session_has_none() {
    for content in ["", "{}", "[]", "{\\\"SessionId\\\":7}"] {
        let json = format!(r#"{{"ContentType":"{EVENT}authentication.initiated","Content":"{content}"}}"#);
        let Event::Authentication(step) = event(&json) else { panic!("{json}") };
        assert_eq!(step.session_id(), None, "{content}");
    }
}
