//! Errors in the bytes of a message.

use std::fmt;

/// An error of encoding or decoding a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MessageError {
    /// The lengths at the start of a message do not match their checksum.
    PreludeChecksum,
    /// The message does not match its checksum.
    Checksum,
    /// The lengths at the start of a message contradict each other.
    Length,
    /// The message is longer than allowed.
    TooLong {
        /// The length of the message in bytes, as far as it is known.
        length: usize,
        /// The maximum length.
        limit: usize,
    },
    /// A header is truncated, has no name, or has an unknown type.
    Header,
    /// The name of a header to encode is empty or longer than 255 bytes.
    HeaderName,
    /// The value of a header to encode is longer than 32,767 bytes.
    HeaderValue,
    /// The bytes end within a message.
    Truncated,
}

impl fmt::Display for MessageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PreludeChecksum => "the start of the message does not match its checksum",
            Self::Checksum => "the message does not match its checksum",
            Self::Length => "the lengths of the message contradict each other",
            Self::TooLong { length, limit } => {
                return write!(f, "the message has {length} bytes, more than the limit of {limit}");
            }
            Self::Header => "a header of the message is malformed",
            Self::HeaderName => "the name of a header must have 1 to 255 bytes",
            Self::HeaderValue => "the value of a header has more than 32,767 bytes",
            Self::Truncated => "the message is truncated",
        })
    }
}

impl std::error::Error for MessageError {}
