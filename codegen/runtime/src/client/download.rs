//! Streamed response bodies.

use super::super::call::StreamingOutput;
use super::super::CallError;
use super::streamed::{self, Receive, Streamed};
use super::Call;

impl<O: StreamingOutput> Call<'_, O> {
    /// Makes the call up to the head of its response. The body follows.
    ///
    /// Attempts are repeated until there is a successful head. The timeouts of the attempt and of the call end there; then that of an
    /// attempt holds for each piece of the body.
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
