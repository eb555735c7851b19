//! The metadata of a successful response: status, request id, headers, and members that could not be decoded.

use std::fmt;

use http::{HeaderMap, StatusCode};

use super::response::request_id;
use super::unreadable::UnreadableMembers;

/// An output with the metadata of its response.
///
/// A call returns it after `with_metadata()`, and [`Operation::decode_with_metadata`](super::Operation::decode_with_metadata)
/// returns it without a client.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WithMetadata<T> {
    /// The output of the operation.
    pub output: T,
    /// The status, the request id, the headers and the number of attempts.
    pub metadata: ResponseMetadata,
}

/// The metadata of a successful response: status, request id, headers, number of attempts, and the members of the output that
/// could not be decoded.
#[derive(Clone, PartialEq, Eq)]
pub struct ResponseMetadata {
    status: StatusCode,
    headers: HeaderMap,
    attempts: u32,
    pub(crate) unreadable: UnreadableMembers,
}

impl ResponseMetadata {
    pub(crate) fn new(
        status: StatusCode,
        headers: HeaderMap,
        attempts: u32,
        unreadable: UnreadableMembers,
    ) -> Self {
        Self { status, headers, attempts, unreadable }
    }

    /// Returns the HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the request id: include it in support requests.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// Returns the number of attempts of the call, including the successful one; 1 for a response that was decoded without
    /// a client.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Returns the members that could not be decoded, for example a number instead of a string, and so are missing from the output.
    /// The rest of the output is complete. Usually the list is empty.
    pub fn unreadable_members(&self) -> &UnreadableMembers {
        &self.unreadable
    }
}

/// Only the number of headers: some may be secret.
impl fmt::Debug for ResponseMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseMetadata")
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .field("attempts", &self.attempts)
            .field("unreadable_members", &self.unreadable)
            .field("headers", &format_args!("{} headers", self.headers.len()))
            .finish()
    }
}
