//! Records of websockets.

use std::time::SystemTime;

/// A websocket that a participant has opened, and the frames that it has sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SocketRecord {
    /// The time at which it was opened, by the clock of the service.
    pub opened: SystemTime,
    /// Whether it is subscribed to the chat.
    pub is_subscribed: bool,
    /// The text frames from the client, in order.
    pub received: Vec<String>,
    /// The number of text frames to the client.
    pub sent: usize,
    /// The end of the socket; `None` while it is open.
    pub end: Option<SocketEnd>,
}

/// The end of a websocket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SocketEnd {
    /// The client closed it, with this code if it sent one.
    Client(Option<u16>),
    /// The service closed it with this code.
    Service(u16),
    /// Either side ended the connection without a close frame.
    Cut,
}

impl SocketRecord {
    pub(super) fn new(opened: SystemTime) -> Self {
        Self { opened, is_subscribed: false, received: Vec::new(), sent: 0, end: None }
    }

    /// Returns whether it is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.end.is_none()
    }

    /// Returns the number of received frames with a topic, such as `aws/heartbeat`.
    #[must_use]
    pub fn count(&self, topic: &str) -> usize {
        let topic = format!("\"{topic}\"");
        self.received.iter().filter(|frame| frame.contains(&topic)).count()
    }
}
