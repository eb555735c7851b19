//! A call of the blocking client.

use super::super::call::{self, returns};
use super::super::{CallError, Operation, WithMetadata};
use super::Client;

/// A call that is made by `send`.
pub type Call<'c, O, R = returns::Output> = call::Call<'c, Client, O, R>;

impl<O: Operation> Call<'_, O> {
    /// Makes the call.
    ///
    /// # Errors
    ///
    /// The request could not be created or sent, there is no complete response, the service returns an error, or the response
    /// cannot be decoded: see [`CallError`].
    pub fn send(self) -> Result<O::Output, CallError<O::Error>> {
        self.with_metadata().send().map(|received| received.output)
    }
}

impl<O: Operation> Call<'_, O, returns::WithMetadata> {
    /// Makes the call.
    ///
    /// # Errors
    ///
    /// As without the metadata: see [`CallError`].
    pub fn send(self) -> Result<WithMetadata<O::Output>, CallError<O::Error>> {
        super::drive::call::<O>(self.client, self.input, &self.options)
    }
}
