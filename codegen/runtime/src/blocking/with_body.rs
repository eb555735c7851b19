//! Streamed request bodies.

use std::fmt;

use super::super::call::{returns, SentStream, StreamingInput, StreamingOutput};
use super::super::{CallError, Operation, WithMetadata};
use super::streamed::{self, Receive, Streamed};
use super::{Body, Call};

/// A call whose body is streamed instead of taken from a member of its input.
#[must_use = "a call does nothing until it is made"]
pub struct CallWithBody<'c, O: Operation, R = returns::Output> {
    call: Call<'c, O, R>,
    body: Body,
    length: Option<u64>,
}

impl<'c, O: StreamingInput, R> Call<'c, O, R> {
    /// Sends a body instead of the payload member of the input: [`Body::wrap`] creates one from a reader.
    ///
    /// It is sent once: the call is retried only while no part of the body was taken. The operation timeout applies, and the
    /// attempt timeout does not, so raise the former with [`operation_timeout`](Call::operation_timeout) for a
    /// long body.
    pub fn body(self, body: impl Into<Body>) -> CallWithBody<'c, O, R> {
        let body = body.into();
        let length = body.as_bytes().and_then(|bytes| u64::try_from(bytes.len()).ok());
        CallWithBody { call: self, body, length }
    }
}

impl<O: StreamingInput, R> CallWithBody<'_, O, R> {
    /// Sets the length of the body, if the body does not know it. Without a length, it is sent in chunks.
    pub fn length(mut self, bytes: u64) -> Self {
        self.length = Some(bytes);
        self
    }

    fn begin(self, receive: Receive) -> Result<Streamed<O::Output>, CallError<O::Error>> {
        let stream =
            SentStream { content_type: O::CONTENT_TYPE, length: self.length, open: false, mark: None };
        stream.check::<O>()?;
        let Call { client, input, options, .. } = self.call;
        streamed::call::<O>(client, input, &options, Some((self.body, stream)), receive)
    }
}

impl<O: StreamingInput> CallWithBody<'_, O> {
    /// Makes the call.
    ///
    /// # Errors
    ///
    /// As [`Call::send`]; also if the service requires the length of the body, or a checksum of it.
    pub fn send(self) -> Result<O::Output, CallError<O::Error>> {
        self.begin(Receive::Whole).map(|streamed| streamed.output)
    }
}

impl<O: StreamingInput> CallWithBody<'_, O, returns::WithMetadata> {
    /// Makes the call.
    ///
    /// # Errors
    ///
    /// As without the metadata.
    pub fn send(self) -> Result<WithMetadata<O::Output>, CallError<O::Error>> {
        self.begin(Receive::Whole).map(Streamed::into_head)
    }
}

impl<O: StreamingInput + StreamingOutput> CallWithBody<'_, O> {
    /// Makes the call up to the head of its response. The body follows.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn streamed(self) -> Result<Streamed<O::Output>, CallError<O::Error>> {
        self.begin(Receive::Streamed)
    }
}

/// Only the operation, not the input.
impl<O: Operation, R> fmt::Debug for CallWithBody<'_, O, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CallWithBody({})", O::NAME)
    }
}
