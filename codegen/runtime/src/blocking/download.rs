//! Streamed response bodies.

use super::super::call::StreamingOutput;
use super::super::CallError;
use super::streamed::{self, Receive, Streamed};
use super::Call;

impl<O: StreamingOutput> Call<'_, O> {
    /// Makes the call up to the head of its response. The body follows.
    ///
    /// Failed attempts are retried up to a successful head. The operation timeout applies up to the last byte of the body; the
    /// attempt timeout does not apply.
    ///
    /// # Errors
    ///
    /// As [`send`](Call::send).
    pub fn streamed(self) -> Result<Streamed<O::Output>, CallError<O::Error>> {
        streamed::call::<O>(self.client, self.input, &self.options, None, Receive::Streamed)
    }
}
