//! Events that a service sends, as they arrive.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body::Body as _;

use super::super::call::{read_initial, Attempts, EventReader, Options, TimeoutKind, TransportError};
use super::super::{Error, Message, Operation, OutputStream, Response, StreamError, UnreadableMembers};
use super::stalling::Stalling;
use super::streamed::{self, Answer, Streamed};
use super::{Body, BoxFuture, Call, Client};

/// The next event, if there is one.
type Next<O> = Result<Option<<O as OutputStream>::Event>, StreamError<<O as OutputStream>::Failure>>;

/// The events of an answer. Dropping it closes the connection, or the stream of it that the answer came by.
///
/// There is no limit of time between two events, since a service may have nothing to say for long, unless
/// [`idle_timeout`](Self::idle_timeout) sets one.
pub struct EventReceiver<O: Operation> {
    response: Response<O::Output>,
    body: Body,
    reader: EventReader<O>,
    client: Client,
}

impl<O: Operation + OutputStream> Call<'_, O> {
    /// Makes the call up to the head of its answer, which events follow.
    ///
    /// An operation whose request is followed by events too gets none of them by this: see its own method.
    ///
    /// # Errors
    ///
    /// As [`send`](Call::send). Attempts are repeated until there is a head that reports success.
    pub async fn open(self) -> Result<EventReceiver<O>, Error<O::Error>> {
        let begun =
            streamed::call::<O>(self.client, self.input, &self.options, None, Answer::Streamed).await?;
        EventReceiver::begin(self.client, &self.options, begun).await
    }
}

impl<O: Operation + OutputStream> EventReceiver<O> {
    /// What follows the head of an answer. Where its output comes in a message of its own, that is waited for, as long as an
    /// attempt may take.
    pub(crate) async fn begin(
        client: &Client,
        options: &Options,
        begun: Streamed<O::Output>,
    ) -> Result<Self, Error<O::Error>> {
        let Streamed { response, body } = begun;
        let reader = EventReader::new(client.shared());
        let mut receiver = Self { response, body, reader, client: client.clone() };
        if O::INITIAL_MEMBERS {
            let limit = options.timeouts(client.shared()).attempt;
            let mut alarm = limit.map(|limit| client.sleep().sleep(limit));
            let found = poll_fn(|cx| receiver.poll_initial(cx, &mut alarm)).await;
            if let Some(message) = found.map_err(Error::Transport)? {
                read_initial::<O>(&mut receiver.response, &message)?;
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

    /// Gives the reader a piece of the body. At its end, how that has come.
    fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<(), TransportError>>> {
        let end = match Pin::new(&mut self.body).poll_frame(cx) {
            Poll::Pending => return Poll::Pending,
            Poll::Ready(Some(Ok(frame))) => {
                // Trailers are none of ours.
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

    /// What the answer said before the events.
    pub fn response(&self) -> &Response<O::Output> {
        &self.response
    }

    /// The members of the last event that could not be read, so that the event is without them.
    pub fn unreadable_members(&self) -> &UnreadableMembers {
        self.reader.unreadable_members()
    }

    /// Sets how long the service may send nothing; then the stream ends with an error.
    #[must_use]
    pub fn idle_timeout(mut self, limit: Duration) -> Self {
        self.body = Stalling::limit(self.body, &self.client, limit);
        self
    }

    /// The next event; none at the end of the stream. Nothing is lost when the future is dropped.
    ///
    /// # Errors
    ///
    /// The service has failed, the connection broke, or what arrived is no message: the stream is over then. Or an event
    /// cannot be read ([`StreamError::Decode`]): later ones may be readable.
    pub async fn recv(&mut self) -> Next<O> {
        poll_fn(|cx| self.poll_recv(cx)).await
    }

    /// [`recv`](Self::recv), for those who write futures and streams by hand.
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

/// The operation, and nothing of what arrives.
impl<O: Operation> fmt::Debug for EventReceiver<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventReceiver({})", O::NAME)
    }
}
