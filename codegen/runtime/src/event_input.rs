//! Events that a caller sends.

use super::event_stream::{Message, MessageError};

/// An operation whose request is followed by events.
///
/// [`encode`](super::Operation::encode) writes the request without a body; the frames are its body, one after the other,
/// for as long as it is open. A service that wants its requests signed wants each frame in a signed one: see
/// [`Message`].
pub trait InputStream {
    /// What is sent.
    type Event;

    /// Writes an event as it travels.
    ///
    /// # Errors
    ///
    /// A member that travels as a header has more than 32,767 bytes.
    fn frame(event: &Self::Event) -> Result<Vec<u8>, MessageError>;
}

impl Message {
    /// An event of a type, without members.
    #[doc(hidden)]
    pub fn event(event_type: &'static str) -> Self {
        Self::new().with_header(":message-type", "event").with_header(":event-type", event_type)
    }

    /// An exception of a type, without members.
    #[doc(hidden)]
    pub fn exception(exception_type: &'static str) -> Self {
        Self::new().with_header(":message-type", "exception").with_header(":exception-type", exception_type)
    }

    /// The message with a payload of a media type.
    #[doc(hidden)]
    pub fn with_content(self, content_type: &'static str, payload: Vec<u8>) -> Self {
        self.with_header(":content-type", content_type).with_payload(payload)
    }
}
