//! A message: headers and a payload.

use std::borrow::Cow;
use std::fmt;

use super::super::decoded_limit::DecodedLimit;
use super::EventHeader;

/// One message of an event stream: headers and a payload.
///
/// Clients encode and decode events; this type is for lower layers, such as signing each message:
///
/// ```
/// # use farrier_runtime::{Message, MessageError, Timestamp};
/// # fn signature(_: &[u8]) -> Vec<u8> { vec![1, 2, 3] }
/// # fn main() -> Result<(), MessageError> {
/// let event = Message::new().with_header(":event-type", "Ping").with_payload(*b"{}").encode()?;
/// let signed = Message::new()
///     .with_header(":date", Timestamp::UNIX_EPOCH)
///     .with_header(":chunk-signature", signature(&event))
///     .with_payload(event);
/// let frame = signed.encode()?;
/// assert_eq!(Message::decode(&frame)?, signed);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Message {
    pub(super) headers: Vec<(Cow<'static, str>, EventHeader)>,
    pub(super) payload: Vec<u8>,
    /// The memory limit for the values of the payload: a client sets it on received messages.
    pub(crate) limit: DecodedLimit,
}

impl Message {
    /// Creates a message without headers and payload.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a header.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<EventHeader>) -> Self {
        self.add_header(name, value);
        self
    }

    /// Appends a header.
    pub fn add_header(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<EventHeader>) {
        self.headers.push((name.into(), value.into()));
    }

    /// Sets the payload.
    #[must_use]
    pub fn with_payload(mut self, payload: impl Into<Vec<u8>>) -> Self {
        self.payload = payload.into();
        self
    }

    /// Returns all headers, in order.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &EventHeader)> {
        self.headers.iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// Returns the first header of a name.
    pub fn header(&self, name: &str) -> Option<&EventHeader> {
        self.headers().find(|(other, _)| *other == name).map(|(_, value)| value)
    }

    /// Returns the first header of a name, if it is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.header(name)?.as_str()
    }

    /// Returns the payload.
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// Returns the payload, owned.
    pub fn into_payload(self) -> Vec<u8> {
        self.payload
    }
}

/// Shows the kind of message and its header names. Header values and the payload may be secret.
impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = [":message-type", ":event-type", ":exception-type", ":error-code"];
        let mut message = f.debug_struct("Message");
        for name in kind {
            if let Some(value) = self.text(name) {
                message.field(&name[1..], &value);
            }
        }
        let names: Vec<&str> =
            self.headers().map(|(name, _)| name).filter(|name| !kind.contains(name)).collect();
        message.field("headers", &names);
        message.field("payload", &format_args!("{} bytes", self.payload.len())).finish()
    }
}
