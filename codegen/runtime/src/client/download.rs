//! Answers whose body is received piece by piece.

use super::super::call::StreamingOutput;
use super::super::Error;
use super::streamed::{self, Answer, Streamed};
use super::Call;

impl<O: StreamingOutput> Call<'_, O> {
    /// Makes the call up to the head of its answer, whose body follows.
    ///
    /// Attempts are repeated until there is a head that reports success. The limits of an attempt and of the call end there;
    /// then that of an attempt holds for each piece of the body.
    ///
    /// # Errors
    ///
    /// As [`send`](Call::send).
    pub async fn streamed(self) -> Result<Streamed<O::Output>, Error<O::Error>> {
        let Streamed { response, body } =
            streamed::call::<O>(self.client, self.input, &self.options, None, Answer::Streamed).await?;
        Ok(Streamed { response, body: streamed::limited(self.client, &self.options, body) })
    }
}
