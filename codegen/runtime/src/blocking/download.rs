//! Streamed response bodies.

use super::super::call::StreamingOutput;
use super::super::CallError;
use super::streamed::{self, Receive, Streamed};
use super::Call;

impl<O: StreamingOutput> Call<'_, O> {
    /// Makes the call up to the head of its response. The body follows.
    ///
    /// Attempts are repeated until there is a successful head. The timeout of the call holds up to the last byte of the body; that
    /// of an attempt does not apply.
    ///
    /// # Errors
    ///
    /// As [`send`](Call::send).
    pub fn streamed(self) -> Result<Streamed<O::Output>, CallError<O::Error>> {
        streamed::call::<O>(self.client, self.input, &self.options, None, Receive::Streamed)
    }
}
