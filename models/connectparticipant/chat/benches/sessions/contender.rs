//! The programs that are compared.

use std::time::Duration;

use crate::Failure;

/// A program with many sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contender {
    /// A loop by hand. `true`: with the small buffers of `Chat`.
    ByHand(bool),
    /// `Chat`. `true`: items do not wait for others that they may have overtaken.
    Chat(bool),
}

impl Contender {
    pub const ALL: [Self; 4] = [Self::ByHand(false), Self::ByHand(true), Self::Chat(false), Self::Chat(true)];

    /// The name in arguments.
    pub fn name(self) -> &'static str {
        match self {
            Self::ByHand(false) => "by-hand",
            Self::ByHand(true) => "by-hand-small",
            Self::Chat(false) => "chat",
            Self::Chat(true) => "chat-at-once",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::ByHand(false) => "by hand",
            Self::ByHand(true) => "by hand, buffers of 4 KiB",
            Self::Chat(false) => "`Chat`",
            Self::Chat(true) => "`Chat`, `reorder_window` of zero",
        }
    }

    pub fn named(name: &str) -> Result<Self, Failure> {
        let found = Self::ALL.into_iter().find(|contender| contender.name() == name);
        found.ok_or_else(|| format!("there is no contender `{name}`").into())
    }

    /// The setting of a chat.
    pub fn reorder_window(self) -> Option<Duration> {
        (self == Self::Chat(true)).then_some(Duration::ZERO)
    }
}
