//! Items with the members that only the websocket has.

use connectparticipant::types::ChatItemType;

use super::*;

#[test]
fn an_item_has_the_members_of_the_websocket() {
    let text = r#"{"AbsoluteTime":"2026-11-08T02:41:28.172Z","Content":"Hel","ContentType":"text/plain","Id":"m1",
        "Type":"MESSAGE","ParticipantRole":"SYSTEM","ContactId":"c1","InitialContactId":"c0",
        "MessageMetadata":{"MessageId":"m1","MessageCompleted":false,"ChunkNumber":2},"New":{"x":[1]}}"#;
    let item = Item::from_json(text).unwrap();
    assert_eq!(item.id(), Some("m1"));
    assert_eq!(item.time().unwrap().to_string(), "2026-11-08T02:41:28.172Z");
    assert_eq!(item.item.r#type, Some(ChatItemType::Message));
    assert_eq!(item.content_type(), "text/plain");
    assert_eq!(item.item.contact_id.as_deref(), Some("c1"));
    assert_eq!(item.initial_contact_id.as_deref(), Some("c0"));
    assert_eq!((item.message_completed, item.chunk_number), (Some(false), Some(2)));
    assert_eq!(item.item.message_metadata.unwrap().message_id.as_deref(), Some("m1"));
}

#[test]
fn a_member_of_another_type_is_skipped() {
    let text =
        r#"{"Id":"m1","Content":7,"MessageMetadata":[],"InitialContactId":{},"Type":"MESSAGEMETADATA"}"#;
    let item = Item::from_json(text).unwrap();
    assert_eq!((item.id(), item.item.content.as_deref()), (Some("m1"), None));
    assert_eq!(item.item.r#type, Some(ChatItemType::Unknown("MESSAGEMETADATA".to_owned())));
    let item = Item::from_json(r#"{"MessageMetadata":{"ChunkNumber":-1,"MessageCompleted":"no"}}"#).unwrap();
    assert_eq!((item.message_completed, item.chunk_number), (None, None));
}

#[test]
fn an_item_without_id_or_time_has_none() {
    let item = Item::from_json(r#"{"Id":"","AbsoluteTime":"yesterday"}"#).unwrap();
    assert_eq!((item.id(), item.time()), (None, None));
}

#[test]
fn other_text_is_an_error() {
    for text in ["", "null", "[]", "{", "{}}", "\"{}\""] {
        let error = Item::from_json(text).unwrap_err().to_string();
        assert!(error.starts_with("the item is not a JSON object: expected "), "{text}: {error}");
    }
}
