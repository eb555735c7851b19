//! Streamed response bodies.

use super::super::call::StreamingOutput;
use super::super::CallError;
use super::streamed::{self, Receive, Streamed};
use super::Call;

impl<O: StreamingOutput> Call<'_, O> {
    /// Makes the call up to the head of its response. The body follows.
    ///
    /// Failed attempts are retried up to a successful head, where the timeouts end. Then the attempt timeout applies to each
    /// piece of the body.
    ///
    /// # Errors
    ///
    /// As [`send`](Call::send).
    pub async fn streamed(self) -> Result<Streamed<O::Output>, CallError<O::Error>> {
        let Streamed { output, metadata, body } =
            streamed::call::<O>(self.client, self.input, &self.options, None, Receive::Streamed).await?;
        Ok(Streamed { output, metadata, body: streamed::limited(self.client, &self.options, body) })
    }
}
