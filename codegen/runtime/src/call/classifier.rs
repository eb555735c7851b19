//! Retry classifiers: which errors are retried, decided by the caller.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use super::super::metadata::ErrorMetadata;
use super::TransportError;

/// Decides whether a failed attempt is retried. It sees the decision of the default rules, and can replace it.
///
/// The limits of [`RetryPolicy`](super::RetryPolicy) hold whatever it decides: the number of attempts, the budget of the client
/// and the time of the call. So does repeatability: if the service may have carried out the request, only an operation that is
/// safe to repeat is sent again. After a corrected clock, the call is retried without the classifier.
///
/// An `Arc` of a classifier is also a classifier: clients can share it.
///
/// ```
/// use farrier_runtime::call::{FailedAttempt, RetryClassifier, RetryDecision};
///
/// /// Conflicts pass.
/// struct Conflicts;
///
/// impl RetryClassifier for Conflicts {
///     fn classify(&self, failed: &FailedAttempt<'_>) -> RetryDecision {
///         match failed.code() {
///             Some("ConflictException") => RetryDecision::Retry,
///             _ => RetryDecision::Default,
///         }
///     }
/// }
/// ```
pub trait RetryClassifier: Send + Sync {
    /// Returns the decision for a failed attempt.
    fn classify(&self, failed: &FailedAttempt<'_>) -> RetryDecision;
}

impl<T: RetryClassifier + ?Sized> RetryClassifier for Arc<T> {
    fn classify(&self, failed: &FailedAttempt<'_>) -> RetryDecision {
        (**self).classify(failed)
    }
}

/// Whether to retry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryDecision {
    /// As without a classifier.
    Default,
    /// Retry, after the usual delay.
    Retry,
    /// Retry after this delay.
    RetryAfter(Duration),
    /// Return the error.
    DoNotRetry,
}

/// A failed attempt.
#[derive(Clone, Copy)]
pub struct FailedAttempt<'a> {
    pub(crate) operation: &'static str,
    pub(crate) attempt: u32,
    pub(crate) metadata: Option<&'a ErrorMetadata>,
    pub(crate) transport: Option<&'a TransportError>,
    pub(crate) default: bool,
}

impl<'a> FailedAttempt<'a> {
    /// Returns the name of the operation in the model.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Returns the number of the attempt, from 1.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// Returns the error response, or the response that could not be read; `None` without a response.
    pub fn metadata(&self) -> Option<&'a ErrorMetadata> {
        self.metadata
    }

    /// Returns the status of the response.
    pub fn status(&self) -> Option<StatusCode> {
        self.metadata.map(ErrorMetadata::status)
    }

    /// Returns the code of the error, such as `ThrottlingException`.
    pub fn code(&self) -> Option<&'a str> {
        self.metadata?.code()
    }

    /// Returns the error of the transport, if there is no response.
    pub fn transport(&self) -> Option<&'a TransportError> {
        self.transport
    }

    /// Whether the default rules retry it.
    pub fn is_retried_by_default(&self) -> bool {
        self.default
    }
}

impl fmt::Debug for FailedAttempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FailedAttempt")
            .field("operation", &self.operation)
            .field("attempt", &self.attempt)
            .field("metadata", &self.metadata)
            .field("transport", &self.transport)
            .field("default", &self.default)
            .finish()
    }
}
