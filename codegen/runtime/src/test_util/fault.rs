//! Faults on request.

use std::fmt;
use std::time::Duration;

use http::header::{LOCATION, RETRY_AFTER};
use http::{HeaderValue, Response, StatusCode};

/// A fault for one request. See [`Server::inject`](super::Server::inject).
///
/// Unless stated otherwise, the request is processed, even if the client gets no response.
#[derive(Clone)]
#[non_exhaustive]
pub enum Fault {
    /// The connection is closed before the request is read: it is neither processed nor recorded.
    Hangup,
    /// The connection is closed instead of a response.
    LoseResponse,
    /// The connection is closed in the middle of the body; before it, if the body is empty.
    CloseInBody,
    /// The response arrives byte by byte, including the head, with a delay before each.
    Trickle(Duration),
    /// The head arrives at once, and half of the body; the rest never does, until the client or the server ends.
    Stall,
    /// The response arrives after this time.
    Delay(Duration),
    /// `Content-Length` is ten bytes too large; then the connection is closed.
    LongContentLength,
    /// `Content-Length` is half of the actual length.
    ShortContentLength,
    /// The status is a success, but the body is not JSON.
    InvalidJson,
    /// The status is a success, and the body is JSON of about this many bytes, most of them in an unknown
    /// member.
    HugeBody(u64),
    /// The body is compressed if the request's `Accept-Encoding` allows gzip.
    Gzip,
    /// This response replaces the proper one; the request is not processed.
    Response(Response<Vec<u8>>),
}

impl Fault {
    /// Returns a response with this status, and with a body that names no error.
    ///
    /// An invalid status, such as 99, becomes 500.
    #[must_use]
    pub fn status(status: u16) -> Self {
        let mut response = Response::new(Vec::new());
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self::Response(response)
    }

    /// Returns status 429 with `Retry-After`, in whole seconds.
    #[must_use]
    pub fn too_many_requests(retry_after: Duration) -> Self {
        let mut response = Response::new(Vec::new());
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(retry_after.as_secs()));
        Self::Response(response)
    }

    /// Returns status 307 and a `Location`. An address that is invalid in a header is left out.
    #[must_use]
    pub fn redirect(location: &str) -> Self {
        let mut response = Response::new(Vec::new());
        *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
        if let Ok(location) = HeaderValue::from_str(location) {
            response.headers_mut().insert(LOCATION, location);
        }
        Self::Response(response)
    }
}

/// Shows responses as their status.
impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hangup => f.write_str("Hangup"),
            Self::LoseResponse => f.write_str("LoseResponse"),
            Self::CloseInBody => f.write_str("CloseInBody"),
            Self::Trickle(pace) => f.debug_tuple("Trickle").field(pace).finish(),
            Self::Stall => f.write_str("Stall"),
            Self::Delay(time) => f.debug_tuple("Delay").field(time).finish(),
            Self::LongContentLength => f.write_str("LongContentLength"),
            Self::ShortContentLength => f.write_str("ShortContentLength"),
            Self::InvalidJson => f.write_str("InvalidJson"),
            Self::HugeBody(bytes) => f.debug_tuple("HugeBody").field(bytes).finish(),
            Self::Gzip => f.write_str("Gzip"),
            Self::Response(response) => f.debug_tuple("Response").field(&response.status()).finish(),
        }
    }
}
