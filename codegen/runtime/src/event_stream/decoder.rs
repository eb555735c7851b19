//! Decodes messages from bytes that arrive in chunks.

use super::frame::Lengths;
use super::{Message, MessageError};

/// The maximum length of a message in the format: 24 MiB of payload, 128 KiB of headers.
const LONGEST: usize = 24 * 1024 * 1024 + 128 * 1024 + 16;

/// A decoder for messages in the body of a response, received in chunks of any size.
///
/// After each chunk, take all complete messages, so that at most one incomplete message is kept.
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
    /// The start of the next message in the buffer.
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
    /// Creates a decoder with the default limit of the format: 24 MiB of payload, 128 KiB of headers.
    pub fn new() -> Self {
        Self::with_limit(LONGEST)
    }

    /// Creates a decoder that rejects messages with more bytes in total, before it buffers them.
    pub fn with_limit(limit: usize) -> Self {
        Self { buffer: Vec::new(), start: 0, limit, error: None }
    }

    /// Adds a chunk of the body.
    pub fn push(&mut self, piece: &[u8]) {
        if self.error.is_some() {
            return;
        }
        // Consumed bytes are removed when they are the larger part, so that each byte is moved about once.
        if self.start > self.buffer.len() / 2 {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        self.buffer.extend_from_slice(piece);
    }

    /// Returns the next complete message.
    ///
    /// # Errors
    ///
    /// The bytes are not a message, or the message is longer than allowed. The start of the next message is
    /// then unknown: close the stream; later calls return the same error.
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

    /// Checks that the body may end here: call it after the last chunk.
    ///
    /// # Errors
    ///
    /// [`MessageError::Truncated`]: the remaining bytes are not a whole message. Or the earlier error of
    /// [`next_message`](Self::next_message).
    pub fn finish(&self) -> Result<(), MessageError> {
        match self.error {
            Some(error) => Err(error),
            None if self.start < self.buffer.len() => Err(MessageError::Truncated),
            None => Ok(()),
        }
    }
}
