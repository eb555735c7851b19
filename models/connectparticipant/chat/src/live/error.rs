//! The errors of a chat.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use connectparticipant::CallError;

use crate::session::{End, Failure};

/// A chat could not be connected.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ConnectError {
    /// The service rejected the connection, for a reason that a retry does not change. With the status 403, the token is wrong or the chat
    /// is over.
    Rejected(Failure),
    /// The chat ended while it was connected.
    Ended(Box<End>),
    /// The chat was not connected in time.
    Timeout {
        /// The timeout: see [`ChatBuilder::connect_timeout`](crate::ChatBuilder::connect_timeout).
        limit: Duration,
        /// The last failure, if there was one.
        reason: Option<Box<str>>,
    },
    /// There is no Tokio runtime. Only the async chat needs one.
    NoRuntime,
    /// The system has no thread or no file descriptor for a blocking chat, for this reason.
    NoThread(Box<str>),
    /// The client has a custom transport, which opens no websockets.
    NoSockets,
}

impl From<End> for ConnectError {
    fn from(end: End) -> Self {
        match end {
            End::Failed(failure) => Self::Rejected(failure),
            end => Self::Ended(Box::new(end)),
        }
    }
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rejected(failure) => write!(f, "the chat cannot be connected: {failure}"),
            Self::Ended(end) => match &**end {
                End::Stopped(reason) => write!(f, "the chat ended before it was connected: {reason}"),
                _ => f.write_str("the chat ended before it was connected"),
            },
            Self::Timeout { limit, reason: Some(reason) } => {
                write!(f, "the chat was not connected within {limit:?}: {reason}")
            }
            Self::Timeout { limit, reason: None } => {
                write!(f, "the chat was not connected within {limit:?}")
            }
            Self::NoThread(reason) => write!(f, "the chat has no thread: {reason}"),
            Self::NoRuntime => f.write_str("a chat needs a Tokio runtime, such as that of `#[tokio::main]`"),
            Self::NoSockets => f.write_str("the transport of the client opens no websockets"),
        }
    }
}

impl Error for ConnectError {}

/// The error of a call within a chat. `E` is the error enum of the operation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ChatError<E> {
    /// The session is over. Nothing was sent.
    Ended,
    /// The call failed.
    Call(CallError<E>),
}

impl<E> From<CallError<E>> for ChatError<E> {
    fn from(error: CallError<E>) -> Self {
        Self::Call(error)
    }
}

impl<E> fmt::Display for ChatError<E>
where
    CallError<E>: fmt::Display,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ended => f.write_str("the chat is over"),
            Self::Call(error) => error.fmt(f),
        }
    }
}

impl<E: fmt::Debug> Error for ChatError<E> where CallError<E>: fmt::Display {}
