//! An entry of the chat, as the websocket sends it: the item of the transcript with a few more members. This module knows nothing
//! about frames and sessions.

use std::fmt;

use connectparticipant::types::{self, ChatContentType};
use farrier_runtime::Timestamp;
use farrier_runtime::json::{Error, FromJson, Reader};

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
    /// Reads an item from the content of a chat frame. A single member of another type than expected is skipped.
    ///
    /// ```
    /// use connectparticipant_chat::Item;
    ///
    /// let item = Item::from_json(r#"{"Id":"1","Content":"Hello!","InitialContactId":"contact"}"#).unwrap();
    /// assert_eq!(item.item.content.as_deref(), Some("Hello!"));
    /// assert_eq!(item.initial_contact_id.as_deref(), Some("contact"));
    /// ```
    ///
    /// # Errors
    ///
    /// The text is not one JSON object, or nested deeper than 128 levels.
    pub fn from_json(text: &str) -> Result<Self, ItemError> {
        let mut item = Self::from(read(text, types::Item::from_json).map_err(ItemError)?);
        read(text, |json| item.read_more(json)).map_err(ItemError)?;
        Ok(item)
    }

    /// Reads the members that the model does not have. It is a second pass over the text, so that the first one follows the model.
    fn read_more(&mut self, json: &mut Reader<'_>) -> Result<(), Error> {
        json.object(|json, name| match name {
            "InitialContactId" => json.member(&mut self.initial_contact_id),
            "MessageMetadata" if json.peek() == Some(b'{') => json.object(|json, name| match name {
                "MessageCompleted" => json.member(&mut self.message_completed),
                "ChunkNumber" => chunk_number(json, &mut self.chunk_number),
                _ => json.skip(),
            }),
            _ => json.skip(),
        })
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
}

fn read<'a, T>(text: &'a str, value: impl FnOnce(&mut Reader<'a>) -> Result<T, Error>) -> Result<T, Error> {
    let mut json = Reader::new(text.as_bytes())?;
    let value = value(&mut json)?;
    json.end()?;
    Ok(value)
}

fn chunk_number(json: &mut Reader<'_>, slot: &mut Option<u32>) -> Result<(), Error> {
    let mut number: Option<i32> = None;
    json.member(&mut number)?;
    *slot = number.and_then(|number| u32::try_from(number).ok());
    Ok(())
}

#[cfg(test)]
mod tests;
