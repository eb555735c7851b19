//! The modelled properties of an error.

use std::borrow::Cow;

use http::StatusCode;

use super::super::service::Service;
use super::super::unreadable::UnreadableMembers;
use super::{read, ErrorMetadata, Retry, Text};

impl ErrorMetadata {
    /// A modelled error of a service that no response contained, with its common properties for all operations.
    #[doc(hidden)]
    pub fn modelled<S: Service>(status: u16, code: &str, retry: Retry) -> Self {
        let hint = S::hint("", status, Some(code));
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut metadata = Self::new(status).with_code(code).with_retry(retry);
        metadata.0.hint = hint.map(Cow::Borrowed);
        metadata
    }

    /// The model's statement about retries.
    #[doc(hidden)]
    pub fn with_retry(mut self, retry: Retry) -> Self {
        self.0.retry = retry;
        self
    }

    /// Sets the name in the model of an error without a code, which its status alone determines.
    #[doc(hidden)]
    pub fn of_shape(mut self, name: &str) -> Self {
        self.0.shape = Some(Text::Owned(name.to_owned()));
        self
    }

    /// The undisplayed properties of an error: the name in the model, retry behaviour, whether the message is sensitive, and the
    /// hint.
    #[cfg(feature = "serde")]
    pub(crate) fn kept(&self) -> (Option<&str>, Retry, bool, Option<&str>) {
        (self.0.text(&self.0.shape), self.0.retry, self.0.secret, self.0.hint.as_deref())
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
        self.0.shape = Some(Text::Owned(shape));
        self
    }

    #[cfg(feature = "serde")]
    pub(crate) fn with_hint(mut self, hint: String) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// Records the members of the error that could not be decoded.
    #[doc(hidden)]
    pub fn with_unreadable(mut self, unreadable: UnreadableMembers) -> Self {
        self.0.unreadable = unreadable;
        self
    }

    /// Reads the message by its name in the model. Other spellings count if it is missing.
    #[doc(hidden)]
    pub fn with_message_member(mut self, name: &str) -> Self {
        // Already read.
        if self.0.message_name == Some(name) {
            return self;
        }
        if let Some(message) = read::member(&self.0.body, self.0.format, name) {
            self.0.message = Some(Text::new(message, &self.0.body));
        }
        self
    }

    /// Reads the message from its modelled header.
    #[doc(hidden)]
    pub fn with_message_header(mut self, name: &str) -> Self {
        if let Some(message) = read::header(&self.response(), name) {
            self.0.message = Some(Text::Owned(message.to_owned()));
        }
        self
    }

    /// Hides the message.
    #[doc(hidden)]
    pub fn with_secret_message(mut self) -> Self {
        self.0.secret = true;
        self
    }
}
