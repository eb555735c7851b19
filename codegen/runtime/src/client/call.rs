//! A call of the async client.

use std::future::IntoFuture;

use super::super::call::{self, returns};
use super::super::{CallError, Operation, WithMetadata};
use super::{drive, BoxFuture, Client};

/// A call that is made when it is awaited.
pub type Call<'c, O, R = returns::Output> = call::Call<'c, Client, O, R>;

impl<O: Operation> Call<'_, O> {
    /// Makes the call, like `.await`, but without a future on the heap.
    ///
    /// # Errors
    ///
    /// The request could not be created or sent, there is no complete response, the service returns an error, or the response
    /// cannot be decoded: see [`CallError`].
    pub async fn send(self) -> Result<O::Output, CallError<O::Error>> {
        let Self { client, input, options, .. } = self;
        let mut attempts = drive::begin::<O>(client, input, &options)?;
        drive::finish::<O>(client, &mut attempts).await.map(|received| received.output)
    }
}

impl<O: Operation> Call<'_, O, returns::WithMetadata> {
    /// Makes the call, like `.await`, but without a future on the heap.
    ///
    /// # Errors
    ///
    /// As without the metadata: see [`CallError`].
    pub async fn send(self) -> Result<WithMetadata<O::Output>, CallError<O::Error>> {
        let Self { client, input, options, .. } = self;
        let mut attempts = drive::begin::<O>(client, input, &options)?;
        drive::finish::<O>(client, &mut attempts).await
    }
}

impl<'c, O> IntoFuture for Call<'c, O>
where
    O: Operation + 'c,
    O::Input: Send,
    O::Output: Send,
    O::Error: Send,
{
    type Output = Result<O::Output, CallError<O::Error>>;
    type IntoFuture = BoxFuture<'c, <Self as IntoFuture>::Output>;

    // Not `Box::pin(self.send())`: the future of an async function contains its arguments twice.
    fn into_future(self) -> Self::IntoFuture {
        let Self { client, input, options, .. } = self;
        Box::pin(async move {
            let mut attempts = drive::begin::<O>(client, input, &options)?;
            drive::finish::<O>(client, &mut attempts).await.map(|received| received.output)
        })
    }
}

impl<'c, O> IntoFuture for Call<'c, O, returns::WithMetadata>
where
    O: Operation + 'c,
    O::Input: Send,
    O::Output: Send,
    O::Error: Send,
{
    type Output = Result<WithMetadata<O::Output>, CallError<O::Error>>;
    type IntoFuture = BoxFuture<'c, <Self as IntoFuture>::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
