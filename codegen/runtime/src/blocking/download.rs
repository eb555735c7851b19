//! Answers whose body is received piece by piece.

use super::super::call::StreamingOutput;
use super::super::Error;
use super::streamed::{self, Answer, Streamed};
use super::Call;

impl<O: StreamingOutput> Call<'_, O> {
    /// Makes the call up to the head of its answer, whose body follows.
    ///
    /// Attempts are repeated until there is a head that reports success. The limit of the whole call holds up to the last
    /// byte of the body; that of an attempt does not hold at all.
    ///
    /// # Errors
    ///
    /// As [`send`](Call::send).
    pub fn streamed(self) -> Result<Streamed<O::Output>, Error<O::Error>> {
        streamed::call::<O>(self.client, self.input, &self.options, None, Answer::Streamed)
    }
}
