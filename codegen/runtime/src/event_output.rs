//! Events that a service sends.

use std::fmt;

#[cfg(feature = "clients")]
use super::call::TransportError;
#[cfg(feature = "cbor")]
use super::cbor;
use super::error::Malformed;
#[cfg(feature = "clients")]
use super::event_stream::MessageError;
use super::event_stream::{EventHeader, Message};
use super::json;
use super::metadata::{ErrorMetadata, ServiceError};
use super::unreadable::{MemberPlace, UnreadableMember, UnreadableMembers};
#[cfg(feature = "xml")]
use super::xml;

/// An operation with events after its response.
///
/// For a success status, [`decode`](super::Operation::decode) takes the headers and an empty
/// body, and the body goes to a [`MessageDecoder`](super::MessageDecoder) as it arrives. Otherwise `decode` takes the
/// whole body, as for any other operation.
pub trait OutputStream {
    /// The type of the events.
    type Event;
    /// The type of the errors that end the stream.
    type Failure: ServiceError;

    /// Whether a message of the type `initial-response` comes before the events: its payload is the document of the output.
    const INITIAL_RESPONSE: bool = false;

    /// Whether the output has members that arrive in that message.
    const INITIAL_MEMBERS: bool = false;

    /// Decodes an event.
    ///
    /// # Errors
    ///
    /// [`StreamError::Service`] if the message is an exception or an error: the stream has failed.
    /// [`StreamError::Decode`] if the message cannot be read; later ones may be readable.
    fn read(message: &Message) -> Result<Self::Event, StreamError<Self::Failure>> {
        Self::read_noting(message, &mut UnreadableMembers::default())
    }

    /// Decodes an event, and adds its unreadable members, which the event lacks, to `unreadable`.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    fn read_noting(
        message: &Message,
        unreadable: &mut UnreadableMembers,
    ) -> Result<Self::Event, StreamError<Self::Failure>>;
}

/// An error of an event stream. `E` is the error enum of the stream.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum StreamError<E> {
    /// The service reports an error.
    Service(E),
    /// The message cannot be read.
    Decode(EventError),
    /// The received bytes are not a message.
    #[cfg(feature = "clients")]
    Frame(MessageError),
    /// The connection failed, or a timeout expired.
    #[cfg(feature = "clients")]
    Transport(TransportError),
}

impl<E: ServiceError> StreamError<E> {
    /// Returns the error of the service, if it is one.
    pub fn metadata(&self) -> Option<&ErrorMetadata> {
        match self {
            Self::Service(error) => Some(error.metadata()),
            _ => None,
        }
    }

    /// Returns the code of the error, such as `ThrottlingException`.
    pub fn code(&self) -> Option<&str> {
        self.metadata()?.code()
    }

    /// Returns the message of the service.
    pub fn message(&self) -> Option<&str> {
        match self {
            Self::Service(error) => error.message(),
            _ => None,
        }
    }

    /// Returns whether a retry of the call may succeed.
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::Service(error) if error.is_retryable())
    }

    /// Returns whether the service throttles the caller.
    pub fn is_throttling(&self) -> bool {
        matches!(self, Self::Service(error) if error.is_throttling())
    }

    /// Returns whether access is denied.
    pub fn is_access_denied(&self) -> bool {
        matches!(self, Self::Service(error) if error.is_access_denied())
    }
}

impl<E: fmt::Display> fmt::Display for StreamError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Service(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            #[cfg(feature = "clients")]
            Self::Frame(error) => error.fmt(f),
            #[cfg(feature = "clients")]
            Self::Transport(error) => error.fmt(f),
        }
    }
}

/// It prints the inner error, so its source is the source of that error.
impl<E: std::error::Error + 'static> std::error::Error for StreamError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Service(error) => error.source(),
            Self::Decode(error) => error.source(),
            #[cfg(feature = "clients")]
            Self::Frame(error) => error.source(),
            #[cfg(feature = "clients")]
            Self::Transport(error) => error.source(),
        }
    }
}

