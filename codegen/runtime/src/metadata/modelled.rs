//! What the model says of an error.

use http::StatusCode;

use super::super::unreadable::UnreadableMembers;
use super::{read, ErrorMetadata, Retry};

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

    /// The message under the name that it has in the body, by the model. Other spellings count where it is missing.
    #[allow(dead_code)] // No error need have a message.
    pub(crate) fn with_message_member(mut self, name: &str) -> Self {
        if let Some(message) = read::member(&self.0.body, name) {
            self.0.message = Some(message);
        }
        self
    }

    /// The message in the header where it is by the model.
    #[allow(dead_code)] // Few errors have theirs there.
    pub(crate) fn with_message_header(mut self, name: &str) -> Self {
        if let Some(message) = read::header(&self.answer(), name) {
            self.0.message = Some(message);
        }
        self
    }

    /// Keeps the message out of what is shown.
    #[allow(dead_code)] // Few messages are secrets.
    pub(crate) fn with_secret_message(mut self) -> Self {
        self.0.secret = true;
        self
    }
}
