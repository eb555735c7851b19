//! A chat for programs without an async runtime: [`Chat`] drives a [`Session`](crate::session::Session) with the blocking client.

mod background;
mod builder;
mod files;
mod history;
mod poller;
mod send;
mod stack;
mod thread;
mod updates;
mod wait;

use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;

use connectparticipant::blocking::Client;
use connectparticipant::types::{ConnectionToken, ParticipantToken};

pub use self::builder::ChatBuilder;
pub use self::history::HistoryPages;
use self::stack::BlockingStack;
pub use self::updates::Timeout;
use crate::live::ConnectError;
use crate::live::shared::{Handle, Shared};
use crate::session::Input;

/// A live chat of a participant, without an async runtime.
///
/// [`next`](Self::next) and the iterator of `&Chat` wait for the updates, and the other methods send. One thread drives the session: it
/// keeps the connection alive while the program is busy. It makes calls in short-lived threads, so that no call delays a heartbeat. Calls of
/// the user are made in the thread of the user.
///
/// **Clones** share the session, and the updates: each update goes to one of them. When the last one is dropped, the websocket is closed with
/// the code 1000, without waiting for it, and the thread ends as after [`close`](Self::close).
/// A call on its way ends with its timeouts. The participant stays in the chat and can connect again; only [`disconnect`](Self::disconnect)
/// leaves it, which ends the chat of a customer.
///
/// **A slow program.** Updates wait in a queue. When it is [full](ChatBuilder::capacity), items that arrive are dropped; when half of it is free
/// again, the session reconnects and reads them from the transcript. Typing events are not in the transcript.
///
/// ```
/// # #[cfg(feature = "test-util")]
/// # mod tried {
/// use connectparticipant::blocking::Client;
/// use connectparticipant_chat::blocking::Chat;
///
/// pub fn echo(client: &Client, participant_token: &str) -> Result<(), Box<dyn std::error::Error>> {
///     let chat = Chat::connect(client, participant_token)?;
///     for update in &chat {
///         if let Some(text) = update.text_from("CUSTOMER") {
///             chat.send_text(text)?;
///         }
///     }
///     Ok(())
/// }
/// # }
/// # #[cfg(feature = "test-util")]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let service = connectparticipant_chat::test_util::ChatService::start()?;
/// # let contact = service.contact();
/// # let customer = contact.join(connectparticipant::types::ParticipantRole::Customer, "Jane");
/// # let bot = contact.join(connectparticipant::types::ParticipantRole::CustomBot, "Bot");
/// # customer.says("Hello!");
/// # let client = connectparticipant::blocking::Client::builder().endpoint_url(service.url()).build()?;
/// # std::thread::scope(|scope| {
/// #     let echo = scope.spawn(|| tried::echo(&client, bot.token()).map_err(|error| error.to_string()));
/// #     let hellos = || contact.transcript().iter().filter(|item| item.content.as_deref() == Some("Hello!")).count();
/// #     assert!(service.block_until(|| hellos() == 2));
/// #     contact.end();
/// #     echo.join().unwrap()
/// # })?;
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "test-util"))]
/// # fn main() {}
/// ```
#[derive(Clone)]
pub struct Chat {
    handle: Arc<Handle<BlockingStack>>,
}

impl Chat {
    /// Connects a participant with the default settings, and waits until the chat is received.
    ///
    /// Failures that a retry may change are retried, up to the [timeout](ChatBuilder::connect_timeout).
    ///
    /// # Errors
    ///
    /// The service rejects the token, the chat is not connected in time, the system has no thread for it, or the client has a custom
    /// transport, which opens no websockets.
    pub fn connect(
        client: &Client,
        participant_token: impl Into<ParticipantToken>,
    ) -> Result<Self, ConnectError> {
        Self::builder(client, participant_token).connect()
    }

    /// Returns a builder with settings.
    pub fn builder(client: &Client, participant_token: impl Into<ParticipantToken>) -> ChatBuilder {
        ChatBuilder::new(client, participant_token.into())
    }

    fn shared(&self) -> &Shared<BlockingStack> {
        &self.handle.0
    }

    /// Returns the token for calls that `Chat` has no method for. It changes while a chat lasts, so ask for it before each call.
    #[must_use]
    pub fn connection_token(&self) -> Option<ConnectionToken> {
        self.shared().lock().session.token().cloned()
    }

    /// Whether the chat is received at this moment.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.shared().lock().is_connected()
    }

    /// Whether the session is over. Updates may still wait.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        self.shared().lock().is_over()
    }

    /// Closes the websocket with the code 1000, and waits until that is done, for two seconds at most. The session ends, and with it all clones;
    /// the participant stays in the chat and can connect again. Dropping the last clone does the same, without waiting: use `close`
    /// before the program ends.
    pub fn close(&self) {
        self.shared().input(Input::Close);
        wait::block_on(poll_fn(|cx| self.shared().poll_stopped(cx)));
    }

    /// Tells the session whether the machine has a network. Without one, it does not try to connect.
    pub fn set_network(&self, network: bool) {
        self.shared().input(Input::Network(network));
    }

    /// Tells the session that the program was suspended: the connection is checked at once. It also notices by itself, at its next
    /// heartbeat.
    pub fn resumed(&self) {
        self.shared().input(Input::Resumed);
    }
}

impl fmt::Debug for Chat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chat")
            .field("is_connected", &self.is_connected())
            .field("is_ended", &self.is_ended())
            .finish_non_exhaustive()
    }
}
