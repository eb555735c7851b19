//! The settings of a chat, and connecting it.

use std::future::poll_fn;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use connectparticipant::Client;
use connectparticipant::types::ParticipantToken;
use tokio::runtime::Handle as Runtime;

use super::stack::AsyncStack;
use super::task::Task;
use super::{Chat, Handle};
use crate::live::ConnectError;
use crate::live::shared::Shared;
use crate::session::Settings;

/// The settings of a [`Chat`].
#[derive(Clone, Debug)]
#[must_use]
pub struct ChatBuilder {
    client: Client,
    settings: Settings,
    capacity: usize,
}

impl ChatBuilder {
    pub(super) fn new(client: &Client, token: ParticipantToken) -> Self {
        let mut settings = Settings::new(token);
        // The keys of this hasher are random.
        settings.seed = RandomState::new().hash_one("seed");
        Self { client: client.clone(), settings, capacity: 1024 }
    }

    /// Changes settings of the session.
    ///
    /// ```
    /// # #[cfg(feature = "test-util")]
    /// # fn example(client: &connectparticipant::Client) {
    /// use connectparticipant_chat::Chat;
    /// use connectparticipant_chat::session::History;
    ///
    /// let builder = Chat::builder(client, "participant token").settings(|settings| settings.history = History::Skip);
    /// # let _ = builder;
    /// # }
    /// ```
    pub fn settings(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.settings);
        self
    }

    /// Sets the number of updates that may wait before items are left to the transcript. The default is 1,024. What a session reads from the
    /// transcript waits, too, and is limited by [`Settings::gap_pages`].
    pub fn capacity(mut self, updates: usize) -> Self {
        self.capacity = updates.max(1);
        self
    }

    /// Connects the participant, and waits until the chat is received. Updates so far wait for [`Chat::next`].
    ///
    /// # Errors
    ///
    /// As [`Chat::connect`].
    pub async fn connect(self) -> Result<Chat, ConnectError> {
        let runtime = Runtime::try_current().map_err(|_| ConnectError::NoRuntime)?;
        let stack = AsyncStack::new(self.client).ok_or(ConnectError::NoSockets)?;
        let shared = Arc::new(Shared::new(stack, self.settings, self.capacity));
        let chat = Chat { handle: Arc::new(Handle(Arc::clone(&shared))) };
        runtime.spawn(Task::new(shared));
        poll_fn(|cx| chat.shared().poll_connected(cx)).await?;
        Ok(chat)
    }
}
