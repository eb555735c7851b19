//! The behaviour that the error of a call and the error of a crate share.

use std::error::Error;
use std::fmt;

#[cfg(feature = "clients")]
use super::super::call::TransportError;
use super::super::metadata::{ErrorMetadata, ServiceError};
use super::super::ConstructionError;
use super::{DecodeError, OtherError};

/// One of the two errors, by its variants. `E` is the error of the service.
pub(crate) enum Kind<'a, E> {
    Construction(&'a ConstructionError),
    #[cfg(feature = "clients")]
    Transport(&'a TransportError),
    Service(&'a E),
    Decode(&'a DecodeError),
    Other(&'a OtherError),
}

impl<'a, E: ServiceError> Kind<'a, E> {
    pub(crate) fn metadata(&self) -> Option<&'a ErrorMetadata> {
        match *self {
            Self::Construction(_) => None,
            #[cfg(feature = "clients")]
            Self::Transport(_) => None,
            Self::Service(error) => Some(error.metadata()),
            Self::Decode(error) => Some(error.metadata()),
            Self::Other(error) => error.metadata(),
        }
    }

    /// The content of the response, if the service reports an error by it.
    pub(super) fn failure(&self) -> Option<&'a ErrorMetadata> {
        self.metadata().filter(|_| !matches!(self, Self::Decode(_)))
    }

    pub(super) fn message(&self) -> Option<&'a str> {
        match *self {
            Self::Service(error) => error.message(),
            Self::Other(error) => error.metadata()?.message(),
            _ => None,
        }
    }

    pub(super) fn is_retryable(&self) -> bool {
        match *self {
            Self::Service(error) => error.is_retryable(),
            #[cfg(feature = "clients")]
            Self::Transport(error) => error.is_transient(),
            Self::Other(error) => error.is_retryable(),
            _ => false,
        }
    }
}

impl<E: fmt::Display> fmt::Display for Kind<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Construction(error) => error.fmt(f),
            #[cfg(feature = "clients")]
            Self::Transport(error) => error.fmt(f),
            Self::Service(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Other(error) => error.fmt(f),
        }
    }
}

impl<'a, E: Error + 'static> Kind<'a, E> {
    pub(super) fn source(&self) -> Option<&'a (dyn Error + 'static)> {
        match *self {
            Self::Construction(error) => error.source(),
            #[cfg(feature = "clients")]
            Self::Transport(error) => error.source(),
            Self::Service(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::Other(error) => error.source(),
        }
    }
}

/// The methods and traits of an error with a `kind`.
macro_rules! by_kind {
    ($error:ident) => {
        impl<E: $crate::ServiceError> $error<E> {
            /// Returns the status, the headers and the body of the response, if there was one.
            pub fn metadata(&self) -> Option<&$crate::ErrorMetadata> {
                self.kind().metadata()
            }

            /// Returns the message of the service.
            pub fn message(&self) -> Option<&str> {
                self.kind().message()
            }

            /// Returns whether a retry of the same call may succeed. If there was no response, the service may have processed the
            /// call: see `TransportError::was_sent`.
            pub fn is_retryable(&self) -> bool {
                self.kind().is_retryable()
            }

            /// Returns the HTTP status of the response, if there was one.
            pub fn status(&self) -> Option<http::StatusCode> {
                self.metadata().map($crate::ErrorMetadata::status)
            }

            /// Returns the code of the error, such as `ThrottlingException`.
            pub fn code(&self) -> Option<&str> {
                self.metadata()?.code()
            }

            /// Returns the id that the service gave the request.
            pub fn request_id(&self) -> Option<&str> {
                self.metadata()?.request_id()
            }

            /// Returns a hint about the likely cause, if there is one.
            pub fn hint(&self) -> Option<&str> {
                self.metadata()?.hint()
            }

            /// Whether the caller sends more requests than the service accepts.
            pub fn is_throttling(&self) -> bool {
                self.kind().failure().map_or(false, $crate::ErrorMetadata::is_throttling)
            }

            /// Whether the caller is not allowed to make the call: the status 403, with any code or none, or a code that
            /// means it.
            pub fn is_access_denied(&self) -> bool {
                self.kind().failure().map_or(false, $crate::ErrorMetadata::is_access_denied)
            }
        }

        impl<E: std::fmt::Display> std::fmt::Display for $error<E> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.kind().fmt(f)
            }
        }

        /// Its text is that of the inner error, and so is its source.
        impl<E: std::error::Error + 'static> std::error::Error for $error<E> {
            fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
                self.kind().source()
            }
        }
    };
}

pub(super) use by_kind;
