//! Items of the transcript as JSON, and the frames that contain them.

use connectparticipant::types::{ChatContentType, ParticipantRole};
use serde_json::{Map, Value, json};
use tokio_tungstenite::tungstenite::Utf8Bytes;

/// The prefix of the content types of events.
const EVENT: &str = "application/vnd.amazonaws.connect.event.";

/// Returns the content type of an event with this name, such as `typing`. Whole content types stay as they are.
pub(super) fn event_type(name: &str) -> ChatContentType {
    if name.contains('/') { name.into() } else { format!("{EVENT}{name}").as_str().into() }
}

/// The author of an item.
#[derive(Clone, Debug)]
pub(super) struct Sender {
    pub(super) id: String,
    pub(super) role: ParticipantRole,
    pub(super) name: String,
}

impl Sender {
    /// The members of items with the sender.
    pub(super) fn members(&self) -> Value {
        json!({"ParticipantId": self.id, "ParticipantRole": self.role.as_str(), "DisplayName": self.name})
    }
}

/// Returns an item with these members, and without the default members of the server's lists.
pub(super) fn item(sender: Option<&Sender>, members: Value) -> Value {
    let mut item = json!({
        "Content": null, "ContentType": null, "ParticipantId": null, "DisplayName": null, "ParticipantRole": null,
    });
    for members in [sender.map(Sender::members).unwrap_or_default(), members] {
        if let (Value::Object(item), Value::Object(members)) = (&mut item, members) {
            item.extend(members);
        }
    }
    item
}

/// Returns an event.
pub(super) fn event(sender: Option<&Sender>, kind: &ChatContentType, content: Option<&str>) -> Value {
    item(sender, json!({"Type": "EVENT", "ContentType": kind.as_str(), "Content": content}))
}

/// Returns the receipts of a message. `time` is the member with the time, such as `ReadTimestamp`.
pub(super) fn receipt(message: &str, recipient: &str, time: &str, at: &str) -> Value {
    let metadata = json!({
        "MessageId": message,
        "Receipts": [{time: at, "RecipientParticipantId": recipient}],
    });
    let content_type = ChatContentType::MessageMetadata.as_str();
    item(None, json!({"Type": "MESSAGEMETADATA", "ContentType": content_type, "MessageMetadata": metadata}))
}

/// Returns the frame of an item.
pub(super) fn frame(contact: &str, item: &Map<String, Value>) -> Utf8Bytes {
    let mut item = item.clone();
    item.insert("InitialContactId".to_owned(), Value::from(contact));
    let content = Value::Object(item).to_string();
    let frame = json!({"topic": "aws/chat", "contentType": "application/json", "content": content});
    frame.to_string().into()
}

/// Returns the frame with an object in place of the string.
pub(super) fn with_object(frame: &str) -> Utf8Bytes {
    let mut frame: Value = serde_json::from_str(frame).unwrap_or_default();
    let content = frame["content"].as_str().and_then(|text| serde_json::from_str(text).ok());
    frame["content"] = content.unwrap_or_default();
    frame.to_string().into()
}
