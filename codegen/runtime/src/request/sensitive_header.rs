//! Headers that are credentials.

use super::super::EncodeError;
use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Sets a header that is a credential: it is marked as sensitive, so that clients and logs do not show it.
    #[inline]
    pub fn sensitive_header(
        &mut self,
        member: &'static str,
        name: &'static str,
        value: impl AsRef<str>,
    ) -> Result<(), EncodeError> {
        self.set_header(member, name, value.as_ref(), true)
    }
}
