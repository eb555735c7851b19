//! The error of sending an event.

use std::fmt;

use super::super::MessageError;

/// An event that was not sent.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum SendEventError {
    /// It does not fit into a message. The request continues.
    Message(MessageError),
    /// The request has ended: the response, or the error of the call, has the reason.
    Closed,
}

impl From<MessageError> for SendEventError {
    fn from(error: MessageError) -> Self {
        Self::Message(error)
    }
}

impl fmt::Display for SendEventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Message(error) => error.fmt(f),
            Self::Closed => f.write_str("the event was not sent, since the request is over"),
        }
    }
}

impl std::error::Error for SendEventError {}
