//! Messages, events and receipts of a participant, and leaving the chat.

use connectparticipant::operation::{
    DisconnectParticipantError, SendEventError, SendEventResponse, SendMessageError, SendMessageResponse,
};
use connectparticipant::types::ChatContentType;

use super::Chat;
use crate::live::ChatError;
use crate::session::Input;

impl Chat {
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
        self.shared().send_message(content_type.into(), content.into()).await
    }

    /// Sends an event with a content type and a content, which most events do not have. For typing events and receipts, there are
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
        self.shared().send_event(content_type.into(), content).await
    }

    /// Tells the others that this participant is typing. Call it for each key: the session sends events at most at
    /// the interval [`Settings::typing`](crate::session::Settings::typing).
    pub fn typing(&self) {
        self.shared().input(Input::Typing);
    }

    /// Confirms that a message has reached this participant, by the id of its item.
    ///
    /// Receipts are sent by the session: each one once, at most at the interval
    /// [`Settings::receipts`](crate::session::Settings::receipts), and none in a chat with more than two participants, where the service
    /// rejects them.
    pub fn delivered(&self, message_id: &str) {
        self.shared().input(Input::Delivered(message_id));
    }

    /// Confirms that this participant has read a message. It replaces a receipt for delivery that was not sent yet.
    pub fn read(&self, message_id: &str) {
        self.shared().input(Input::Read(message_id));
    }

    /// Leaves the chat, which ends it if this participant is a customer. Updates follow until the end of the chat, at most for
    /// [`Settings::linger`](crate::session::Settings::linger): closing messages arrive in this time.
    ///
    /// If the history or missed items are still being read, it waits for them first, for at most
    /// [`Settings::gap_hold`](crate::session::Settings::gap_hold): afterwards, the service rejects calls.
    ///
    /// # Errors
    ///
    /// The chat is over, or the call fails.
    pub async fn disconnect(&self) -> Result<(), ChatError<DisconnectParticipantError>> {
        self.shared().disconnect().await
    }
}
