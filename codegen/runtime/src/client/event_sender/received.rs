//! Calls that send events and receive others.

use std::future::IntoFuture;

use super::super::super::call::returns;
use super::super::super::{CallError, InputStream, Operation, OutputStream};
use super::super::streamed::{self, Receive};
use super::super::{BoxFuture, Call, EventReceiver};
use super::EventCall;

impl<O: Operation + InputStream + OutputStream> EventCall<'_, O, returns::Events> {
    /// Makes the call up to the head of its response. The events follow. The request stays open.
    ///
    /// # Errors
    ///
    /// The request could not be created or sent, there is no response, the service returns an error, or the head of the response
    /// cannot be read: see [`CallError`].
    pub async fn send(self) -> Result<EventReceiver<O>, CallError<O::Error>> {
        let sent = self.events.sent();
        let Call { client, input, options, .. } = self.call;
        let head = streamed::call::<O>(client, input, &options, Some(sent), Receive::Streamed).await?;
        EventReceiver::begin(client, &options, head).await
    }
}

impl<'c, O> IntoFuture for EventCall<'c, O, returns::Events>
where
    O: Operation + InputStream + OutputStream + 'c,
    O::Input: Send,
    O::Output: Send,
    O::Error: Send,
{
    type Output = Result<EventReceiver<O>, CallError<O::Error>>;
    type IntoFuture = BoxFuture<'c, <Self as IntoFuture>::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
