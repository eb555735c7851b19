//! Headers that are not credentials.

use super::super::EncodeError;
use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Sets a header.
    #[inline]
    pub fn header(
        &mut self,
        member: &'static str,
        name: &'static str,
        value: impl AsRef<str>,
    ) -> Result<(), EncodeError> {
        self.set_header(member, name, value.as_ref(), false)
    }
}
