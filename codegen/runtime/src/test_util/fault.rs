//! What can go wrong on the way, on demand.

use std::fmt;
use std::time::Duration;

use http::header::{LOCATION, RETRY_AFTER};
use http::{HeaderValue, Response, StatusCode};

/// Something that goes wrong with one request. See [`Server::inject`](super::Server::inject).
///
/// Unless it says otherwise, the request is carried out: what a client does not hear of has happened all the same.
#[derive(Clone)]
#[non_exhaustive]
pub enum Fault {
    /// The connection is closed without a word, before the request is looked at: it is not carried out, nor recorded.
    Hangup,
    /// The connection is closed in place of the answer.
    LoseAnswer,
    /// The connection is closed in the middle of the body; before it, if the body is empty.
    CloseInBody,
    /// The answer comes byte by byte, head and all, with a pause before each.
    Trickle(Duration),
    /// The head comes at once, and half of the body; the rest never, until the client or the server gives up.
    Stall,
    /// The answer comes after this time.
    Delay(Duration),
    /// `Content-Length` promises ten bytes more than there are; then the connection is closed.
    LongContentLength,
    /// `Content-Length` admits half of the bytes that there are.
    ShortContentLength,
    /// The status is that of success, the body is no JSON.
    InvalidJson,
    /// The status is that of success, the body is JSON of about this many bytes, most of them in a member that no model
    /// knows.
    HugeBody(u64),
    /// The body is compressed if the request's `Accept-Encoding` allows gzip.
    Gzip,
    /// This answer in place of the proper one; the request is not carried out.
    Answer(Response<Vec<u8>>),
}

impl Fault {
    /// An answer with this status, and with a body that names no error.
    ///
    /// A status that is none, such as 99, becomes 500.
    #[must_use]
    pub fn status(status: u16) -> Self {
        let mut answer = Response::new(Vec::new());
        *answer.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self::Answer(answer)
    }

    /// Status 429 with `Retry-After`, in whole seconds.
    #[must_use]
    pub fn too_many_requests(retry_after: Duration) -> Self {
        let mut answer = Response::new(Vec::new());
        *answer.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(retry_after.as_secs()));
        Self::Answer(answer)
    }

    /// Status 307 and a `Location`. An address that no header can have is left out.
    #[must_use]
    pub fn redirect(location: &str) -> Self {
        let mut answer = Response::new(Vec::new());
        *answer.status_mut() = StatusCode::TEMPORARY_REDIRECT;
        if let Ok(location) = HeaderValue::from_str(location) {
            answer.headers_mut().insert(LOCATION, location);
        }
        Self::Answer(answer)
    }
}

/// Answers are shown as their status.
impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hangup => f.write_str("Hangup"),
            Self::LoseAnswer => f.write_str("LoseAnswer"),
            Self::CloseInBody => f.write_str("CloseInBody"),
            Self::Trickle(pace) => f.debug_tuple("Trickle").field(pace).finish(),
            Self::Stall => f.write_str("Stall"),
            Self::Delay(time) => f.debug_tuple("Delay").field(time).finish(),
            Self::LongContentLength => f.write_str("LongContentLength"),
            Self::ShortContentLength => f.write_str("ShortContentLength"),
            Self::InvalidJson => f.write_str("InvalidJson"),
            Self::HugeBody(bytes) => f.debug_tuple("HugeBody").field(bytes).finish(),
            Self::Gzip => f.write_str("Gzip"),
            Self::Answer(answer) => f.debug_tuple("Answer").field(&answer.status()).finish(),
        }
    }
}
