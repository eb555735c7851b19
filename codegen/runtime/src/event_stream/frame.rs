//! The frame of a message: lengths and their checksum, headers, payload, and the checksum of all of it.

use std::borrow::Cow;

use super::super::decoded_limit::DecodedLimit;
use super::{EventHeader, Message, MessageError};

/// The two lengths.
const LENGTHS: usize = 8;
/// The two lengths and their checksum.
pub(super) const PRELUDE: usize = 12;
/// An empty message: prelude and checksum.
const OVERHEAD: usize = 16;

impl Message {
    /// Encodes the message.
    ///
    /// # Errors
    ///
    /// A header's name or value is too long, or the whole message is.
    pub fn encode(&self) -> Result<Vec<u8>, MessageError> {
        let mut frame = Vec::with_capacity(OVERHEAD + 64 * self.headers.len() + self.payload.len());
        frame.extend_from_slice(&[0; PRELUDE]);
        for (name, value) in &self.headers {
            let length = u8::try_from(name.len()).ok().filter(|length| *length > 0);
            frame.push(length.ok_or(MessageError::HeaderName)?);
            frame.extend_from_slice(name.as_bytes());
            value.write(&mut frame)?;
        }
        let headers = frame.len() - PRELUDE;
        frame.extend_from_slice(&self.payload);
        let total = frame.len() + 4;
        let number = |length: usize| match u32::try_from(length) {
            Ok(number) => Ok(number.to_be_bytes()),
            Err(_) => Err(MessageError::TooLong { length: total, limit: 0xffff_ffff }),
        };
        frame[..4].copy_from_slice(&number(total)?);
        frame[4..LENGTHS].copy_from_slice(&number(headers)?);
        let checksum = crc32fast::hash(&frame[..LENGTHS]);
        frame[LENGTHS..PRELUDE].copy_from_slice(&checksum.to_be_bytes());
        let checksum = crc32fast::hash(&frame);
        frame.extend_from_slice(&checksum.to_be_bytes());
        Ok(frame)
    }

    /// Decodes one message from exactly its bytes. [`MessageDecoder`](super::MessageDecoder) finds messages in a
    /// stream of bytes.
    ///
    /// # Errors
    ///
    /// The bytes are not one whole message.
    pub fn decode(frame: &[u8]) -> Result<Self, MessageError> {
        let lengths = Lengths::read(frame)?.ok_or(MessageError::Truncated)?;
        match frame.len() {
            length if length < lengths.total => Err(MessageError::Truncated),
            length if length > lengths.total => Err(MessageError::Length),
            _ => lengths.message(frame),
        }
    }
}

/// The two lengths at the start of a message, with a valid checksum.
#[derive(Clone, Copy)]
pub(super) struct Lengths {
    /// The length of the whole message.
    pub(super) total: usize,
    headers: usize,
}

impl Lengths {
    /// Decodes the start of a message; `None` if there are not enough bytes yet.
    pub(super) fn read(bytes: &[u8]) -> Result<Option<Self>, MessageError> {
        let Some(prelude) = bytes.get(..PRELUDE) else { return Ok(None) };
        if crc32fast::hash(&prelude[..LENGTHS]) != number(&prelude[LENGTHS..]) {
            return Err(MessageError::PreludeChecksum);
        }
        let length = |bytes| usize::try_from(number(bytes)).map_err(|_| MessageError::Length);
        let (total, headers) = (length(&prelude[..4])?, length(&prelude[4..LENGTHS])?);
        match total.checked_sub(OVERHEAD) {
            Some(content) if headers <= content => Ok(Some(Self { total, headers })),
            _ => Err(MessageError::Length),
        }
    }

    /// Decodes the message from exactly its bytes.
    pub(super) fn message(self, frame: &[u8]) -> Result<Message, MessageError> {
        let (content, checksum) = frame.split_at(self.total - 4);
        if crc32fast::hash(content) != number(checksum) {
            return Err(MessageError::Checksum);
        }
        let (mut bytes, payload) = content[PRELUDE..].split_at(self.headers);
        let mut headers = Vec::new();
        while !bytes.is_empty() {
            headers.push(header(&mut bytes).ok_or(MessageError::Header)?);
        }
        Ok(Message { headers, payload: payload.to_vec(), limit: DecodedLimit::default() })
    }
}

fn header(bytes: &mut &[u8]) -> Option<(Cow<'static, str>, EventHeader)> {
    let length = *take(bytes, 1)?.first().filter(|length| **length > 0)?;
    let name = std::str::from_utf8(take(bytes, length.into())?).ok()?.to_owned();
    Some((Cow::Owned(name), EventHeader::read(bytes)?))
}

/// Takes bytes from the front.
pub(super) fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let taken = bytes.get(..length)?;
    *bytes = &bytes[length..];
    Some(taken)
}

/// Decodes four bytes as a number.
fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| (number << 8) | u32::from(*byte))
}
