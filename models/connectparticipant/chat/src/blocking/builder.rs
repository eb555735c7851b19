//! The settings of a blocking chat, and connecting it.

use std::future::poll_fn;
use std::io;
use std::time::Duration;

use connectparticipant::blocking::Client;
use connectparticipant::types::ParticipantToken;

use super::Chat;
use super::poller::Poller;
use super::stack::BlockingStack;
use super::thread;
use super::wait::{block_on, block_on_within};
use crate::live::ConnectError;
use crate::live::driver::Driver;
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
    /// # fn example(client: &connectparticipant::blocking::Client) {
    /// use connectparticipant_chat::blocking::Chat;
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
    pub fn connect(self) -> Result<Chat, ConnectError> {
        let options = self.options.clone();
        let chat = self.start()?;
        let shared = chat.shared();
        let connected = poll_fn(|cx| shared.poll_connected(cx));
        match options.connect_timeout(shared.stack.timeouts()) {
            None => block_on(connected)?,
            Some(limit) => block_on_within(connected, limit, shared.stack.timer())
                .unwrap_or_else(|| Err(shared.not_connected(limit)))?,
        }
        Ok(chat)
    }

    /// Starts the chat without waiting for the connection: the updates tell when the chat is received, and why an attempt failed. Attempts
    /// are made without a limit, until one succeeds or the chat is dropped.
    ///
    /// # Errors
    ///
    /// The system has no thread for the chat, or the client has a custom transport, which opens no websockets.
    pub fn start(self) -> Result<Chat, ConnectError> {
        let no_thread = |error: io::Error| ConnectError::NoThread(error.to_string().into());
        let poller = Poller::new().map_err(no_thread)?;
        let registry = poller.registry().map_err(no_thread)?;
        let stack = BlockingStack::new(self.client, registry).ok_or(ConnectError::NoSockets)?;
        let (shared, handle) = self.options.begin(stack);
        let chat = Chat { handle };
        thread::start(Driver::new(shared), poller).map_err(no_thread)?;
        Ok(chat)
    }
}
