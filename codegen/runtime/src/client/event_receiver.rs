//! Events from the service, as they arrive.

use std::fmt;
use std::future::{poll_fn, IntoFuture};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use http_body::Body as _;

use super::super::call::{
    read_initial, returns, Attempts, EventReader, Options, TimeoutKind, TransportError,
};
use super::super::{
    CallError, Message, Operation, OutputStream, ResponseMetadata, StreamError, UnreadableMembers,
    WithMetadata,
};
use super::stalling::Stalling;
use super::streamed::{self, Receive, Streamed};
use super::{Body, BoxFuture, Call, Client};

/// The next event, if any.
type Next<O> = Result<Option<<O as OutputStream>::Event>, StreamError<<O as OutputStream>::Failure>>;

/// The events of a response: a [`Stream`]. Dropping it closes the connection, or its HTTP/2 stream.
///
/// There is no timeout between two events unless [`idle_timeout`](Self::idle_timeout) sets one: a service may be silent for a long
/// time.
pub struct EventReceiver<O: Operation> {
    head: WithMetadata<O::Output>,
    body: Body,
    reader: EventReader<O>,
    client: Client,
}

impl<O: Operation + OutputStream> Call<'_, O, returns::Events> {
    /// Makes the call up to the head of its response, like `.await`. The events follow. Failed attempts are retried up to a
    /// successful head.
    ///
    /// # Errors
    ///
    /// The request could not be created or sent, there is no response, the service returns an error, or the head of the response
    /// cannot be decoded: see [`CallError`].
    pub async fn send(self) -> Result<EventReceiver<O>, CallError<O::Error>> {
        let head =
            streamed::call::<O>(self.client, self.input, &self.options, None, Receive::Streamed).await?;
        EventReceiver::begin(self.client, &self.options, head).await
    }
}

impl<'c, O> IntoFuture for Call<'c, O, returns::Events>
where
    O: Operation + OutputStream + 'c,
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

impl<O: Operation + OutputStream> EventReceiver<O> {
    /// Starts receiving after the head of a response. If the output has its own message, this waits for it, up to the attempt
    /// timeout.
    pub(crate) async fn begin(
        client: &Client,
        options: &Options,
        head: Streamed<O::Output>,
    ) -> Result<Self, CallError<O::Error>> {
        let Streamed { output, metadata, body } = head;
        let head = WithMetadata { output, metadata };
        let reader = EventReader::new(client.shared());
        let mut receiver = Self { head, body, reader, client: client.clone() };
        if O::INITIAL_MEMBERS {
            let limit = options.timeouts(client.shared()).attempt;
            let mut alarm = limit.map(|limit| client.sleep().sleep(limit));
            let found = poll_fn(|cx| receiver.poll_initial(cx, &mut alarm)).await;
            if let Some(message) = found.map_err(CallError::Transport)? {
                read_initial::<O>(&mut receiver.head, &message)?;
            }
        }
        Ok(receiver)
    }

    fn poll_initial(
        &mut self,
        cx: &mut Context<'_>,
        alarm: &mut Option<BoxFuture<'static, ()>>,
    ) -> Poll<Result<Option<Message>, TransportError>> {
        loop {
            if let Some(found) = self.reader.initial_response() {
                return Poll::Ready(Ok(found));
            }
            match self.poll_piece(cx) {
                Poll::Ready(None) => {}
                Poll::Ready(Some(end)) => return Poll::Ready(end.map(|()| None)),
                Poll::Pending => {
                    let late = alarm.as_mut().map_or(false, |alarm| alarm.as_mut().poll(cx).is_ready());
                    return if late {
                        Poll::Ready(Err(Attempts::too_late(TimeoutKind::Attempt)))
                    } else {
                        Poll::Pending
                    };
                }
            }
        }
    }

    /// Passes a piece of the body to the reader, or the reason of its end.
    fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<(), TransportError>>> {
        let end = match Pin::new(&mut self.body).poll_frame(cx) {
            Poll::Pending => return Poll::Pending,
            Poll::Ready(Some(Ok(frame))) => {
                // Trailers are not supported.
                if let Ok(piece) = frame.into_data() {
                    self.reader.push(&piece);
                }
                return Poll::Ready(None);
            }
            Poll::Ready(Some(Err(error))) => Err(error),
            Poll::Ready(None) => Ok(()),
        };
        self.body = Body::empty();
        Poll::Ready(Some(end))
    }

    /// Returns the output: the members that come before the events.
    pub fn output(&self) -> &O::Output {
        &self.head.output
    }

    /// Returns the status, the request id, the headers and the number of attempts.
    pub fn metadata(&self) -> &ResponseMetadata {
        &self.head.metadata
    }

    /// Returns the members of the last event that could not be decoded, and are missing from it.
    pub fn unreadable_members(&self) -> &UnreadableMembers {
        self.reader.unreadable_members()
    }

    /// Sets the maximum time without data from the service; then the stream ends with an error.
    #[must_use]
    pub fn idle_timeout(mut self, limit: Duration) -> Self {
        self.body = Stalling::limit(self.body, &self.client, limit);
        self
    }

    /// Receives the next event; returns `None` at the end of the stream. Nothing is lost when the future is dropped.
    ///
    /// # Errors
    ///
    /// The service returned an error, the connection broke, or the bytes are not a message: these end the stream. An event that
    /// cannot be decoded ([`StreamError::Decode`]) does not.
    pub async fn recv(&mut self) -> Next<O> {
        poll_fn(|cx| self.poll_recv(cx)).await
    }

    /// [`recv`](Self::recv), for manual implementations of futures.
    ///
    /// # Errors
    ///
    /// As [`recv`](Self::recv).
    pub fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Next<O>> {
        loop {
            if self.reader.is_over() {
                return Poll::Ready(Ok(None));
            }
            if let Some(event) = self.reader.next_event() {
                if self.reader.is_over() {
                    self.body = Body::empty();
                }
                return Poll::Ready(event.map(Some));
            }
            let end = match self.poll_piece(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => continue,
                Poll::Ready(Some(end)) => end,
            };
            return Poll::Ready(self.reader.end(end).map(|()| None));
        }
    }
}

/// Nothing in it is pinned.
impl<O: Operation> Unpin for EventReceiver<O> {}

impl<O: Operation + OutputStream> Stream for EventReceiver<O> {
    type Item = Result<O::Event, StreamError<O::Failure>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_recv(cx).map(Result::transpose)
    }
}

/// Only the operation, not the events.
impl<O: Operation> fmt::Debug for EventReceiver<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventReceiver({})", O::NAME)
    }
}
