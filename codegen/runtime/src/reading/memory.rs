//! Memory limits for the values of a body: few bytes can become a large value.

use super::super::decoded_limit::DecodedLimit;

/// The error for too much memory.
pub(super) const OUT_OF_MEMORY: &str =
    "the response needs more memory than `max_decoded_bytes` of the client allows,";

/// The default memory limit for the values of a body: 256 MiB.
const MEMORY: usize = 256 << 20;

/// A body, and the memory limit of its values.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    pub(crate) body: &'a [u8],
    pub(crate) memory: Memory,
}

impl<'a> Text<'a> {
    #[inline]
    pub fn new(body: &'a [u8], limit: DecodedLimit) -> Self {
        Self { body, memory: Memory(limit.0.unwrap_or(MEMORY)) }
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

/// The remaining memory for values.
#[derive(Clone, Copy)]
pub(crate) struct Memory(usize);

impl Memory {
    /// Subtracts memory for values. Returns the message of the error if there is not enough left.
    #[inline]
    pub(crate) fn spend(&mut self, count: usize, size: usize) -> Result<(), &'static str> {
        match count.checked_mul(size).and_then(|bytes| self.0.checked_sub(bytes)) {
            Some(left) => {
                self.0 = left;
                Ok(())
            }
            None => {
                self.0 = 0;
                Err(OUT_OF_MEMORY)
            }
        }
    }
}
