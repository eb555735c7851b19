//! The contents of messages: text, JSON, and interactive messages, to read and to write. This module knows nothing about items and
//! sessions.
//!
//! Nothing that a content has is lost: unknown members are kept and written again, and a content that cannot be read stays text.

mod elements;
mod limits;
mod members;
mod message;
mod response;
mod select;
mod templates;

use std::borrow::Cow;

use connectparticipant::operation::SendMessageRequest;
use connectparticipant::types::{ChatContentType, ConnectionToken};

pub use farrier_runtime::{Document, Number};

pub use self::elements::{Element, Location, ReplyMessage, Timeslot};
pub use self::limits::max_bytes;
pub(crate) use self::members::Member;
pub use self::members::Members;
pub use self::message::{InteractiveMessage, OtherTemplate, Template};
pub use self::response::{CarouselSelection, InteractiveResponse};
pub use self::templates::{Carousel, ListPicker, Panel, QuickReply, TimePicker, ViewResource};

/// The content of a message.
///
/// ```
/// use connectparticipant::types::ChatContentType;
/// use connectparticipant_chat::content::Content;
///
/// let content = Content::parse(&ChatContentType::TextMarkdown, "**Hello!**");
/// assert_eq!(content, Content::Markdown("**Hello!**".into()));
///
/// let request = Content::Text("Good morning!".into()).request("connection token");
/// assert_eq!(request.content_type, ChatContentType::TextPlain);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Content<'a> {
    /// Plain text.
    Text(Cow<'a, str>),
    /// Text in Markdown.
    Markdown(Cow<'a, str>),
    /// JSON, as text.
    Json(Cow<'a, str>),
    /// An interactive message.
    Interactive(Box<InteractiveMessage>),
    /// The response to an interactive message.
    Response(Box<InteractiveResponse>),
    /// Any other content: of another type, of an unknown template, or not in the format of its type.
    Other {
        /// The content type.
        content_type: ChatContentType,
        /// The content, unchanged.
        text: Cow<'a, str>,
    },
}

impl<'a> Content<'a> {
    /// Reads a content. It cannot fail: a text that is not in the format of its type is [`Other`](Self::Other).
    #[must_use]
    pub fn parse(content_type: &ChatContentType, text: &'a str) -> Self {
        let other = || Self::Other { content_type: content_type.clone(), text: text.into() };
        match content_type {
            ChatContentType::TextPlain => Self::Text(text.into()),
            ChatContentType::TextMarkdown => Self::Markdown(text.into()),
            ChatContentType::ApplicationJson => Self::Json(text.into()),
            ChatContentType::InteractiveMessage => InteractiveMessage::parse(text)
                .map_or_else(other, |message| Self::Interactive(Box::new(message))),
            ChatContentType::InteractiveResponse => InteractiveResponse::parse(text)
                .map_or_else(other, |response| Self::Response(Box::new(response))),
            _ => other(),
        }
    }

    /// Returns the content type.
    #[must_use]
    pub fn content_type(&self) -> ChatContentType {
        match self {
            Self::Text(_) => ChatContentType::TextPlain,
            Self::Markdown(_) => ChatContentType::TextMarkdown,
            Self::Json(_) => ChatContentType::ApplicationJson,
            Self::Interactive(_) => ChatContentType::InteractiveMessage,
            Self::Response(_) => ChatContentType::InteractiveResponse,
            Self::Other { content_type, .. } => content_type.clone(),
        }
    }

    /// Returns the text of a message with this content. For interactive messages and responses, it is JSON.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) | Self::Markdown(text) | Self::Json(text) | Self::Other { text, .. } => {
                text.as_ref().into()
            }
            Self::Interactive(message) => message.to_json().into(),
            Self::Response(response) => response.to_json().into(),
        }
    }

    /// Returns the request that sends the content.
    #[must_use]
    pub fn request(&self, connection_token: impl Into<ConnectionToken>) -> SendMessageRequest {
        SendMessageRequest::new(self.content_type(), self.text(), connection_token)
    }
}

impl From<InteractiveMessage> for Content<'_> {
    fn from(message: InteractiveMessage) -> Self {
        Self::Interactive(Box::new(message))
    }
}

impl From<InteractiveResponse> for Content<'_> {
    fn from(response: InteractiveResponse) -> Self {
        Self::Response(Box::new(response))
    }
}

/// Returns a member of a JSON object, if it is a string.
pub(crate) fn member(text: &str, name: &str) -> Option<String> {
    members::parse(text)?.get(name)?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests;
