//! Streamed bodies: their operations, and a response whose body follows.

use std::sync::Arc;

use bytes::Bytes;
use http::StatusCode;

use super::super::{CallError, EncodeError, Operation, ResponseMetadata, WithMetadata};

/// An operation with a member that can be streamed in the request.
#[doc(hidden)]
pub trait StreamingInput: Operation {
    /// The member, by its name in the model.
    const MEMBER: &'static str;
    /// The default media type of the body.
    const CONTENT_TYPE: &'static str;
    /// Whether the service requires the length of the body in advance.
    const REQUIRES_LENGTH: bool = false;
    /// Whether a header depends on the whole body, such as a checksum.
    const NEEDS_WHOLE_BODY: bool = false;
}

/// An operation with a member that can be streamed in the response.
#[doc(hidden)]
pub trait StreamingOutput: Operation {}

/// A response with an unread body. The payload member of the output is empty.
#[derive(Debug)]
#[non_exhaustive]
pub struct Streamed<T, B> {
    /// The output without its body: the members in headers.
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
pub(crate) fn succeeds<O: Operation>(status: StatusCode) -> bool {
    status.as_u16() == O::SUCCESS || status.is_success()
}

/// Prepares a request for the body that follows it.
pub(crate) type Mark = Arc<dyn Fn(&mut http::Request<Bytes>) + Send + Sync>;

/// The description of a body that follows a request.
#[derive(Clone)]
pub(crate) struct SentStream {
    /// The default media type.
    pub(crate) content_type: &'static str,
    pub(crate) length: Option<u64>,
    /// Whether the caller determines its end, as with events: then the operation timeout does not apply.
    pub(crate) open: bool,
    /// Informs the signer of the request about the body, and receives the start of the body from it.
    pub(crate) mark: Option<Mark>,
}

impl SentStream {
    /// Rejects a body that cannot be sent.
    pub(crate) fn check<O: StreamingInput>(&self) -> Result<(), CallError<O::Error>> {
        let problem = if O::NEEDS_WHOLE_BODY {
            "cannot be streamed, since its checksum is sent first; set it as bytes"
        } else if O::REQUIRES_LENGTH && self.length.is_none() {
            "has no known length, which the service requires; set it with `length(..)`"
        } else {
            return Ok(());
        };
        Err(EncodeError::new(O::NAME, O::MEMBER, problem).into())
    }
}
