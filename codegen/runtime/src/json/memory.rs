//! Memory limits for the values of a JSON text.

use super::{Error, Reader};

impl Reader<'_> {
    /// Subtracts memory for values from the remaining memory. A few bytes of text can become a large value: each `{}` of a
    /// list is a structure. Strings and blobs are not counted: they are no longer than their source.
    ///
    /// # Errors
    ///
    /// There is not enough memory left.
    #[inline]
    pub fn spend(&mut self, count: usize, size: usize) -> Result<(), Error> {
        self.memory.spend(count, size).map_err(|message| self.error(message))
    }
}
