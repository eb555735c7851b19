//! Headers that are credentials.

use http::header::HeaderName;

use super::super::EncodeError;
use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Sets a header that is a credential: clients and logs are told not to show it.
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
