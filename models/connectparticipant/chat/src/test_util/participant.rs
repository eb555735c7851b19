//! A participant: played by the test, or by the code under test with its token.

use std::sync::Arc;

use connectparticipant::types::{ChatContentType, ParticipantRole};
use serde_json::json;

use super::contact::Contact;
use super::fault::SocketFault;
use super::items::{Sender, event, event_type, item, receipt};
use super::line::{Line, Order};
use super::record::SocketRecord;
use super::stream::MessageStream;

/// A participant of a [`Contact`]. A clone is the same participant.
#[derive(Clone, Debug)]
pub struct Participant {
    pub(super) contact: Contact,
    pub(super) line: Arc<Line>,
    pub(super) token: String,
}

/// The identity.
impl Participant {
    pub(super) fn sender(&self) -> &Sender {
        &self.line.sender
    }

    /// Returns the participant token, which `CreateParticipantConnection` takes.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Returns the id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.line.sender.id
    }

    /// Returns the role.
    #[must_use]
    pub fn role(&self) -> &ParticipantRole {
        &self.line.sender.role
    }

    /// Returns the name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.line.sender.name
    }
}

/// The actions of a participant that the test plays.
impl Participant {
    /// Sends a text message. Returns its id.
    pub fn says(&self, text: &str) -> String {
        self.sends(ChatContentType::TextPlain.as_str(), text)
    }

    /// Sends a message with a content type. Returns its id.
    pub fn sends(&self, content_type: &str, content: &str) -> String {
        let members = json!({"Type": "MESSAGE", "ContentType": content_type, "Content": content});
        self.contact.add(item(Some(self.sender()), members))
    }

    /// Begins a message that arrives in chunks, as those of bots do.
    #[must_use]
    pub fn stream(&self) -> MessageStream {
        MessageStream::new(self)
    }

    /// Sends an event: the part of the content type after `application/vnd.amazonaws.connect.event.`, or a whole content type.
    /// Returns the id of the item.
    pub fn event(&self, name: &str, content: Option<&str>) -> String {
        self.contact.add(event(Some(self.sender()), &event_type(name), content))
    }

    /// Types. This event is not in the transcript.
    pub fn typing(&self) {
        self.event("typing", None);
    }

    /// Confirms that a message has arrived.
    pub fn receives(&self, message: &str) {
        self.confirm(message, "DeliveredTimestamp");
    }

    /// Confirms that a message was read.
    pub fn reads(&self, message: &str) {
        self.confirm(message, "ReadTimestamp");
    }

    fn confirm(&self, message: &str, time: &str) {
        self.contact.add(receipt(message, self.id(), time, &self.contact.world.time()));
    }

    /// Leaves the chat: adds the event, and makes the tokens invalid.
    pub fn leave(&self) {
        if self.contact.state.leave(self.id()) {
            self.event("participant.left", None);
            self.contact.server.revoke(&self.token);
        }
    }
}

/// The calls and websockets of a participant that the code under test plays.
impl Participant {
    /// Returns the names of the operations that were called with its tokens, in order, including rejected calls. Calls with a fault of
    /// [`ChatService::server`](super::ChatService::server) and with invalid input or tokens are only in the records of that server.
    #[must_use]
    pub fn calls(&self) -> Vec<&'static str> {
        self.line.calls()
    }

    /// Returns all sockets so far, in the order of their opening.
    #[must_use]
    pub fn sockets(&self) -> Vec<SocketRecord> {
        self.line.records()
    }

    /// Returns the number of attempts to open a socket with a valid URL, including those that failed.
    #[must_use]
    pub fn socket_attempts(&self) -> usize {
        self.line.attempts()
    }

    /// Returns whether a socket is open and subscribed: chat items arrive.
    #[must_use]
    pub fn is_subscribed(&self) -> bool {
        self.line.is_subscribed()
    }

    /// Injects a fault into the next events of its kind, this many of them. Faults queue up.
    pub fn inject(&self, fault: SocketFault, times: usize) {
        self.line.inject(fault, times);
    }

    /// Removes the remaining faults.
    pub fn clear_faults(&self) {
        self.line.clear_faults();
    }

    /// Sends any text as a frame, on each open socket.
    pub fn send_frame(&self, text: &str) {
        self.line.order(&Order::Send(text.into()));
    }

    /// Closes the open sockets with a code, such as 1001, and a reason of up to 123 bytes.
    pub fn close_sockets(&self, code: u16, reason: &str) {
        self.line.order(&Order::Close(code, reason.to_owned()));
    }

    /// Ends the connections of the open sockets without a close frame.
    pub fn cut_sockets(&self) {
        self.line.order(&Order::Cut);
    }

    /// Does not read from the open sockets until [`resume_reading`](Self::resume_reading).
    pub fn stop_reading(&self) {
        self.line.order(&Order::Read(false));
    }

    /// Reads again from the open sockets.
    pub fn resume_reading(&self) {
        self.line.order(&Order::Read(true));
    }
}