/// A message that cannot be decoded as an event. It is kept unchanged; after deserialization, it has only its type.
#[derive(Clone, Debug)]
pub struct EventError {
    pub(crate) reason: Malformed,
    pub(crate) message: Box<Message>,
}

impl EventError {
    /// Returns the message.
    pub fn event_message(&self) -> &Message {
        &self.message
    }
}

impl fmt::Display for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message.text(":event-type") {
            Some(event) => write!(f, "the event {} cannot be read: {}", event, self.reason),
            None => write!(f, "a message of the event stream cannot be read: {}", self.reason),
        }
    }
}

impl std::error::Error for EventError {}

/// Determines the kind of a message, and decodes it.
#[doc(hidden)]
pub fn read_event<T, E>(
    message: &Message,
    event: impl FnOnce(&str, &Message) -> Result<T, Malformed>,
    failure: impl FnOnce(Option<&str>, ErrorMetadata) -> E,
) -> Result<T, StreamError<E>> {
    let text = |name: &'static str| message.text(name).ok_or_else(|| malformed(name));
    let service = |exception_type: Option<&str>| {
        StreamError::Service(failure(exception_type, ErrorMetadata::of_message(message)))
    };
    let read = match text(":message-type") {
        Ok("event") => text(":event-type").and_then(|event_type| event(event_type, message)),
        Ok("exception") => match text(":exception-type") {
            Ok(exception_type) => return Err(service(Some(exception_type))),
            Err(reason) => Err(reason),
        },
        Ok("error") => return Err(service(None)),
        Ok(_) => Err(malformed(":message-type")),
        Err(reason) => Err(reason),
    };
    read.map_err(|reason| StreamError::Decode(EventError { reason, message: Box::new(message.clone()) }))
}

/// Returns the error of a missing or unexpected header.
fn malformed(name: &str) -> Malformed {
    Malformed(format!("the header {name} is missing or has an unexpected value"))
}

impl Message {
    /// Returns whether it is the output before the events.
    #[cfg(feature = "clients")]
    #[doc(hidden)]
    pub fn is_initial_response(&self) -> bool {
        self.text(":message-type") == Some("event") && self.text(":event-type") == Some("initial-response")
    }

    /// Decodes a member from a header, if the header is present. An unreadable value is recorded.
    #[doc(hidden)]
    pub fn read_header<T, S: From<T>>(
        &self,
        name: &'static str,
        slot: &mut S,
        parse: impl Fn(&EventHeader) -> Option<T>,
        unreadable: &mut UnreadableMembers,
    ) {
        match self.header(name).map(parse) {
            Some(Some(value)) => *slot = S::from(value),
            Some(None) => {
                let reason = "expected a value of the modelled type";
                unreadable.push(UnreadableMember::new(name.to_owned(), MemberPlace::Header, reason));
            }
            None => {}
        }
    }

    /// Returns the payload as JSON.
    #[doc(hidden)]
    pub fn json(&self) -> json::Text<'_> {
        json::Text::new(self.payload(), self.limit)
    }

    /// Returns the payload as CBOR.
    #[cfg(feature = "cbor")]
    #[doc(hidden)]
    pub fn cbor(&self) -> cbor::Text<'_> {
        cbor::Text::new(self.payload(), self.limit)
    }

    /// Returns the payload as XML.
    #[cfg(feature = "xml")]
    #[doc(hidden)]
    pub fn xml(&self) -> xml::Text<'_> {
        xml::Text::new(self.payload(), self.limit)
    }

    /// Returns the payload as text.
    #[doc(hidden)]
    pub fn payload_text(&self) -> Result<&str, Malformed> {
        std::str::from_utf8(self.payload()).map_err(|_| Malformed("expected UTF-8".to_owned()))
    }
}
