//! Headers that are credentials.

use http::header::HeaderName;

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
        let mut value = self.header_value(member, value.as_ref())?;
        value.set_sensitive(true);
        self.headers.insert(HeaderName::from_static(name), value);
        Ok(())
    }
}
