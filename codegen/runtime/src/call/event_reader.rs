//! Events in the body of a response, without I/O.

use std::fmt;
use std::marker::PhantomData;

use http::HeaderMap;

use super::super::decoded_limit::DecodedLimit;
use super::super::error::DecodeError;
use super::super::response::RawResponse;
use super::super::{
    CallError, ErrorMetadata, Message, MessageDecoder, MessageError, Operation, OutputStream, ServiceError,
    StreamError, UnreadableMembers, WithMetadata,
};
use super::settings::Shared;
use super::{Trace, TransportError};

/// Finds events in the pieces of a body.
pub(crate) struct EventReader<O> {
    decoder: MessageDecoder,
    /// A message that was inspected before the events.
    held: Option<Message>,
    over: bool,
    unreadable: UnreadableMembers,
    /// The memory limit for the values of a message.
    limit: DecodedLimit,
    operation: PhantomData<fn() -> O>,
}

/// An event, or the reason why it could not be decoded.
pub(crate) type Read<O> = Result<<O as OutputStream>::Event, StreamError<<O as OutputStream>::Failure>>;

impl<O: OutputStream> EventReader<O> {
    pub(crate) fn new(shared: &Shared) -> Self {
        Self {
            decoder: MessageDecoder::new(),
            held: None,
            over: false,
            unreadable: UnreadableMembers::default(),
            limit: shared.decoded_limit(),
            operation: PhantomData,
        }
    }

    /// Whether the stream has ended.
    pub(crate) fn is_over(&self) -> bool {
        self.over
    }

    /// The members of the last event that could not be decoded.
    pub(crate) fn unreadable_members(&self) -> &UnreadableMembers {
        &self.unreadable
    }

    /// Adds a piece of the body.
    pub(crate) fn push(&mut self, piece: &[u8]) {
        self.decoder.push(piece);
    }

    /// The next complete event. An exception of the service and bytes that are not a message end the stream; an event that cannot
    /// be decoded does not.
    pub(crate) fn next_event(&mut self) -> Option<Read<O>> {
        let read = match self.next_message() {
            Ok(message) => {
                let message = message?;
                self.unreadable = UnreadableMembers::default();
                let read = O::read_noting(&message, &mut self.unreadable);
                if let Err(StreamError::Service(error)) = &read {
                    self.unreadable = error.metadata().unreadable_members().clone();
                }
                Trace::event(&self.unreadable);
                read
            }
            Err(error) => Err(StreamError::Frame(error)),
        };
        self.over = matches!(read, Err(StreamError::Service(_) | StreamError::Frame(_)));
        Some(read)
    }

    fn next_message(&mut self) -> Result<Option<Message>, MessageError> {
        if let Some(message) = self.held.take() {
            return Ok(Some(message));
        }
        loop {
            match self.decode()? {
                // It belongs to an output without members, or is repeated.
                Some(message) if O::INITIAL_RESPONSE && message.is_initial_response() => {}
                message => return Ok(message),
            }
        }
    }

    /// The next message, with its memory limit.
    fn decode(&mut self) -> Result<Option<Message>, MessageError> {
        let mut message = self.decoder.next_message()?;
        message.iter_mut().for_each(|message| message.limit = self.limit);
        Ok(message)
    }

    /// The initial message, once complete. If the first message is another one or is invalid, the first event reports it.
    pub(crate) fn initial_response(&mut self) -> Option<Option<Message>> {
        match self.decode() {
            Ok(None) => None,
            Ok(Some(message)) if message.is_initial_response() => Some(Some(message)),
            Ok(message) => {
                self.held = message;
                Some(None)
            }
            Err(_) => Some(None),
        }
    }

    /// Records the end of the body, or its error.
    pub(crate) fn end(&mut self, result: Result<(), TransportError>) -> Result<(), StreamError<O::Failure>> {
        self.over = true;
        result.map_err(StreamError::Transport)?;
        self.decoder.finish().map_err(StreamError::Frame)
    }
}

/// Decodes the output from the initial message.
pub(crate) fn read_initial<O: Operation>(
    head: &mut WithMetadata<O::Output>,
    message: &Message,
) -> Result<(), CallError<O::Error>> {
    let WithMetadata { output, metadata } = head;
    let (status, headers) = (metadata.status(), HeaderMap::new());
    let raw = RawResponse { status, headers: &headers, body: message.payload(), limit: message.limit };
    let unread =
        |reason| CallError::Decode(DecodeError::new(reason, ErrorMetadata::of_unread(O::NAME, &raw)));
    *output = O::read_output(&raw, &mut metadata.unreadable).map_err(unread)?;
    Trace::event(&metadata.unreadable);
    Ok(())
}

impl<O> fmt::Debug for EventReader<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventReader").field("over", &self.over).finish_non_exhaustive()
    }
}
