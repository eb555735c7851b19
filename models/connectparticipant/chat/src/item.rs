//! An entry of the chat, as the websocket sends it: the item of the transcript with a few more members. This module knows nothing
//! about frames and sessions.

mod rest;

use std::fmt;

use connectparticipant::types::{self, AttachmentItem, ChatContentType, ChatItemType, ParticipantRole};
use farrier_runtime::Timestamp;
use farrier_runtime::json::{Error, FromJson, Reader};

use crate::content::{Content, Members};

/// An entry of the chat: a message, an event, an attachment or metadata of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Item {
    /// The members that the transcript has, too.
    pub item: types::Item,
    /// The first contact of the chat: it stays the same when the chat is transferred.
    pub initial_contact_id: Option<String>,
    /// For a message that arrives in chunks: whether this one has the whole text.
    pub message_completed: Option<bool>,
    /// The number of a chunk, from 1.
    pub chunk_number: Option<u32>,
    /// Members that this version does not know or cannot read, by their path: `Priority`, `MessageMetadata.Priority`,
    /// `Attachments[0].Size`. Nothing that a frame contains is lost.
    pub other: Members,
}

/// The error of reading an [`Item`]: the text is not a JSON object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemError(Error);

impl fmt::Display for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the item is not a JSON object: {}", self.0)
    }
}

impl std::error::Error for ItemError {}

impl From<types::Item> for Item {
    fn from(item: types::Item) -> Self {
        Self { item, ..Self::default() }
    }
}

impl Item {
    /// Reads an item from the content of a chat frame. Members that are unknown or of another type than expected are in
    /// [`other`](Self::other).
    ///
    /// ```
    /// use connectparticipant_chat::Item;
    ///
    /// let item = Item::from_json(r#"{"Id":"1","Content":"Hello!","InitialContactId":"contact","Priority":2}"#).unwrap();
    /// assert_eq!(item.item.content.as_deref(), Some("Hello!"));
    /// assert_eq!(item.initial_contact_id.as_deref(), Some("contact"));
    /// assert_eq!(item.other["Priority"], 2.into());
    /// ```
    ///
    /// # Errors
    ///
    /// The text is not one JSON object, or nested deeper than 128 levels.
    pub fn from_json(text: &str) -> Result<Self, ItemError> {
        let mut item = Self::from(read(text, types::Item::from_json).map_err(ItemError)?);
        read(text, |json| item.read_rest(json)).map_err(ItemError)?;
        Ok(item)
    }

    /// Returns the id, if there is one.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.item.id.as_deref().filter(|id| !id.is_empty())
    }

    /// Returns the time at which the item was sent, if it can be read.
    #[must_use]
    pub fn time(&self) -> Option<Timestamp> {
        Timestamp::parse_date_time(self.item.absolute_time.as_deref()?).ok()
    }

    /// Returns the content type, or an empty text.
    #[must_use]
    pub fn content_type(&self) -> &str {
        self.item.content_type.as_ref().map_or("", ChatContentType::as_str)
    }

    /// Returns the text of a message in plain text or Markdown.
    ///
    /// ```
    /// use connectparticipant_chat::Item;
    ///
    /// let item = Item::from_json(r#"{"Type":"MESSAGE","ContentType":"text/plain","Content":"Hello!"}"#).unwrap();
    /// assert_eq!(item.text(), Some("Hello!"));
    /// let item = Item::from_json(r#"{"Type":"EVENT","ContentType":"text/plain","Content":"Hello!"}"#).unwrap();
    /// assert_eq!(item.text(), None);
    /// ```
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        let is_text = matches!(
            self.item.content_type,
            Some(ChatContentType::TextPlain | ChatContentType::TextMarkdown)
        );
        let is_message = self.item.r#type == Some(ChatItemType::Message);
        self.item.content.as_deref().filter(|_| is_text && is_message)
    }

    /// Returns the content in the format of its content type.
    #[must_use]
    pub fn content(&self) -> Content<'_> {
        let text = self.item.content.as_deref().unwrap_or_default();
        match &self.item.content_type {
            Some(content_type) => Content::parse(content_type, text),
            None => Content::parse(&ChatContentType::Unknown(String::new()), text),
        }
    }

    /// Returns the id of the sender.
    #[must_use]
    pub fn sender(&self) -> Option<&str> {
        self.item.participant_id.as_deref()
    }

    /// Returns the role of the sender.
    #[must_use]
    pub fn role(&self) -> Option<&ParticipantRole> {
        self.item.participant_role.as_ref()
    }

    /// Returns the name of the sender as shown in the chat.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.item.display_name.as_deref()
    }

    /// Returns whether the participant with this id sent the item. A bot ignores its own messages, which the websocket returns to it.
    #[must_use]
    pub fn is_from(&self, participant_id: &str) -> bool {
        self.sender() == Some(participant_id)
    }

    /// Returns the attachments.
    #[must_use]
    pub fn attachments(&self) -> &[AttachmentItem] {
        self.item.attachments.as_deref().unwrap_or_default()
    }
}

fn read<'a, T>(text: &'a str, value: impl FnOnce(&mut Reader<'a>) -> Result<T, Error>) -> Result<T, Error> {
    let mut json = Reader::new(text.as_bytes())?;
    let value = value(&mut json)?;
    json.end()?;
    Ok(value)
}

#[cfg(test)]
mod tests;
