//! What can be wrong with the bytes of a message.

use std::fmt;

/// Why a message could not be written or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MessageError {
    /// The lengths at the start of a message do not agree with their checksum.
    PreludeChecksum,
    /// The message does not agree with its checksum.
    Checksum,
    /// The lengths at the start of a message contradict each other.
    Length,
    /// The message is longer than allowed.
    TooLong {
        /// The whole length of the message in bytes, as far as it is known.
        length: usize,
        /// The greatest length that is allowed.
        limit: usize,
    },
    /// A header is cut off, has no name, or is of a type that there is not.
    Header,
    /// A header to be written has a name of no or of more than 255 bytes.
    HeaderName,
    /// A header to be written has a value of more than 32,767 bytes.
    HeaderValue,
    /// The bytes end within a message.
    Truncated,
}

impl fmt::Display for MessageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PreludeChecksum => "the start of the message does not agree with its checksum",
            Self::Checksum => "the message does not agree with its checksum",
            Self::Length => "the lengths of the message contradict each other",
            Self::TooLong { length, limit } => {
                return write!(f, "the message has {length} bytes, more than the {limit} that are allowed");
            }
            Self::Header => "a header of the message is malformed",
            Self::HeaderName => "the name of a header must have 1 to 255 bytes",
            Self::HeaderValue => "the value of a header has more than 32,767 bytes",
            Self::Truncated => "the message is cut off",
        })
    }
}

impl std::error::Error for MessageError {}
