//! Members out of headers.

use super::super::error::Malformed;
use super::malformed::malformed;
use super::Answer;

impl Answer<'_> {
    /// Reads a member out of a header, if the header is there.
    pub(crate) fn read_header<T, S: From<T>>(
        &self,
        name: &'static str,
        slot: &mut S,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<(), Malformed> {
        if let Some(text) = self.header_text(name)? {
            *slot = S::from(parse(text).ok_or(malformed(name))?);
        }
        Ok(())
    }

    /// A header as text, if it is there.
    pub(crate) fn header_text(&self, name: &'static str) -> Result<Option<&str>, Malformed> {
        self.headers.get(name).map(|value| value.to_str().map_err(|_| malformed(name))).transpose()
    }
}
