//! The error of a call, and the errors of encoding and decoding.

mod enums;
mod kind;
mod of_crate;

use std::borrow::Cow;
use std::fmt;

#[cfg(feature = "clients")]
use super::call::{SetupError, TransportError};
use super::json;
use super::metadata::ErrorMetadata;
use super::ConstructionError;
use kind::by_kind;
pub(crate) use kind::Kind;
pub use of_crate::{Error, OperationError, OtherError};

/// The error of a call. `E` is the error enum of the operation.
///
/// The variants call for different reactions: correct the input, try again later, or handle an error of the service.
/// `{error}` is for people, and contains the cause.
///
/// ```
/// use farrier_runtime::{CallError, ServiceError};
///
/// fn report<E: ServiceError>(error: &CallError<E>) {
///     match error {
///         CallError::Construction(error) => println!("correct the input or the client: {error}"),
///         CallError::Service(error) => println!("{}: {error}", error.status()),
///         error if error.is_retryable() => println!("try again later: {error}"),
///         error => println!("failed: {error}, request id {:?}", error.request_id()),
///     }
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum CallError<E> {
    /// The request could not be created, or an interceptor rejected it. This attempt was not sent; earlier attempts of the call may
    /// have been sent.
    Construction(ConstructionError),
    /// There is no complete response: no connection, an untrusted certificate, a timeout, or a body that is too large.
    #[cfg(feature = "clients")]
    Transport(TransportError),
    /// The service returned an error.
    Service(E),
    /// The status is a success, but the response could not be decoded.
    Decode(DecodeError),
}

impl<E> CallError<E> {
    pub(crate) fn kind(&self) -> Kind<'_, E> {
        match self {
            Self::Construction(error) => Kind::Construction(error),
            #[cfg(feature = "clients")]
            Self::Transport(error) => Kind::Transport(error),
            Self::Service(error) => Kind::Service(error),
            Self::Decode(error) => Kind::Decode(error),
        }
    }
}

by_kind!(CallError);

impl<E> From<EncodeError> for CallError<E> {
    fn from(error: EncodeError) -> Self {
        Self::Construction(error.into())
    }
}

#[cfg(feature = "clients")]
impl<E> From<SetupError> for CallError<E> {
    fn from(error: SetupError) -> Self {
        Self::Construction(error.into())
    }
}

/// The error for a value that cannot be sent in its location. The value is not shown: it may be a secret.
// In a box, so that the errors of calls are small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError(pub(crate) Box<Unencodable>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unencodable {
    pub(crate) operation: Cow<'static, str>,
    pub(crate) member: Cow<'static, str>,
    pub(crate) problem: Cow<'static, str>,
}

impl EncodeError {
    #[doc(hidden)]
    pub fn new(operation: &'static str, member: &'static str, problem: &'static str) -> Self {
        Self(Box::new(Unencodable {
            operation: operation.into(),
            member: member.into(),
            problem: problem.into(),
        }))
    }

    /// Returns the operation.
    pub fn operation(&self) -> &str {
        &self.0.operation
    }

    /// Returns the name of the member in the model.
    pub fn member(&self) -> &str {
        &self.0.member
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Unencodable { operation, member, problem } = &*self.0;
        write!(f, "the request for {operation} was not sent: {member} {problem}")
    }
}

impl std::error::Error for EncodeError {}

/// The error for a response with a status of success that cannot be decoded.
#[derive(Clone, Debug)]
pub struct DecodeError {
    pub(crate) reason: Malformed,
    pub(crate) metadata: ErrorMetadata,
}

impl DecodeError {
    #[doc(hidden)]
    pub fn new(reason: Malformed, metadata: ErrorMetadata) -> Self {
        Self { reason, metadata }
    }

    /// Returns the response: status, headers, body and request id.
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

/// The defect of a response: its position, never its value.
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
