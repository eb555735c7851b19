//! Events are sent, and others received.

use super::super::super::{Error, InputStream, Operation, OutputStream};
use super::super::streamed::{self, Answer};
use super::super::{Call, EventReceiver};
use super::EventCall;

impl<O: Operation + InputStream + OutputStream> EventCall<'_, O> {
    /// Makes the call up to the head of its answer, which events follow. The request stays open.
    ///
    /// # Errors
    ///
    /// As [`Call::send`].
    pub async fn open(self) -> Result<EventReceiver<O>, Error<O::Error>> {
        let sent = self.events.sent();
        let Call { client, input, options } = self.call;
        let begun = streamed::call::<O>(client, input, &options, Some(sent), Answer::Streamed).await?;
        EventReceiver::begin(client, &options, begun).await
    }
}
