//! The output of a session: actions for the code that drives it.

use std::fmt;

use connectparticipant::operation::{CreateParticipantConnectionRequest, GetTranscriptRequest};

use super::delivery::Delivery;
use super::input::Failure;
use super::receipts::Receipt;
use crate::frame::Unknown;
use crate::item::Item;

/// The number of a socket within its session. Each socket has another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SocketId(pub(super) u64);

/// The pre-signed URL of a socket: a credential, which is redacted in debug output.
#[derive(Clone, PartialEq, Eq)]
pub struct SocketUrl(pub(super) String);

impl SocketUrl {
    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SocketUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SocketUrl(<redacted>)")
    }
}

/// An action for the code that drives a session. Actions are in order: a text is sent after its socket is opened.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Action {
    /// Make this call, and pass its result as [`Input::Connection`](super::Input::Connection). There is never a second one
    /// before that.
    Connect(Box<CreateParticipantConnectionRequest>),
    /// Make this call, and pass its result as [`Input::Transcript`](super::Input::Transcript). There is never a second one
    /// before that.
    GetTranscript(Box<GetTranscriptRequest>),
    /// Open a socket, and pass [`Input::Opened`](super::Input::Opened) or [`Input::Closed`](super::Input::Closed).
    Open {
        /// The number of the socket.
        socket: SocketId,
        /// Its URL.
        url: SocketUrl,
    },
    /// Send a text frame.
    Send {
        /// The number of the socket.
        socket: SocketId,
        /// The frame.
        text: &'static str,
    },
    /// Close a socket, or stop to open it. No further input about it is needed; frames that were received before may still be passed.
    Close {
        /// The number of the socket.
        socket: SocketId,
        /// The code of the close frame.
        code: u16,
        /// The reason in the close frame.
        reason: &'static str,
    },
    /// Send a typing event.
    Typing,
    /// Send a receipt, and pass its result as [`Input::Receipt`](super::Input::Receipt).
    Receipt(Receipt),
    /// Deliver an item of the chat.
    Deliver(Box<Delivery>),
    /// Report a change of the connection, or something unusual.
    Notice(Notice),
    /// The session is over: this is its last action, and it comes once.
    End(End),
}

/// A report about the connection. None of them needs a reaction.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Notice {
    /// The session receives the chat: for the first time, or again after [`Lost`](Self::Lost). A planned renewal of the socket is
    /// not reported.
    Connected,
    /// The connection is lost, and the session reconnects.
    Lost(Lost),
    /// The history, or the items that were missed during a loss, were read from the transcript.
    Filled {
        /// False if some items could not be read.
        complete: bool,
    },
    /// The call failed. The session makes it again.
    CallFailed(Box<Failure>),
    /// The service refused the subscription or did not respond to it. The session opens another socket.
    SubscriptionFailed,
    /// Whether the service sees the participant: reported for the first failure and the next success.
    DeepHeartbeat(bool),
    /// A frame that is not understood.
    Unknown {
        /// The reason.
        reason: Unknown,
        /// The text; of a frame that is too long, its first part.
        text: Box<str>,
    },
    /// An error of Amazon API Gateway.
    Gateway(Box<str>),
    /// An item of another contact.
    OtherContact(Box<Item>),
    /// Receipts are off from now on: the chat has more than two participants.
    ReceiptsOff,
}

/// The reason why a connection was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Lost {
    /// The socket was closed.
    Closed,
    /// A heartbeat had no response.
    Heartbeat,
    /// Deep heartbeats failed, after others were successful.
    DeepHeartbeat,
}

/// The end of a session.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum End {
    /// The chat ended with this event: `chat.ended`, or `transfer.succeeded` for an agent.
    Chat(Box<Item>),
    /// The chat ended while the connection was lost: the service refused to connect the participant again.
    WhileAway,
    /// The participant left. The event for the end of the chat did not arrive, or not in time.
    Left,
    /// The session was closed.
    Closed,
    /// The service rejected the connection, for a reason that a retry does not change.
    Failed(Failure),
    /// The session cannot go on in this program, for this reason: its runtime has ended, or the system cannot wait for its sockets. A
    /// [`Session`](super::Session) without I/O never ends in this way.
    Stopped(Box<str>),
}
