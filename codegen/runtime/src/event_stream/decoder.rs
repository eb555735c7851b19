//! Messages out of bytes that arrive in pieces.

use super::frame::Lengths;
use super::{Message, MessageError};

/// The longest message that the format allows a service to send: 24 MiB of payload, 128 KiB of headers.
const LONGEST: usize = 24 * 1024 * 1024 + 128 * 1024 + 16;

/// Finds messages in the body of an answer, however it is cut into pieces.
///
/// After each piece, take all messages that are complete, so that no more than one incomplete message is kept.
///
/// ```
/// # use farrier_runtime::{Message, MessageDecoder, MessageError};
/// # fn main() -> Result<(), MessageError> {
/// # let frame = Message::new().with_header(":event-type", "Ping").encode()?;
/// # let (first, second) = frame.split_at(5);
/// let mut decoder = MessageDecoder::new();
/// let mut messages = Vec::new();
/// for piece in [first, second] {
///     decoder.push(piece);
///     while let Some(message) = decoder.next_message()? {
///         messages.push(message);
///     }
/// }
/// decoder.finish()?;
/// assert_eq!(messages.len(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct MessageDecoder {
    buffer: Vec<u8>,
    /// Where in the buffer the next message begins.
    start: usize,
    limit: usize,
    error: Option<MessageError>,
}

impl Default for MessageDecoder {
    fn default() -> Self {
        Self::new()
    }
}

impl MessageDecoder {
    /// A decoder for messages of any length that a service may send: 24 MiB of payload, 128 KiB of headers.
    pub fn new() -> Self {
        Self::with_limit(LONGEST)
    }

    /// A decoder that refuses messages of more bytes than that, all of them counted, before it keeps them.
    pub fn with_limit(limit: usize) -> Self {
        Self { buffer: Vec::new(), start: 0, limit, error: None }
    }

    /// Takes a piece of the body.
    pub fn push(&mut self, piece: &[u8]) {
        if self.error.is_some() {
            return;
        }
        // What is taken out goes when it is the greater part, so that each byte is moved about once.
        if self.start > self.buffer.len() / 2 {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        self.buffer.extend_from_slice(piece);
    }

    /// The next message, once all of it is there.
    ///
    /// # Errors
    ///
    /// The bytes are not a message, or one that is longer than allowed. Where the next message would begin cannot be
    /// known then: the stream is to be closed, and the same error comes back from then on.
    pub fn next_message(&mut self) -> Result<Option<Message>, MessageError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let next = self.read();
        if let Err(error) = next {
            *self = Self { error: Some(error), ..Self::with_limit(self.limit) };
        }
        next
    }

    fn read(&mut self) -> Result<Option<Message>, MessageError> {
        let bytes = &self.buffer[self.start..];
        let Some(lengths) = Lengths::read(bytes)? else { return Ok(None) };
        if lengths.total > self.limit {
            return Err(MessageError::TooLong { length: lengths.total, limit: self.limit });
        }
        let Some(frame) = bytes.get(..lengths.total) else { return Ok(None) };
        let message = lengths.message(frame)?;
        self.start += lengths.total;
        Ok(Some(message))
    }

    /// Whether the body may end here: call it when there are no more bytes.
    ///
    /// # Errors
    ///
    /// [`MessageError::Truncated`]: there are bytes left that are not a whole message. Or the error that reading ended
    /// with.
    pub fn finish(&self) -> Result<(), MessageError> {
        match self.error {
            Some(error) => Err(error),
            None if self.start < self.buffer.len() => Err(MessageError::Truncated),
            None => Ok(()),
        }
    }
}
