//! A chat with I/O: [`Chat`] drives a [`Session`](crate::session::Session) with the async client.

mod builder;
mod files;
mod history;
mod send;
mod stack;
mod task;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use connectparticipant::Client;
use connectparticipant::types::{ConnectionToken, ParticipantToken};
use futures_core::Stream;

pub use self::builder::ChatBuilder;
pub use self::history::HistoryPages;
use self::stack::AsyncStack;
use crate::live::shared::{Handle, Shared};
use crate::live::{ConnectError, Update};
use crate::session::Input;

/// A live chat of a participant.
///
/// [`next`](Self::next) returns the updates, and the other methods send. One Tokio task drives the session: it keeps
/// the connection alive while the program is busy, and makes no other task.
///
/// **Clones** share the session, and the updates: each update goes to one of them. When the last one is dropped, the websocket is closed with
/// the code 1000. The participant stays in the chat and can connect again; only [`disconnect`](Self::disconnect) leaves it, which ends the
/// chat of a customer.
///
/// **Cancellation.** Any future can be dropped at any time. No update is lost by that; a message may or may not have been sent.
///
/// **A slow program.** Updates wait in a queue. When it is [full](ChatBuilder::capacity), items that arrive are dropped; when half of it is free
/// again, the session reconnects and reads them from the transcript. Typing events are not in the transcript.
///
/// ```
/// # #[cfg(feature = "test-util")]
/// # mod tried {
/// use connectparticipant::Client;
/// use connectparticipant_chat::Chat;
///
/// pub async fn echo(client: &Client, participant_token: &str) -> Result<(), Box<dyn std::error::Error>> {
///     let chat = Chat::connect(client, participant_token).await?;
///     while let Some(update) = chat.next().await {
///         if let Some(text) = update.text_from("CUSTOMER") {
///             chat.send_text(text).await?;
///         }
///     }
///     Ok(())
/// }
/// # }
/// # #[cfg(feature = "test-util")]
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let service = connectparticipant_chat::test_util::ChatService::start()?;
/// # let contact = service.contact();
/// # let customer = contact.join(connectparticipant::types::ParticipantRole::Customer, "Jane");
/// # let bot = contact.join(connectparticipant::types::ParticipantRole::CustomBot, "Bot");
/// # customer.says("Hello!");
/// # let client = connectparticipant::Client::builder().endpoint_url(service.url()).build()?;
/// # let test = async {
/// #     assert!(service.until(|| contact.transcript().iter().filter(|item| item.content.as_deref() == Some("Hello!")).count() == 2).await);
/// #     contact.end();
/// # };
/// # let (result, ()) = tokio::join!(tried::echo(&client, bot.token()), test);
/// # result
/// # }
/// # #[cfg(not(feature = "test-util"))]
/// # fn main() {}
/// ```
#[derive(Clone)]
pub struct Chat {
    handle: Arc<Handle<AsyncStack>>,
}

impl Chat {
    /// Connects a participant with the default settings, and waits until the chat is received.
    ///
    /// Failures that a retry may change are retried, up to the [timeout](ChatBuilder::connect_timeout).
    ///
    /// # Errors
    ///
    /// The service rejects the token, the chat is not connected in time, the program is not in a Tokio runtime, or the client has a custom
    /// transport, which opens no websockets.
    pub async fn connect(
        client: &Client,
        participant_token: impl Into<ParticipantToken>,
    ) -> Result<Self, ConnectError> {
        Self::builder(client, participant_token).connect().await
    }

    /// Returns a builder with settings.
    pub fn builder(client: &Client, participant_token: impl Into<ParticipantToken>) -> ChatBuilder {
        ChatBuilder::new(client, participant_token.into())
    }

    fn shared(&self) -> &Shared<AsyncStack> {
        &self.handle.0
    }

    /// Returns the next update, when there is one. After [`Update::End`], it returns `None`.
    pub async fn next(&self) -> Option<Update> {
        poll_fn(|cx| self.shared().poll_update(cx)).await
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
    /// before the runtime ends.
    pub async fn close(&self) {
        self.shared().input(Input::Close);
        poll_fn(|cx| self.shared().poll_stopped(cx)).await;
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

/// The updates, as from [`Chat::next`].
impl Stream for Chat {
    type Item = Update;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Update>> {
        self.shared().poll_update(cx)
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
