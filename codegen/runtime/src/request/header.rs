//! Headers that are not credentials.

use http::header::HeaderName;

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
        let value = self.header_value(member, value.as_ref())?;
        self.headers.insert(HeaderName::from_static(name), value);
        Ok(())
    }
}
