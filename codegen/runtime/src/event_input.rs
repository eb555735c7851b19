//! Events that a caller sends.

use super::event_stream::{Message, MessageError};

/// An operation that sends events after its request.
///
/// [`encode`](super::Operation::encode) encodes the request without a body; the frames are its body, one after the other,
/// as long as it is open. With signed requests, each frame is wrapped in a signed message: see
/// [`Message`].
pub trait InputStream {
    /// The type of the events.
    type Event;

    /// Encodes an event.
    ///
    /// # Errors
    ///
    /// A header member has more than 32,767 bytes.
    fn frame(event: &Self::Event) -> Result<Vec<u8>, MessageError>;
}

impl Message {
    /// Creates an event of a type, without members.
    #[doc(hidden)]
    pub fn event(event_type: &'static str) -> Self {
        Self::new().with_header(":message-type", "event").with_header(":event-type", event_type)
    }

    /// Creates an exception of a type, without members.
    #[doc(hidden)]
    pub fn exception(exception_type: &'static str) -> Self {
        Self::new().with_header(":message-type", "exception").with_header(":exception-type", exception_type)
    }

    /// Sets a payload with a media type.
    #[doc(hidden)]
    pub fn with_content(self, content_type: &'static str, payload: Vec<u8>) -> Self {
        self.with_header(":content-type", content_type).with_payload(payload)
    }
}
