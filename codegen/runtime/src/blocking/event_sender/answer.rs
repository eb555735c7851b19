//! Events are sent, and others received.

use super::super::super::{Error, InputStream, Operation, OutputStream};
use super::super::streamed::{self, Answer};
use super::super::{Call, EventReceiver};
use super::EventCall;

impl<O: Operation + InputStream + OutputStream> EventCall<'_, O> {
    /// Makes the call up to the head of its answer, which events follow.
    ///
    /// # Errors
    ///
    /// As [`Call::send`]; an event that does not fit into a message breaks the request off.
    pub fn open(self) -> Result<EventReceiver<O>, Error<O::Error>> {
        let Call { client, input, options } = self.call;
        let begun = streamed::call::<O>(client, input, &options, Some(self.events.sent()), Answer::Events)?;
        EventReceiver::begin(client, begun)
    }
}
