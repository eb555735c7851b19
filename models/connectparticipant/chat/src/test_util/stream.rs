//! Messages in chunks.

use connectparticipant::types::ChatContentType;
use serde_json::{Map, Value, json};

use super::items::item;
use super::participant::Participant;
use super::rules::TRANSCRIPT;

/// A message that arrives in chunks: frames with one id, and increasing numbers. The transcript has the text so far.
///
/// ```
/// use connectparticipant::types::ParticipantRole;
/// use connectparticipant_chat::test_util::ChatService;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let service = ChatService::start()?;
/// let contact = service.contact();
/// let mut message = contact.system().stream();
/// message.chunk("How can ");
/// message.chunk("I help?");
/// message.finish();
/// let last = contact.transcript().pop().and_then(|item| item.content);
/// assert_eq!(last.as_deref(), Some("How can I help?"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct MessageStream {
    participant: Participant,
    /// The item, after the first chunk.
    item: Option<Map<String, Value>>,
    text: String,
    chunks: u32,
}

impl MessageStream {
    pub(super) fn new(participant: &Participant) -> Self {
        Self { participant: participant.clone(), item: None, text: String::new(), chunks: 0 }
    }

    /// Sends the next part of the text.
    pub fn chunk(&mut self, text: &str) {
        self.text.push_str(text);
        self.send(text, false);
    }

    /// Sends the end of the message, which repeats the whole text. Returns the id of the message.
    pub fn finish(mut self) -> String {
        let text = self.text.clone();
        self.send(&text, true);
        self.id().to_owned()
    }

    fn id(&self) -> &str {
        self.item.as_ref().and_then(|item| item.get("Id")).and_then(Value::as_str).unwrap_or_default()
    }

    fn send(&mut self, content: &str, is_complete: bool) {
        self.chunks += 1;
        let contact = &self.participant.contact;
        let metadata = json!({"MessageCompleted": is_complete, "ChunkNumber": self.chunks});
        let Some(item) = &mut self.item else {
            let members = json!({"Type": "MESSAGE", "ContentType": ChatContentType::TextPlain.as_str(), "Content": content, "MessageMetadata": metadata});
            let id = contact.add(item(Some(self.participant.sender()), members));
            let mut items = contact.server.items(contact.id(), TRANSCRIPT).into_iter();
            self.item = items.find(|item| item.get("Id").and_then(Value::as_str) == Some(&id));
            return self.keep(&id);
        };
        item.insert("Content".to_owned(), json!(content));
        item.insert("MessageMetadata".to_owned(), metadata);
        contact.state.deliver(item);
        let id = self.id().to_owned();
        self.keep(&id);
    }

    /// Keeps the text so far in the transcript, without the numbers of chunks.
    fn keep(&self, id: &str) {
        let contact = &self.participant.contact;
        let members = json!({"Content": self.text, "MessageMetadata": null});
        let kept = contact.server.update_item(contact.id(), TRANSCRIPT, id, members);
        debug_assert_eq!(kept, Ok(true));
    }
}
