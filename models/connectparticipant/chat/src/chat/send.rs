//! What a participant does in a chat.

use std::future::poll_fn;

use connectparticipant::operation::{
    DisconnectParticipantError, DisconnectParticipantRequest, SendEventError, SendEventRequest,
    SendEventResponse, SendMessageError, SendMessageRequest, SendMessageResponse,
};
use connectparticipant::types::{ChatContentType, ConnectionToken};

use super::Chat;
use crate::live::ChatError;
use crate::live::stack::Stack;
use crate::session::Input;

impl Chat {
    /// Returns the token for a call.
    pub(super) async fn token<E>(&self) -> Result<ConnectionToken, ChatError<E>> {
        self.current_token().await.ok_or(ChatError::Ended)
    }

    /// Returns the token for a call; `None` if the session is over.
    pub(super) async fn current_token(&self) -> Option<ConnectionToken> {
        poll_fn(|cx| self.shared().poll_token(cx)).await
    }

    /// Sends a message with plain text. It also arrives as an update.
    ///
    /// # Errors
    ///
    /// The chat is over, or the call fails.
    pub async fn send_text(
        &self,
        text: impl Into<String>,
    ) -> Result<SendMessageResponse, ChatError<SendMessageError>> {
        self.send_message(ChatContentType::TextPlain, text).await
    }

    /// Sends a message with a content type, such as [`ChatContentType::TextMarkdown`]. It also arrives as an update.
    ///
    /// # Errors
    ///
    /// The chat is over, or the call fails.
    pub async fn send_message(
        &self,
        content_type: impl Into<ChatContentType>,
        content: impl Into<String>,
    ) -> Result<SendMessageResponse, ChatError<SendMessageError>> {
        let (content_type, content) = (content_type.into(), content.into());
        let request = SendMessageRequest::new(content_type, content, self.token().await?);
        let sent = self.shared().stack.client().send_message(request).await?;
        self.shared().input(Input::Sent);
        Ok(sent)
    }

    /// Sends an event with a content type and a content, which most have not. For typing events and receipts, there are
    /// [`typing`](Self::typing), [`delivered`](Self::delivered) and [`read`](Self::read).
    ///
    /// # Errors
    ///
    /// The chat is over, or the call fails.
    pub async fn send_event(
        &self,
        content_type: impl Into<ChatContentType>,
        content: Option<String>,
    ) -> Result<SendEventResponse, ChatError<SendEventError>> {
        let content_type = content_type.into();
        let request = SendEventRequest::new(content_type, self.token().await?);
        let request = content.into_iter().fold(request, SendEventRequest::content);
        Ok(self.shared().stack.client().send_event(request).await?)
    }

    /// Tells the others that this participant is typing. Call it for each key: at most one event in ten seconds is sent.
    pub fn typing(&self) {
        self.shared().input(Input::Typing);
    }

    /// Confirms that a message has reached this participant, by the id of its item.
    ///
    /// Receipts are sent by the session: each one once, not more often than every five seconds, and no longer in a chat with more than two
    /// participants, where the service rejects them.
    pub fn delivered(&self, message_id: &str) {
        self.shared().input(Input::Delivered(message_id));
    }

    /// Confirms that this participant has read a message. It replaces a receipt for delivery that was not sent yet.
    pub fn read(&self, message_id: &str) {
        self.shared().input(Input::Read(message_id));
    }

    /// Leaves the chat, which ends it if this participant is a customer. Updates follow until the end of the chat, for a minute at most: closing
    /// messages arrive in this time.
    ///
    /// # Errors
    ///
    /// The chat is over, or the call fails.
    pub async fn disconnect(&self) -> Result<(), ChatError<DisconnectParticipantError>> {
        let request = DisconnectParticipantRequest::new(self.token().await?);
        self.shared().stack.client().disconnect_participant(request).await?;
        self.shared().input(Input::Left);
        Ok(())
    }
}
