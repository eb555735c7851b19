//! An error in a body, and its position.

use std::fmt;

/// A decoding error. It is small, and never contains any of the body, which may be secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    message: &'static str,
    offset: usize,
}

impl Error {
    /// An error at a byte of the body. The message is followed by ` at byte 17`.
    #[cold]
    pub fn new(message: &'static str, offset: usize) -> Self {
        Self { message, offset }
    }
}

impl Error {
    /// Whether the error is final, so that no value may be skipped.
    #[inline]
    pub fn is_final(&self) -> bool {
        self.message == super::memory::OUT_OF_MEMORY
    }
}

impl fmt::Display for Error {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.message, self.offset)
    }
}

impl std::error::Error for Error {}
