//! Bodies that are not held in memory: the operations that have them, and a response whose body follows.

use std::sync::Arc;

use bytes::Bytes;
use http::StatusCode;

use super::super::{CallError, EncodeError, Operation, ResponseMetadata, WithMetadata};

/// An operation with a member that can be sent piece by piece.
#[doc(hidden)]
pub trait StreamingInput: Operation {
    /// The member, by its name in the model.
    const MEMBER: &'static str;
    /// The media type of the body where no member says another.
    const CONTENT_TYPE: &'static str;
    /// Whether the service must know how long the body is before it comes.
    const REQUIRES_LENGTH: bool = false;
    /// Whether a header is made of the whole body, such as a checksum.
    const NEEDS_WHOLE_BODY: bool = false;
}

/// An operation with a member that can be received piece by piece.
#[doc(hidden)]
pub trait StreamingOutput: Operation {}

/// A response whose body has not been read yet. The member of the output that stands for the body is empty.
#[derive(Debug)]
#[non_exhaustive]
pub struct Streamed<T, B> {
    /// The output without its body: the members that travel in headers.
    pub output: T,
    /// The status, the request id, the headers and the number of attempts.
    pub metadata: ResponseMetadata,
    /// The body.
    pub body: B,
}

impl<T, B> Streamed<T, B> {
    pub(crate) fn new(head: WithMetadata<T>, body: B) -> Self {
        let WithMetadata { output, metadata } = head;
        Self { output, metadata, body }
    }

    /// The output and the metadata, without the body.
    pub(crate) fn into_head(self) -> WithMetadata<T> {
        let Self { output, metadata, .. } = self;
        WithMetadata { output, metadata }
    }
}

/// Whether the body of a response is the output of the operation.
#[doc(hidden)]
pub fn succeeds<O: Operation>(status: StatusCode) -> bool {
    status.as_u16() == O::SUCCESS || status.is_success()
}

/// Prepares a request for the body that follows it.
#[doc(hidden)]
pub type Mark = Arc<dyn Fn(&mut http::Request<Bytes>) + Send + Sync>;

/// The description of a body that follows a request.
#[derive(Clone)]
#[doc(hidden)]
pub struct SentStream {
    /// Where no member says another.
    pub content_type: &'static str,
    pub length: Option<u64>,
    /// Whether its end is up to the caller, as with events: the limit of the whole call is none of its limits then.
    pub open: bool,
    /// What tells whatever signs the request of the body, and takes from it what begins the body.
    pub mark: Option<Mark>,
}

impl SentStream {
    /// Refuses a body that cannot be sent.
    #[doc(hidden)]
    pub fn check<O: StreamingInput>(&self) -> Result<(), CallError<O::Error>> {
        let problem = if O::NEEDS_WHOLE_BODY {
            "cannot be streamed, since a checksum of all of it goes before it; give it as bytes"
        } else if O::REQUIRES_LENGTH && self.length.is_none() {
            "has no known length, and the service must know it; set it by `length(..)`"
        } else {
            return Ok(());
        };
        Err(EncodeError::new(O::NAME, O::MEMBER, problem).into())
    }
}
