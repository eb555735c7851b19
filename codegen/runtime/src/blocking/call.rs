//! A call of the blocking client.

use super::super::call::{self, Outcome};
use super::super::Operation;
use super::Client;

/// A call that is made by [`send`](Self::send).
pub type Call<'c, O> = call::Call<'c, Client, O>;

impl<O: Operation> Call<'_, O> {
    /// Makes the call.
    ///
    /// # Errors
    ///
    /// Nothing could be sent, no answer came, the service refuses, or its answer cannot be read: see
    /// [`Error`](super::super::Error).
    pub fn send(self) -> Outcome<O> {
        super::drive::call::<O>(self.client, self.input, &self.options)
    }
}
