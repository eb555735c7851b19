//! A call of the async client.

use std::future::IntoFuture;

use super::super::call::{self, Outcome};
use super::super::Operation;
use super::{BoxFuture, Client};

/// A call that is made when it is awaited.
pub type Call<'c, O> = call::Call<'c, Client, O>;

impl<'c, O: Operation> Call<'c, O> {
    /// Makes the call; the same as awaiting it.
    ///
    /// # Errors
    ///
    /// Nothing could be sent, no answer came, the service refuses, or its answer cannot be read: see
    /// [`Error`](super::super::Error).
    pub async fn send(self) -> Outcome<O> {
        super::drive::call::<O>(self.client, self.input, &self.options).await
    }
}

impl<'c, O> IntoFuture for Call<'c, O>
where
    O: Operation + 'c,
    O::Input: Send,
    O::Output: Send,
    O::Error: Send,
{
    type Output = Outcome<O>;
    type IntoFuture = BoxFuture<'c, Outcome<O>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
