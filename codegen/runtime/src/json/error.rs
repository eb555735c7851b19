//! What is wrong with a JSON text, and where.

use std::fmt;

/// Why a JSON text could not be read. It is small, and never contains any of the text: that may be secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    message: &'static str,
    offset: usize,
}

impl Error {
    /// An error at a byte of the body. The message reads on with ` at byte 17`.
    #[cold]
    pub fn new(message: &'static str, offset: usize) -> Self {
        Self { message, offset }
    }
}

impl Error {
    /// Whether reading on could make it worse, so that no value may be passed over.
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
