//! What can go wrong with a call, short of the service itself saying no.

use std::fmt;

use http::StatusCode;

#[cfg(feature = "clients")]
use super::call::{SetupError, TransportError};
use super::json;
use super::metadata::{ErrorMetadata, ServiceError};
use super::ConstructionError;

/// Why a call has no output. `E` is the error enum of the operation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// The request could not be made; nothing was sent.
    Construction(ConstructionError),
    /// There is no answer, or not all of it: no connection, no trust, no time, too much of it.
    #[cfg(feature = "clients")]
    Transport(TransportError),
    /// The service answered with an error.
    Service(E),
    /// The service reported success, but the answer could not be read.
    Decode(DecodeError),
}

impl<E: ServiceError> Error<E> {
    /// What the answer said, when there was one.
    pub fn metadata(&self) -> Option<&ErrorMetadata> {
        match self {
            Self::Construction(_) => None,
            #[cfg(feature = "clients")]
            Self::Transport(_) => None,
            Self::Service(error) => Some(error.metadata()),
            Self::Decode(error) => Some(error.metadata()),
        }
    }

    /// The HTTP status of the answer, when there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.metadata().map(ErrorMetadata::status)
    }

    /// The code of the error, such as `ThrottlingException`.
    pub fn code(&self) -> Option<&str> {
        self.metadata()?.code()
    }

    /// The service's message.
    pub fn message(&self) -> Option<&str> {
        match self {
            Self::Service(error) => error.message(),
            _ => None,
        }
    }

    /// The id by which the service knows the request.
    pub fn request_id(&self) -> Option<&str> {
        self.metadata()?.request_id()
    }

    /// Whether the same call may succeed when it is repeated. Without an answer, it may have been carried out all the same:
    /// see `TransportError::was_sent`.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Service(error) => error.is_retryable(),
            #[cfg(feature = "clients")]
            Self::Transport(error) => error.is_transient(),
            _ => false,
        }
    }

    /// Whether the caller is too fast for the service.
    pub fn is_throttling(&self) -> bool {
        matches!(self, Self::Service(error) if error.is_throttling())
    }

    /// Whether the caller may not do this: the status 403 in any form, or a code that says so.
    pub fn is_access_denied(&self) -> bool {
        matches!(self, Self::Service(error) if error.is_access_denied())
    }
}

impl<E> From<EncodeError> for Error<E> {
    fn from(error: EncodeError) -> Self {
        Self::Construction(error.into())
    }
}

#[cfg(feature = "clients")]
impl<E> From<SetupError> for Error<E> {
    fn from(error: SetupError) -> Self {
        Self::Construction(ConstructionError::Setup(error))
    }
}

impl<E: fmt::Display> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Construction(error) => error.fmt(f),
            #[cfg(feature = "clients")]
            Self::Transport(error) => error.fmt(f),
            Self::Service(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
        }
    }
}

/// It prints what the error inside prints, so it has that error's source too.
impl<E: std::error::Error + 'static> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Construction(error) => error.source(),
            #[cfg(feature = "clients")]
            Self::Transport(error) => error.source(),
            Self::Service(error) => error.source(),
            Self::Decode(error) => error.source(),
        }
    }
}

/// A value that cannot travel where the model puts it. The value itself is not shown: it may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    operation: &'static str,
    member: &'static str,
    problem: &'static str,
}

impl EncodeError {
    #[doc(hidden)]
    pub fn new(operation: &'static str, member: &'static str, problem: &'static str) -> Self {
        Self { operation, member, problem }
    }

    /// The operation whose request could not be written.
    pub fn operation(&self) -> &str {
        self.operation
    }

    /// The member at fault, by its name in the model.
    pub fn member(&self) -> &str {
        self.member
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the request for {} was not sent: {} {}", self.operation, self.member, self.problem)
    }
}

impl std::error::Error for EncodeError {}

/// An answer that reports success and cannot be read.
#[derive(Clone, Debug)]
pub struct DecodeError {
    reason: Malformed,
    metadata: ErrorMetadata,
}

impl DecodeError {
    #[doc(hidden)]
    pub fn new(reason: Malformed, metadata: ErrorMetadata) -> Self {
        Self { reason, metadata }
    }

    /// The answer: status, headers, body and request id.
    pub fn metadata(&self) -> &ErrorMetadata {
        &self.metadata
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.metadata.operation().unwrap_or("the operation");
        write!(
            f,
            "the answer to {operation} cannot be read (HTTP {}): {}",
            self.metadata.status().as_u16(),
            self.reason
        )?;
        // A page of a proxy says what is wrong; JSON may have secrets.
        if let Some(text) = self.metadata.body_text() {
            write!(f, "; the body says: {text}")?;
        }
        match self.metadata.request_id() {
            Some(id) => write!(f, " (request id {id})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for DecodeError {}

/// What is wrong with an answer. It says where, never what stands there.
#[derive(Clone, Debug)]
pub struct Malformed(pub(crate) String);

impl From<json::Error> for Malformed {
    fn from(error: json::Error) -> Self {
        Self(error.to_string())
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
