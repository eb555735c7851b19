//! The error of a whole crate: that of a call of any operation.

use std::fmt;
use std::sync::Arc;

#[cfg(feature = "clients")]
use super::super::call::{CollectError, PaginateItems, Reached, SetupError, TransportError, WaitError};
use super::super::metadata::{ErrorMetadata, ServiceError};
#[cfg(feature = "clients")]
use super::super::upload::UploadError;
use super::super::ConstructionError;
#[cfg(feature = "event-stream")]
use super::super::StreamError;
use super::{by_kind, CallError, DecodeError, EncodeError, Kind};

/// The errors of one operation or event stream, which are also part of the errors of its service.
pub trait OperationError: ServiceError {
    /// The enum with all errors of the service.
    type Any: ServiceError;

    /// Returns the same error as one of the service.
    fn into_any(self) -> Self::Any;
}

/// The error of a call of any operation. `A` is the enum with all errors of a service.
///
/// `?` converts the errors of calls, pages, items, waits, uploads and event streams, and the error enums of the operations.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Error<A> {
    /// The request could not be created, or an interceptor rejected it. This attempt was not sent; earlier attempts of the call may
    /// have been sent.
    Construction(ConstructionError),
    /// There is no response, or only a part of one.
    #[cfg(feature = "clients")]
    Transport(TransportError),
    /// The service returned an error.
    Service(A),
    /// The status is a success, but the response could not be decoded.
    Decode(DecodeError),
    /// The error of a wait, an upload, an event or a call by name.
    Other(OtherError),
}

/// The error of a wait, an upload, an event or a call by name, as its own type. After deserialization, it has only its text.
#[derive(Clone, Debug)]
pub struct OtherError {
    error: Arc<dyn std::error::Error + Send + Sync>,
    metadata: Option<ErrorMetadata>,
    retryable: bool,
}

impl OtherError {
    pub(crate) fn new(
        error: impl std::error::Error + Send + Sync + 'static,
        metadata: Option<ErrorMetadata>,
        retryable: bool,
    ) -> Self {
        Self { error: Arc::new(error), metadata, retryable }
    }

    /// Returns the error; `downcast_ref` gives the `WaitError`, `UploadError`, `EventError`, `MessageError` or `DynamicError`, unless
    /// it was deserialized.
    pub fn get(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
        &*self.error
    }

    /// Returns the content of the error response, if there was one.
    pub fn metadata(&self) -> Option<&ErrorMetadata> {
        self.metadata.as_ref()
    }

    /// Whether a retry may succeed.
    pub fn is_retryable(&self) -> bool {
        self.retryable
    }
}

impl fmt::Display for OtherError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

/// It prints the inner error, so its source is the source of that error.
impl std::error::Error for OtherError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}

impl<A> Error<A> {
    pub(crate) fn kind(&self) -> Kind<'_, A> {
        match self {
            Self::Construction(error) => Kind::Construction(error),
            #[cfg(feature = "clients")]
            Self::Transport(error) => Kind::Transport(error),
            Self::Service(error) => Kind::Service(error),
            Self::Decode(error) => Kind::Decode(error),
            Self::Other(error) => Kind::Other(error),
        }
    }
}

by_kind!(Error);

impl<E: OperationError> From<E> for Error<E::Any> {
    fn from(error: E) -> Self {
        Self::Service(error.into_any())
    }
}

impl<E: OperationError> From<CallError<E>> for Error<E::Any> {
    fn from(error: CallError<E>) -> Self {
        match error {
            CallError::Construction(error) => Self::Construction(error),
            #[cfg(feature = "clients")]
            CallError::Transport(error) => Self::Transport(error),
            CallError::Service(error) => Self::Service(error.into_any()),
            CallError::Decode(error) => Self::Decode(error),
        }
    }
}

/// Conversions of errors without a service.
macro_rules! from {
    ($($error:ty: $variant:ident;)*) => {$(
        impl<A> From<$error> for Error<A> {
            fn from(error: $error) -> Self {
                Self::$variant(error.into())
            }
        }
    )*};
}

from! {
    ConstructionError: Construction;
    EncodeError: Construction;
    DecodeError: Decode;
}

#[cfg(feature = "clients")]
from! {
    SetupError: Construction;
    TransportError: Transport;
}

#[cfg(feature = "clients")]
impl<O: PaginateItems> From<CollectError<O>> for Error<<O::Error as OperationError>::Any>
where
    O::Error: OperationError,
{
    fn from(error: CollectError<O>) -> Self {
        (*error.error).into()
    }
}

/// An error of a call or of the service is that error; otherwise, the `WaitError` is kept.
#[cfg(feature = "clients")]
impl<T, E> From<WaitError<T, E>> for Error<E::Any>
where
    T: fmt::Debug + Send + Sync + 'static,
    E: OperationError + Send + Sync,
{
    fn from(error: WaitError<T, E>) -> Self {
        match error {
            WaitError::Call(error) => error.into(),
            WaitError::Failed(last) => match *last {
                Reached::Error(error) => Self::Service(error.into_any()),
                output => {
                    Self::Other(OtherError::new(WaitError::<T, E>::Failed(Box::new(output)), None, false))
                }
            },
            WaitError::TimedOut => Self::Other(OtherError::new(WaitError::<T, E>::TimedOut, None, true)),
        }
    }
}

#[cfg(feature = "clients")]
impl<A> From<UploadError> for Error<A> {
    fn from(error: UploadError) -> Self {
        let (metadata, retryable) = (error.metadata().cloned(), error.is_retryable());
        Self::Other(OtherError::new(error, metadata, retryable))
    }
}

#[cfg(feature = "event-stream")]
impl<E: OperationError> From<StreamError<E>> for Error<E::Any> {
    fn from(error: StreamError<E>) -> Self {
        match error {
            StreamError::Service(error) => Self::Service(error.into_any()),
            StreamError::Decode(error) => Self::Other(OtherError::new(error, None, false)),
            #[cfg(feature = "clients")]
            StreamError::Frame(error) => Self::Other(OtherError::new(error, None, false)),
            #[cfg(feature = "clients")]
            StreamError::Transport(error) => Self::Transport(error),
        }
    }
}
