//! Items as a session delivers them.

use crate::item::Item;

/// An item of the chat, and its place in the session.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Delivery {
    /// The item. The content of a message that arrives in chunks is the text so far.
    pub item: Item,
    /// Whether the item was delivered before.
    pub change: Change,
    /// The source of the item.
    pub source: Source,
    /// Whether items with a later time were delivered before it.
    pub late: bool,
}

/// The relation of an item to earlier deliveries with its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// The item is new, and complete. The transcript does not say whether a message is: if one that it had first still grows, its whole text
    /// follows as [`Updated`](Self::Updated).
    New,
    /// A message that still grows.
    Partial {
        /// The length of the content that was delivered before, in bytes: zero for a new message, or if the text is another one.
        from: usize,
    },
    /// The whole text of a message of which parts were delivered.
    Completed,
    /// A newer version of an item: the status of an attachment or the receipts of a message, for example.
    Updated,
}

impl Change {
    /// Returns the change that stands for two in a row, of which the first was not delivered.
    pub(super) fn then(self, next: Self) -> Self {
        match (self, next) {
            (Self::Partial { from }, Self::Partial { .. }) => Self::Partial { from },
            (Self::Partial { from: 0 }, _) => Self::New,
            (Self::Partial { .. }, next) => next,
            (first, _) => first,
        }
    }
}

/// The source of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// The websocket.
    Socket,
    /// The transcript: the item is from before the connection, or was missed during a loss.
    Transcript,
}
