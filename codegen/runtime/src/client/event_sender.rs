//! Events from the caller, sent while the request is open.

mod received;

use std::fmt;
use std::future::{poll_fn, IntoFuture};
use std::marker::PhantomData;
use std::sync::Arc;

use super::super::call::{returns, FrameSigner, SendEventError, SentStream};
use super::super::{CallError, InputStream, Operation};
use super::event_queue::{Events, Queue};
use super::streamed::{self, Receive, Sent};
use super::{Body, BoxFuture, Call};

/// Sends events one by one. Closing or dropping it ends the request.
///
/// A few events wait in memory until the transport takes them; [`send`](Self::send) waits if the buffer is full. So the call
/// must be in progress while events are sent: in another task, or awaited up to the head of its response. After the head, most
/// transports send events only while received ones are awaited: do both concurrently.
pub struct EventSender<O> {
    queue: Arc<Queue>,
    operation: PhantomData<fn() -> O>,
}

/// A call whose request is followed by the events of its [`EventSender`].
#[must_use = "a call does nothing until it is made"]
pub struct EventCall<'c, O: Operation, R = returns::Output> {
    call: Call<'c, O, R>,
    events: Events,
}

impl<'c, O: Operation + InputStream, R> Call<'c, O, returns::AfterEvents<R>> {
    /// Returns the sender of events, and their call.
    ///
    /// Sending events while receiving others needs a transport with HTTP/2, or one that reads a response before the request is
    /// complete. There is no retry after the first event was taken. The attempt timeout restarts with each event, and ends with
    /// the head of the response; the call has an operation timeout only if [`operation_timeout`](Call::operation_timeout) sets
    /// it.
    pub fn events(self) -> (EventSender<O>, EventCall<'c, O, R>) {
        let queue = Arc::new(Queue::default());
        let signer = FrameSigner::new(self.client.shared().signing_clock());
        let call = EventCall { call: self.returning(), events: Events::new(queue.clone(), signer) };
        (EventSender { queue, operation: PhantomData }, call)
    }
}

impl<O: InputStream> EventSender<O> {
    /// Sends an event. It returns when the event is buffered, not when it has arrived.
    ///
    /// # Errors
    ///
    /// The event does not fit into a message, or the request has ended; then the call returns the reason.
    pub async fn send(&mut self, event: &O::Event) -> Result<(), SendEventError> {
        let mut frame = Some(O::frame(event)?);
        poll_fn(|cx| self.queue.push(cx, &mut frame)).await
    }

    /// Ends the request, like dropping the sender.
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
    /// Makes the call, and returns the output of the complete response.
    ///
    /// # Errors
    ///
    /// As [`Call::send`].
    pub async fn send(self) -> Result<O::Output, CallError<O::Error>> {
        let sent = self.events.sent();
        let Call { client, input, options, .. } = self.call;
        let head = streamed::call::<O>(client, input, &options, Some(sent), Receive::Whole).await?;
        Ok(head.output)
    }
}

impl<'c, O> IntoFuture for EventCall<'c, O>
where
    O: Operation + InputStream + 'c,
    O::Input: Send,
    O::Output: Send,
    O::Error: Send,
{
    type Output = Result<O::Output, CallError<O::Error>>;
    type IntoFuture = BoxFuture<'c, <Self as IntoFuture>::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl Events {
    /// A body whose end the caller determines.
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

/// Only the operation, not the input.
impl<O: Operation, R> fmt::Debug for EventCall<'_, O, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventCall({})", O::NAME)
    }
}
