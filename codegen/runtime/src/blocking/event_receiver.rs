//! Events that a service sends, as they arrive.

use std::fmt;
use std::io::Read as _;

use super::super::call::{read_initial, EventReader, TransportError};
use super::super::{Error, Message, Operation, OutputStream, Response, StreamError, UnreadableMembers};
use super::body::broken;
use super::streamed::{self, Answer, Streamed};
use super::{Body, Call, Client};

/// How much is read at once.
const PIECE: usize = 8 * 1024;

/// The events of an answer, one by one: it is an iterator. Dropping it closes the connection.
///
/// There is no limit of time between two events, unless [`operation_timeout`](Call::operation_timeout) was set for the call,
/// which then holds up to the last event.
pub struct EventReceiver<O: Operation> {
    response: Response<O::Output>,
    body: Body,
    reader: EventReader<O>,
    piece: Box<[u8]>,
}

impl<O: Operation + OutputStream> Call<'_, O> {
    /// Makes the call up to the head of its answer, which events follow.
    ///
    /// An operation whose request is followed by events too gets none of them by this: see its own method.
    ///
    /// # Errors
    ///
    /// As [`send`](Call::send). Attempts are repeated until there is a head that reports success.
    pub fn open(self) -> Result<EventReceiver<O>, Error<O::Error>> {
        let begun = streamed::call::<O>(self.client, self.input, &self.options, None, Answer::Events)?;
        EventReceiver::begin(self.client, begun)
    }
}

impl<O: Operation + OutputStream> EventReceiver<O> {
    /// What follows the head of an answer. Where its output comes in a message of its own, that is waited for.
    pub(crate) fn begin(client: &Client, begun: Streamed<O::Output>) -> Result<Self, Error<O::Error>> {
        let Streamed { response, body } = begun;
        let (reader, piece) = (EventReader::new(client.shared()), vec![0; PIECE].into_boxed_slice());
        let mut receiver = Self { response, body, reader, piece };
        if O::INITIAL_MEMBERS {
            if let Some(message) = receiver.initial_response().map_err(Error::Transport)? {
                read_initial::<O>(&mut receiver.response, &message)?;
            }
        }
        Ok(receiver)
    }

    fn initial_response(&mut self) -> Result<Option<Message>, TransportError> {
        loop {
            if let Some(found) = self.reader.initial_response() {
                return Ok(found);
            }
            if let Some(end) = self.read_piece() {
                return end.map(|()| None);
            }
        }
    }

    /// Gives the reader a piece of the body. At its end, how that has come.
    fn read_piece(&mut self) -> Option<Result<(), TransportError>> {
        let end = match self.body.read(&mut self.piece) {
            Ok(0) => Ok(()),
            Ok(length) => {
                self.reader.push(&self.piece[..length]);
                return None;
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => return None,
            Err(error) => Err(broken(error)),
        };
        self.body = Body::empty();
        Some(end)
    }

    /// What the answer said before the events.
    pub fn response(&self) -> &Response<O::Output> {
        &self.response
    }

    /// The members of the last event that could not be read, so that the event is without them.
    pub fn unreadable_members(&self) -> &UnreadableMembers {
        self.reader.unreadable_members()
    }

    /// The next event; none at the end of the stream.
    ///
    /// # Errors
    ///
    /// The service has failed, the connection broke, or what arrived is no message: the stream is over then. Or an event
    /// cannot be read ([`StreamError::Decode`]): later ones may be readable.
    pub fn recv(&mut self) -> Result<Option<O::Event>, StreamError<O::Failure>> {
        while !self.reader.is_over() {
            if let Some(event) = self.reader.next_event() {
                if self.reader.is_over() {
                    self.body = Body::empty();
                }
                return event.map(Some);
            }
            let Some(end) = self.read_piece() else { continue };
            return self.reader.end(end).map(|()| None);
        }
        Ok(None)
    }
}

impl<O: Operation + OutputStream> Iterator for EventReceiver<O> {
    type Item = Result<O::Event, StreamError<O::Failure>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.recv().transpose()
    }
}

/// The operation, and nothing of what arrives.
impl<O: Operation> fmt::Debug for EventReceiver<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventReceiver({})", O::NAME)
    }
}
