//! Requests whose body is sent piece by piece.

use std::fmt;

use http_body::Body as _;

use super::super::call::{Outcome, SentStream, StreamingInput, StreamingOutput};
use super::super::{Error, Operation};
use super::streamed::{self, Answer, Streamed};
use super::{Body, Call};

/// A call whose request has a body that is sent piece by piece, instead of a member of its input.
#[must_use = "a call does nothing until it is sent"]
pub struct CallWithBody<'c, O: Operation> {
    call: Call<'c, O>,
    body: Body,
    length: Option<u64>,
}

impl<'c, O: StreamingInput> Call<'c, O> {
    /// Sends a body instead of the member of the input that stands for it.
    ///
    /// It is sent once: the call is repeated only as long as nothing of the body was taken. The limit of an attempt begins
    /// anew with each piece that the transport takes; that of the whole call stays as it is, so raise it by
    /// [`operation_timeout`](Call::operation_timeout) for a long body.
    pub fn body(self, body: impl Into<Body>) -> CallWithBody<'c, O> {
        let body = body.into();
        let length = body.size_hint().exact();
        CallWithBody { call: self, body, length }
    }
}

impl<'c, O: StreamingInput> CallWithBody<'c, O> {
    /// Says how many bytes the body has, where it does not know that itself. Without a length, the body travels in chunks.
    pub fn length(mut self, bytes: u64) -> Self {
        self.length = Some(bytes);
        self
    }

    /// Makes the call.
    ///
    /// # Errors
    ///
    /// As [`Call::send`]; and the service must know the length of the body, or a checksum of all of it.
    pub async fn send(self) -> Outcome<O> {
        self.begin(Answer::Whole).await.map(|streamed| streamed.response)
    }

    async fn begin(self, answer: Answer) -> Result<Streamed<O::Output>, Error<O::Error>> {
        let stream =
            SentStream { content_type: O::CONTENT_TYPE, length: self.length, open: false, mark: None };
        stream.check::<O>()?;
        let Call { client, input, options } = self.call;
        streamed::call::<O>(client, input, &options, Some((self.body, stream)), answer).await
    }
}

impl<O: StreamingInput + StreamingOutput> CallWithBody<'_, O> {
    /// Makes the call up to the head of its answer, whose body follows.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn streamed(self) -> Result<Streamed<O::Output>, Error<O::Error>> {
        let (client, options) = (self.call.client, self.call.options.clone());
        let Streamed { response, body } = self.begin(Answer::Streamed).await?;
        Ok(Streamed { response, body: streamed::limited(client, &options, body) })
    }
}

/// The operation, and nothing of the input.
impl<O: Operation> fmt::Debug for CallWithBody<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CallWithBody({})", O::NAME)
    }
}
