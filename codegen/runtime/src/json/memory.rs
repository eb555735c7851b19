//! Memory limits for the values of a body: few bytes of text can become a large value.

use super::super::decoded_limit::DecodedLimit;
use super::{Error, Reader};

/// The error for too much memory.
pub(super) const OUT_OF_MEMORY: &str =
    "the response needs more memory than `max_decoded_bytes` of the client allows,";

/// The default memory limit for the values of a body: 256 MiB.
const MEMORY: usize = 256 << 20;

/// A body, and the memory limit of its values.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    pub(super) body: &'a [u8],
    pub(super) memory: usize,
}

impl<'a> Text<'a> {
    #[inline]
    pub fn new(body: &'a [u8], limit: DecodedLimit) -> Self {
        Self { body, memory: limit.0.unwrap_or(MEMORY) }
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        self.body.is_empty()
    }
}

impl<'a> From<&'a [u8]> for Text<'a> {
    #[inline]
    fn from(body: &'a [u8]) -> Self {
        Self::new(body, DecodedLimit::default())
    }
}

impl Reader<'_> {
    /// Subtracts memory for values from the remaining memory. A few bytes of text can become a large value: each `{}` of a
    /// list is a structure. Strings and blobs are not counted: they are no longer than their source.
    ///
    /// # Errors
    ///
    /// There is not enough memory left.
    #[inline]
    pub fn spend(&mut self, count: usize, size: usize) -> Result<(), Error> {
        match count.checked_mul(size).and_then(|bytes| self.memory.checked_sub(bytes)) {
            Some(left) => {
                self.memory = left;
                Ok(())
            }
            None => {
                self.memory = 0;
                Err(self.error(OUT_OF_MEMORY))
            }
        }
    }
}
