//! The error of a call, and the errors of encoding and decoding.

use std::fmt;

use http::StatusCode;

#[cfg(feature = "clients")]
use super::call::{SetupError, TransportError};
use super::json;
use super::metadata::{ErrorMetadata, ServiceError};
use super::ConstructionError;

/// The error of a call. `E` is the error enum of the operation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum CallError<E> {
    /// The request could not be made; nothing was sent.
    Construction(ConstructionError),
    /// There is no response, or only a part of one: no connection, an untrusted certificate, a timeout, a body that is too large.
    #[cfg(feature = "clients")]
    Transport(TransportError),
    /// The service returned an error.
    Service(E),
    /// The status is one of success, but the response could not be read.
    Decode(DecodeError),
}

impl<E: ServiceError> CallError<E> {
    /// Returns the content of the response, if there was one.
    pub fn metadata(&self) -> Option<&ErrorMetadata> {
        match self {
            Self::Construction(_) => None,
            #[cfg(feature = "clients")]
            Self::Transport(_) => None,
            Self::Service(error) => Some(error.metadata()),
            Self::Decode(error) => Some(error.metadata()),
        }
    }

    /// Returns the HTTP status of the response, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.metadata().map(ErrorMetadata::status)
    }

    /// Returns the code of the error, such as `ThrottlingException`.
    pub fn code(&self) -> Option<&str> {
        self.metadata()?.code()
    }

    /// Returns the service's message.
    pub fn message(&self) -> Option<&str> {
        match self {
            Self::Service(error) => error.message(),
            _ => None,
        }
    }

    /// Returns the id that the service gave the request.
    pub fn request_id(&self) -> Option<&str> {
        self.metadata()?.request_id()
    }

    /// Whether the same call may succeed when it is repeated. If there was no response, the service may have carried it out: see
    /// `TransportError::was_sent`.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Service(error) => error.is_retryable(),
            #[cfg(feature = "clients")]
            Self::Transport(error) => error.is_transient(),
            _ => false,
        }
    }

    /// Whether the caller sends more requests than the service accepts.
    pub fn is_throttling(&self) -> bool {
        matches!(self, Self::Service(error) if error.is_throttling())
    }

    /// Whether the caller is not allowed to make the call: the status 403, with any code or none, or a code that means it.
    pub fn is_access_denied(&self) -> bool {
        matches!(self, Self::Service(error) if error.is_access_denied())
    }
}

impl<E> From<EncodeError> for CallError<E> {
    fn from(error: EncodeError) -> Self {
        Self::Construction(error.into())
    }
}

#[cfg(feature = "clients")]
impl<E> From<SetupError> for CallError<E> {
    fn from(error: SetupError) -> Self {
        Self::Construction(ConstructionError::Setup(error))
    }
}

impl<E: fmt::Display> fmt::Display for CallError<E> {
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

/// Its text is that of the inner error, so its source is that of the inner error too.
impl<E: std::error::Error + 'static> std::error::Error for CallError<E> {
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

/// A value that cannot be sent where the model puts it. The value itself is not shown: it may be a secret.
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

    /// The member with the value, by its name in the model.
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

/// A response whose status is one of success, and that cannot be read.
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

    /// The response: status, headers, body and request id.
    pub fn metadata(&self) -> &ErrorMetadata {
        &self.metadata
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.metadata.operation().unwrap_or("the operation");
        write!(
            f,
            "the response of {operation} cannot be read (HTTP {}): {}",
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

/// The defect of a response: its place, never the value there.
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
