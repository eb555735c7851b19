//! Items with the members that only the websocket has.

use connectparticipant::schema::{Member, SERVICE, Shape, Structure};
use connectparticipant::types::{ChatItemType, Item as Known};
use farrier_runtime::Document;

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

/// Returns the paths of the members that are kept, and their values as text.
fn others(text: &str) -> Vec<(String, String)> {
    let item = Item::from_json(text).unwrap();
    item.other.iter().map(|(path, value)| (path.clone(), format!("{value:?}"))).collect()
}

#[test]
fn unknown_members_are_kept() {
    let text = r#"{"Id":"m1","Priority":2,"MessageMetadata":{"MessageId":"m1","Score":0.50,"Receipts":[
        null,{"ReadTimestamp":"t","Device":"d"}]},"Attachments":[{"AttachmentId":"a1","Size":7,"Status":"NEW"}]}"#;
    let item = Item::from_json(text).unwrap();
    let paths: Vec<&String> = item.other.keys().collect();
    assert_eq!(
        paths,
        ["Attachments[0].Size", "MessageMetadata.Receipts[1].Device", "MessageMetadata.Score", "Priority"]
    );
    let Some(Document::Number(score)) = item.other.get("MessageMetadata.Score") else { panic!("{item:?}") };
    assert_eq!(score.as_str(), "0.50");
    let other = Item::from_json(r#"{"Id":"m1"}"#).unwrap();
    assert_ne!(item, other);
}

#[test]
fn a_member_of_another_type_is_kept() {
    let text = r#"{"Id":"m1","Content":7,"MessageMetadata":[],"InitialContactId":{},"Type":"MESSAGEMETADATA","ContactId":null}"#;
    let item = Item::from_json(text).unwrap();
    assert_eq!((item.id(), item.item.content.as_deref()), (Some("m1"), None));
    assert_eq!(item.item.r#type, Some(ChatItemType::Unknown("MESSAGEMETADATA".to_owned())));
    assert_eq!(item.other.keys().collect::<Vec<_>>(), ["Content", "InitialContactId", "MessageMetadata"]);
    let text = r#"{"MessageMetadata":{"ChunkNumber":-1,"MessageCompleted":"no","Receipts":{}},
        "Attachments":[7,{"Status":1},{"Status":"APPROVED"}]}"#;
    let item = Item::from_json(text).unwrap();
    assert_eq!((item.message_completed, item.chunk_number), (None, None));
    assert_eq!(item.attachments().len(), 2);
    let paths = others(text).into_iter().map(|(path, _)| path).collect::<Vec<_>>();
    assert_eq!(
        paths,
        [
            "Attachments[0]",
            "Attachments[1].Status",
            "MessageMetadata.ChunkNumber",
            "MessageMetadata.MessageCompleted",
            "MessageMetadata.Receipts"
        ]
    );
}

fn value(shape: Shape) -> &'static str {
    match shape {
        Shape::List { .. } => "[]",
        Shape::Structure(_) | Shape::Map { .. } => "{}",
        Shape::Boolean => "true",
        Shape::Byte(_) | Shape::Short(_) | Shape::Integer(_) | Shape::Long(_) | Shape::IntEnum(_) => "1",
        _ => "\"x\"",
    }
}

/// Also of a model that is newer than the second pass.
#[test]
fn no_member_of_the_model_is_kept() {
    let page = SERVICE.operation("GetTranscript").unwrap().output;
    let list = |structure: &Structure, name: &str| match structure.member(name).unwrap().shape {
        Shape::List { item: Shape::Structure(item), .. } => *item,
        other => panic!("{name} is {other:?}"),
    };
    let item = list(page, "Transcript");
    let Shape::Structure(metadata) = item.member("MessageMetadata").unwrap().shape else {
        panic!("{item:?}")
    };
    let values = |structure: &Structure| {
        let member = |member: &Member| format!("\"{}\":{}", member.wire_name, value(*member.shape));
        format!("{{{}}}", structure.members.iter().map(member).collect::<Vec<_>>().join(","))
    };
    let (receipt, attachment) = (list(metadata, "Receipts"), list(item, "Attachments"));
    for text in [
        values(item),
        format!(r#"{{"MessageMetadata":{}}}"#, values(metadata)),
        format!(r#"{{"MessageMetadata":{{"Receipts":[{}]}}}}"#, values(receipt)),
        format!(r#"{{"Attachments":[{}]}}"#, values(attachment)),
    ] {
        assert_eq!(others(&text), [], "{text}");
    }
    for text in [r#"{"Content":null}"#, r#"{"MessageMetadata":null}"#, r#"{"Attachments":[{"Status":null}]}"#]
    {
        assert_eq!(others(text), [], "{text}");
    }
    assert_eq!(others(r#"{"New":null}"#), [("New".to_owned(), "Null".to_owned())]);
}

#[test]
fn a_member_that_the_model_can_read_is_modelled() {
    use super::rest::is_modelled;
    assert!(is_modelled::<Known>("Content", r#""a""#));
    assert!(is_modelled::<Known>("MessageMetadata", r#"{"MessageId":"m"}"#));
    for (name, value) in
        [("Content", "7"), ("Content", "null"), ("New", "1"), (r#"Content":"a","x"#, "1"), ("", "{}")]
    {
        assert!(!is_modelled::<Known>(name, value), "{name}: {value}");
    }
}

#[test]
fn an_item_tells_its_sender_and_its_text() {
    let text = r#"{"Type":"MESSAGE","ContentType":"text/markdown","Content":"*a*","ParticipantId":"p1",
        "ParticipantRole":"CUSTOM_BOT","DisplayName":"Bot"}"#;
    let item = Item::from_json(text).unwrap();
    assert_eq!((item.text(), item.sender(), item.name()), (Some("*a*"), Some("p1"), Some("Bot")));
    assert_eq!(item.role(), Some(&ParticipantRole::CustomBot));
    assert!(item.is_from("p1") && !item.is_from("p2"));
    assert_eq!(item.content(), Content::Markdown("*a*".into()));
    let item = Item::from_json(r#"{"Content":"a"}"#).unwrap();
    assert_eq!((item.text(), item.sender(), item.is_from("")), (None, None, false));
    assert_eq!(item.content().text(), "a");
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
