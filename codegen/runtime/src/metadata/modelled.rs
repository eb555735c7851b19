//! What the model says of an error.

use std::borrow::Cow;

use http::StatusCode;

use super::super::service::Service;
use super::super::unreadable::UnreadableMembers;
use super::{read, ErrorMetadata, Retry};

impl ErrorMetadata {
    /// A modelled error of a service that no response named, with what is known of it in all operations.
    #[doc(hidden)]
    pub fn modelled<S: Service>(status: u16, code: &str, retry: Retry) -> Self {
        let hint = S::hint("", status, Some(code));
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut metadata = Self::new(status).with_code(code).with_retry(retry);
        metadata.0.hint = hint.map(Cow::Borrowed);
        metadata
    }

    /// What the model says about repeating the call.
    #[doc(hidden)]
    pub fn with_retry(mut self, retry: Retry) -> Self {
        self.0.retry = retry;
        self
    }

    /// What is kept of an error beyond what it shows: the name in the model, whether to repeat the call, whether the message is
    /// a secret, and the hint.
    #[cfg(feature = "serde")]
    pub(crate) fn kept(&self) -> (Option<&str>, Retry, bool, Option<&str>) {
        (self.0.shape.as_deref(), self.0.retry, self.0.secret, self.0.hint.as_deref())
    }

    #[cfg(feature = "serde")]
    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.0.status = status;
        self
    }

    #[cfg(feature = "serde")]
    pub(crate) fn with_operation(mut self, operation: String) -> Self {
        self.0.operation = Some(operation.into());
        self
    }

    #[cfg(feature = "serde")]
    pub(crate) fn with_shape(mut self, shape: String) -> Self {
        self.0.shape = Some(shape);
        self
    }

    #[cfg(feature = "serde")]
    pub(crate) fn with_hint(mut self, hint: String) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// Notes the members of the error that could not be read.
    #[doc(hidden)]
    pub fn with_unreadable(mut self, unreadable: UnreadableMembers) -> Self {
        self.0.unreadable = unreadable;
        self
    }

    /// The message under the name that it has in the body, by the model. Other spellings count where it is missing.
    #[doc(hidden)]
    pub fn with_message_member(mut self, name: &str) -> Self {
        // What was read already is not read again.
        if self.0.message_name == Some(name) {
            return self;
        }
        if let Some(message) = read::member(&self.0.body, name) {
            self.0.message = Some(message);
        }
        self
    }

    /// The message in the header where it is by the model.
    #[doc(hidden)]
    pub fn with_message_header(mut self, name: &str) -> Self {
        if let Some(message) = read::header(&self.response(), name) {
            self.0.message = Some(message);
        }
        self
    }

    /// Keeps the message out of what is shown.
    #[doc(hidden)]
    pub fn with_secret_message(mut self) -> Self {
        self.0.secret = true;
        self
    }
}
