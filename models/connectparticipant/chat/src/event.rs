//! The items of a chat by their kind: messages, participants who type, join and leave, receipts, and so on.

mod kinds;

use connectparticipant::types::{ChatContentType, ChatItemType};

use crate::Item;
use crate::session::Delivery;

pub use self::kinds::{
    Attachment, Authentication, AuthenticationState, Message, Participant, ParticipantChange, Receipts,
    Transfer,
};

/// An item of the chat by its kind. Each has the whole item.
///
/// ```
/// use connectparticipant_chat::{Event, Item};
///
/// let text = r#"{"Id": "m1", "Type": "MESSAGE", "ContentType": "text/plain", "Content": "Hello!",
///     "ParticipantId": "p2", "ParticipantRole": "CUSTOMER", "DisplayName": "Alice"}"#;
/// let event = Event::from(Item::from_json(text)?);
/// match &event {
///     // A bot ignores its own messages.
///     Event::Message(message) if !message.item.is_from("p1") => {
///         assert_eq!(message.item.name(), Some("Alice"));
///         assert_eq!(message.text(), Some("Hello!"));
///     }
///     Event::Ended(_) => return Ok(()),
///     _ => panic!("another event: {event:?}"),
/// }
/// # Ok::<(), connectparticipant_chat::ItemError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Event {
    /// A message.
    Message(Message),
    /// One or more files, or a new result of their scan.
    Attachment(Attachment),
    /// A participant is typing. Clients show it for about 10 seconds.
    Typing(Item),
    /// A participant joined.
    Joined(Item),
    /// A participant left.
    Left(Item),
    /// Another change of a participant: one is idle or has a new name, for example.
    Participant(Participant),
    /// The contact was transferred, or could not be.
    Transfer(Transfer),
    /// Receipts of a message: it was delivered or read.
    Receipts(Receipts),
    /// The authentication of the customer.
    Authentication(Authentication),
    /// The chat is over.
    Ended(Item),
    /// Any other item, as it is: an event of a kind that has no variant, for example.
    Other(Item),
}

impl From<Item> for Event {
    fn from(item: Item) -> Self {
        match &item.item.r#type {
            Some(ChatItemType::Message) => Self::Message(Message { item }),
            Some(ChatItemType::Attachment) => Self::Attachment(Attachment { item }),
            // The enum of the model does not list it.
            Some(ChatItemType::Unknown(kind)) if kind == "MESSAGEMETADATA" => {
                Self::Receipts(Receipts { item })
            }
            _ => Self::of_content_type(item),
        }
    }
}

impl From<Delivery> for Event {
    fn from(delivery: Delivery) -> Self {
        delivery.item.into()
    }
}

impl Event {
    /// Events, and items without a type.
    fn of_content_type(item: Item) -> Self {
        use ChatContentType as Kind;
        match &item.item.content_type {
            Some(
                Kind::TextPlain | Kind::TextMarkdown | Kind::InteractiveMessage | Kind::InteractiveResponse,
            ) if item.item.r#type.is_none() => Self::Message(Message { item }),
            Some(Kind::Attachment) => Self::Attachment(Attachment { item }),
            Some(Kind::Typing) => Self::Typing(item),
            Some(Kind::ParticipantJoined) => Self::Joined(item),
            Some(Kind::ParticipantLeft) => Self::Left(item),
            Some(Kind::TransferSucceeded) => Self::Transfer(Transfer { item, succeeded: true }),
            Some(Kind::TransferFailed) => Self::Transfer(Transfer { item, succeeded: false }),
            Some(Kind::MessageDelivered | Kind::MessageRead | Kind::MessageMetadata) => {
                Self::Receipts(Receipts { item })
            }
            Some(Kind::ChatEnded) => Self::Ended(item),
            Some(kind) => match (ParticipantChange::of(kind), AuthenticationState::of(kind)) {
                (Some(change), _) => Self::Participant(Participant { item, change }),
                (_, Some(state)) => Self::Authentication(Authentication { item, state }),
                (None, None) => Self::Other(item),
            },
            None => Self::of_type(item),
        }
    }

    /// The types of the model other than messages, events and attachments name events, which the service identifies by their
    /// content types.
    fn of_type(item: Item) -> Self {
        match &item.item.r#type {
            Some(ChatItemType::Typing) => Self::Typing(item),
            Some(ChatItemType::ParticipantJoined) => Self::Joined(item),
            Some(ChatItemType::ParticipantLeft) => Self::Left(item),
            Some(ChatItemType::ChatEnded) => Self::Ended(item),
            Some(ChatItemType::TransferSucceeded) => Self::Transfer(Transfer { item, succeeded: true }),
            Some(ChatItemType::TransferFailed) => Self::Transfer(Transfer { item, succeeded: false }),
            Some(ChatItemType::MessageDelivered | ChatItemType::MessageRead) => {
                Self::Receipts(Receipts { item })
            }
            _ => Self::Other(item),
        }
    }

    /// Returns the whole item.
    #[must_use]
    pub fn item(&self) -> &Item {
        match self {
            Self::Message(Message { item })
            | Self::Attachment(Attachment { item })
            | Self::Receipts(Receipts { item })
            | Self::Participant(Participant { item, .. })
            | Self::Transfer(Transfer { item, .. })
            | Self::Authentication(Authentication { item, .. })
            | Self::Typing(item)
            | Self::Joined(item)
            | Self::Left(item)
            | Self::Ended(item)
            | Self::Other(item) => item,
        }
    }

    /// Returns the whole item, owned.
    #[must_use]
    pub fn into_item(self) -> Item {
        match self {
            Self::Message(Message { item })
            | Self::Attachment(Attachment { item })
            | Self::Receipts(Receipts { item })
            | Self::Participant(Participant { item, .. })
            | Self::Transfer(Transfer { item, .. })
            | Self::Authentication(Authentication { item, .. })
            | Self::Typing(item)
            | Self::Joined(item)
            | Self::Left(item)
            | Self::Ended(item)
            | Self::Other(item) => item,
        }
    }
}

#[cfg(test)]
mod tests;
