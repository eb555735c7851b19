//! The updates of a chat.

use connectparticipant::types::ChatItemType;

use crate::event::Event;
use crate::item::Item;
use crate::session::{Change, Delivery, End, Notice};

/// An update of a chat: see [`Chat::next`](crate::Chat::next).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Update {
    /// An item of the chat: a message, an event, an attachment, or metadata of a message.
    Item(Box<Delivery>),
    /// A change of the connection, or something unusual, such as a frame that is unknown. It needs no reaction.
    Notice(Notice),
    /// A websocket could not be opened, for this reason. The session tries again.
    SocketFailed(Box<str>),
    /// The session is over: the last update.
    End(End),
}

impl Update {
    /// Returns the [`Event`] that an item is.
    #[must_use]
    pub fn event(&self) -> Option<Event> {
        let Self::Item(delivery) = self else { return None };
        Some(Event::from(delivery.item.clone()))
    }

    /// Returns a message that is new and complete: one that arrives in chunks only at its end.
    #[must_use]
    pub fn message(&self) -> Option<&Item> {
        let Self::Item(delivery) = self else { return None };
        let complete = matches!(delivery.change, Change::New | Change::Completed);
        let message = delivery.item.item.r#type == Some(ChatItemType::Message);
        (complete && message).then_some(&delivery.item)
    }

    /// Returns the text of a [`message`](Self::message) from a participant with a role, such as `CUSTOMER`. Messages of other types, such as
    /// interactive ones, have none.
    #[must_use]
    pub fn text_from(&self, role: &str) -> Option<&str> {
        let message = self.message()?;
        message.text().filter(|_| message.role().is_some_and(|sender| sender.as_str() == role))
    }
}
