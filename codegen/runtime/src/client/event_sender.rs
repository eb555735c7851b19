//! Events that a caller sends while the request is open.

#[cfg(feature = "event-stream")]
mod answer;

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::sync::Arc;

use super::super::call::{FrameSigner, Outcome, SendEventError, SentStream};
use super::super::{InputStream, Operation};
use super::event_queue::{Events, Queue};
use super::streamed::{self, Answer, Sent};
use super::{Body, Call};

/// Sends events, one by one. When it is closed or dropped, the request ends.
///
/// A few events wait in memory until the transport takes them; [`send`](Self::send) waits when there is no room. So the
/// call must be under way while events are sent: in a task of its own, or awaited up to the head of its answer. Behind the
/// head, most transports move what is sent as long as somebody waits for what is received: do both at once.
pub struct EventSender<O> {
    queue: Arc<Queue>,
    operation: PhantomData<fn() -> O>,
}

/// A call whose request is followed by events. It sends what its [`EventSender`] is given.
#[must_use = "a call does nothing until it is sent"]
pub struct EventCall<'c, O: Operation> {
    pub(super) call: Call<'c, O>,
    events: Events,
}

impl<'c, O: Operation + InputStream> Call<'c, O> {
    /// What sends the events, and the call that they belong to.
    ///
    /// An operation that answers with events while it receives them needs a transport of HTTP/2, or one that reads an answer
    /// before it has sent the whole request. No attempt is made again once an event was taken. The limit of an attempt
    /// begins anew with each event, and ends with the head of the answer; there is no limit for the whole call, unless
    /// [`operation_timeout`](Call::operation_timeout) sets one for it.
    pub fn events(self) -> (EventSender<O>, EventCall<'c, O>) {
        let queue = Arc::new(Queue::default());
        let signer = FrameSigner::new(self.client.shared().signing_clock());
        let call = EventCall { call: self, events: Events::new(queue.clone(), signer) };
        (EventSender { queue, operation: PhantomData }, call)
    }
}

impl<O: InputStream> EventSender<O> {
    /// Sends an event. It returns as soon as there is room for it, not when it has arrived.
    ///
    /// # Errors
    ///
    /// The event does not fit into a message, or the request is over: the call then says why.
    pub async fn send(&mut self, event: &O::Event) -> Result<(), SendEventError> {
        let mut frame = Some(O::frame(event)?);
        poll_fn(|cx| self.queue.push(cx, &mut frame)).await
    }

    /// Ends the request, as dropping the sender does.
    pub fn close(self) {
        drop(self);
    }
}

impl<O> Drop for EventSender<O> {
    fn drop(&mut self) {
        self.queue.close();
    }
}

impl<O: Operation + InputStream> EventCall<'_, O> {
    /// Makes the call, and returns the answer when all of it is there: for operations whose answer has no events.
    ///
    /// # Errors
    ///
    /// As [`Call::send`].
    pub async fn send(self) -> Outcome<O> {
        let sent = self.events.sent();
        let Call { client, input, options } = self.call;
        let begun = streamed::call::<O>(client, input, &options, Some(sent), Answer::Whole).await?;
        Ok(begun.response)
    }
}

impl Events {
    /// A body whose end the caller decides.
    pub(super) fn sent(self) -> Sent {
        let (signer, first) = (self.signer(), self.first());
        let stream = SentStream {
            content_type: "application/vnd.amazon.eventstream",
            length: None,
            open: true,
            mark: Some(Arc::new(move |request| {
                signer.mark(request.extensions_mut());
                first.take_from(request);
            })),
        };
        (Body::wrap(self), stream)
    }
}

impl<O> fmt::Debug for EventSender<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EventSender")
    }
}

/// The operation, and nothing of the input.
impl<O: Operation> fmt::Debug for EventCall<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventCall({})", O::NAME)
    }
}
