//! Events from the service, as they arrive.

use std::fmt;
use std::io::Read as _;

use super::super::call::{read_initial, returns, EventReader, TransportError};
use super::super::{
    CallError, Message, Operation, OutputStream, ResponseMetadata, StreamError, UnreadableMembers,
    WithMetadata,
};
use super::body::broken;
use super::streamed::{self, Receive, Streamed};
use super::{Body, Call, Client};

/// The size of a read.
const PIECE: usize = 8 * 1024;

/// The events of a response: an iterator. Dropping it closes the connection.
///
/// There is no timeout between two events. A timeout that [`operation_timeout`](Call::operation_timeout) sets for the call applies
/// up to the last event.
pub struct EventReceiver<O: Operation> {
    head: WithMetadata<O::Output>,
    body: Body,
    reader: EventReader<O>,
    piece: Box<[u8]>,
}

impl<O: Operation + OutputStream> Call<'_, O, returns::Events> {
    /// Makes the call up to the head of its response. The events follow. Failed attempts are retried up to a successful head.
    ///
    /// # Errors
    ///
    /// The request could not be created or sent, there is no response, the service returns an error, or the head of the response
    /// cannot be decoded: see [`CallError`].
    pub fn send(self) -> Result<EventReceiver<O>, CallError<O::Error>> {
        let head = streamed::call::<O>(self.client, self.input, &self.options, None, Receive::Events)?;
        EventReceiver::begin(self.client, head)
    }
}

impl<O: Operation + OutputStream> EventReceiver<O> {
    /// Starts receiving after the head of a response. If the output has its own message, this waits for it.
    pub(crate) fn begin(client: &Client, head: Streamed<O::Output>) -> Result<Self, CallError<O::Error>> {
        let Streamed { output, metadata, body } = head;
        let head = WithMetadata { output, metadata };
        let (reader, piece) = (EventReader::new(client.shared()), vec![0; PIECE].into_boxed_slice());
        let mut receiver = Self { head, body, reader, piece };
        if O::INITIAL_MEMBERS {
            if let Some(message) = receiver.initial_response().map_err(CallError::Transport)? {
                read_initial::<O>(&mut receiver.head, &message)?;
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

    /// Passes a piece of the body to the reader, or the reason of its end.
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

    /// Receives the next event; returns `None` at the end of the stream.
    ///
    /// # Errors
    ///
    /// The service returned an error, the connection broke, or the bytes are not a message: these end the stream. An event that
    /// cannot be decoded ([`StreamError::Decode`]) does not.
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

/// Only the operation, not the events.
impl<O: Operation> fmt::Debug for EventReceiver<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventReceiver({})", O::NAME)
    }
}
