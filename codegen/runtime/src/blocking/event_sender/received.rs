//! Calls that send events and receive others.

use super::super::super::call::returns;
use super::super::super::{CallError, InputStream, Operation, OutputStream};
use super::super::streamed::{self, Receive};
use super::super::{Call, EventReceiver};
use super::EventCall;

impl<O: Operation + InputStream + OutputStream> EventCall<'_, O, returns::Events> {
    /// Makes the call up to the head of its response. The events follow.
    ///
    /// # Errors
    ///
    /// The request could not be created or sent, there is no response, the service returns an error, or the head of the response
    /// cannot be read: see [`CallError`]; an event that does not fit into a message ends the request.
    pub fn send(self) -> Result<EventReceiver<O>, CallError<O::Error>> {
        let sent = self.events.sent();
        let Call { client, input, options, .. } = self.call;
        let head = streamed::call::<O>(client, input, &options, Some(sent), Receive::Events)?;
        EventReceiver::begin(client, head)
    }
}
