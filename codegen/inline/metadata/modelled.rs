//! What the model says of an error.

use http::StatusCode;

use super::super::unreadable::UnreadableMembers;
use super::{ErrorMetadata, Retry};

impl ErrorMetadata {
    /// A modelled error that no answer named.
    pub(crate) fn modelled(status: u16, code: &str, retry: Retry) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self::new(status).with_code(code).with_retry(retry)
    }

    /// What the model says about repeating the call.
    pub(crate) fn with_retry(mut self, retry: Retry) -> Self {
        self.0.retry = retry;
        self
    }

    /// Notes the members of the error that could not be read.
    #[allow(dead_code)] // An error may have no members but its message.
    pub(crate) fn with_unreadable(mut self, unreadable: UnreadableMembers) -> Self {
        self.0.unreadable = unreadable;
        self
    }
}
