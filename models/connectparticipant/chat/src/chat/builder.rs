//! The settings of a chat, and connecting it.

use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use connectparticipant::Client;
use connectparticipant::types::ParticipantToken;
use tokio::runtime::Handle as Runtime;

use super::Chat;
use super::stack::AsyncStack;
use super::task::Task;
use crate::live::ConnectError;
use crate::live::options::Options;
use crate::session::Settings;

/// The settings of a [`Chat`].
#[derive(Clone, Debug)]
#[must_use]
pub struct ChatBuilder {
    client: Client,
    options: Options,
}

impl ChatBuilder {
    pub(super) fn new(client: &Client, token: ParticipantToken) -> Self {
        Self { client: client.clone(), options: Options::new(token) }
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
        change(&mut self.options.settings);
        self
    }

    /// Sets the number of updates that may wait before items are left to the transcript. The default is 1,024. Items that a session reads
    /// from the transcript also wait; [`Settings::gap_pages`] limits their number.
    pub fn capacity(mut self, updates: usize) -> Self {
        self.options.set_capacity(updates);
        self
    }

    /// Sets the time in which the chat must be connected. The default is the operation timeout of the client, which is 60 seconds by
    /// default; with `None`, connecting is tried without end. Later, a connection that is lost is always replaced without a limit.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.options.set_connect_timeout(limit.into());
        self
    }

    /// Connects the participant, and waits until the chat is received. Updates so far wait for [`Chat::next`].
    ///
    /// # Errors
    ///
    /// As [`Chat::connect`].
    pub async fn connect(self) -> Result<Chat, ConnectError> {
        let options = self.options.clone();
        let chat = self.start()?;
        let stack = &chat.shared().stack;
        let limit = options.connect_timeout(stack.timeouts());
        let mut timer = limit.map(|limit| (limit, stack.timer().sleep(limit)));
        poll_fn(|cx| match (chat.shared().poll_connected(cx), &mut timer) {
            (Poll::Pending, Some((limit, timer))) => {
                timer.as_mut().poll(cx).map(|()| Err(chat.shared().not_connected(*limit)))
            }
            (poll, _) => poll,
        })
        .await?;
        Ok(chat)
    }

    /// Begins to connect the participant, and does not wait: updates tell when it is connected, or why it is not. There is no timeout.
    ///
    /// ```no_run
    /// # async fn example(client: &connectparticipant::Client) -> Result<(), connectparticipant_chat::ConnectError> {
    /// use connectparticipant_chat::session::Notice;
    /// use connectparticipant_chat::{Chat, Update};
    ///
    /// let chat = Chat::builder(client, "participant token").start()?;
    /// while let Some(update) = chat.next().await {
    ///     match update {
    ///         Update::Notice(Notice::Connected) => println!("connected"),
    ///         Update::SocketFailed(reason) => println!("{reason}; another attempt follows"),
    ///         update => println!("{update:?}"),
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The program is not in a Tokio runtime, or the client has a custom transport, which opens no websockets.
    pub fn start(self) -> Result<Chat, ConnectError> {
        let runtime = Runtime::try_current().map_err(|_| ConnectError::NoRuntime)?;
        let stack = AsyncStack::new(self.client).ok_or(ConnectError::NoSockets)?;
        let (shared, handle) = self.options.begin(stack);
        runtime.spawn(Task::new(shared));
        Ok(Chat { handle })
    }
}
