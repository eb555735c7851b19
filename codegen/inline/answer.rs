//! An answer of the service, as it came.

use http::{HeaderMap, StatusCode};

/// Headers that carry the request id, in the order in which they are looked for.
const REQUEST_ID_HEADERS: [&str; 3] = ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"];

/// Status, headers and body of an answer.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The HTTP status.
    pub(crate) status: StatusCode,
    /// The headers.
    pub(crate) headers: &'a HeaderMap,
    /// The body.
    pub(crate) body: &'a [u8],
}

impl<'a> Answer<'a> {
    /// A header as text, if it is there and is text.
    pub(crate) fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The id that the service gave the request.
    pub(crate) fn request_id(&self) -> Option<&'a str> {
        REQUEST_ID_HEADERS.iter().find_map(|name| self.header(name).filter(|id| !id.is_empty()))
    }
}
