//! A message: headers and a payload.

use std::borrow::Cow;
use std::fmt;

use super::super::decoded_limit::DecodedLimit;
use super::EventHeader;

/// One message of an event stream: headers and a payload.
///
/// Events are written and read for you; this is for what lies beneath, such as signing each message:
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
    /// How much memory the values of the payload may take: a client sets it on what it receives.
    pub(crate) limit: DecodedLimit,
}

impl Message {
    /// A message without headers and payload.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a header behind those that are there.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<EventHeader>) -> Self {
        self.add_header(name, value);
        self
    }

    /// Adds a header behind those that are there.
    pub fn add_header(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<EventHeader>) {
        self.headers.push((name.into(), value.into()));
    }

    /// Sets the payload.
    #[must_use]
    pub fn with_payload(mut self, payload: impl Into<Vec<u8>>) -> Self {
        self.payload = payload.into();
        self
    }

    /// All headers, in their order.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &EventHeader)> {
        self.headers.iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// The first header of a name.
    pub fn header(&self, name: &str) -> Option<&EventHeader> {
        self.headers().find(|(other, _)| *other == name).map(|(_, value)| value)
    }

    /// The first header of a name, if it is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.header(name)?.as_str()
    }

    /// The payload.
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The payload, owned.
    pub fn into_payload(self) -> Vec<u8> {
        self.payload
    }
}

/// Shows what kind of message it is, and which headers it has. Their values and the payload may be secret.
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
