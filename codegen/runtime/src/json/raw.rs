//! The text of a value that this version of the crate does not know.

use super::{Error, Reader};

impl<'a> Reader<'a> {
    /// Reads any one value, as it is spelled.
    pub(crate) fn raw(&mut self) -> Result<&'a str, Error> {
        let start = self.position();
        let before = self.remaining();
        self.skip()?;
        Ok(self.slice(start, start + (before - self.remaining())))
    }
}
