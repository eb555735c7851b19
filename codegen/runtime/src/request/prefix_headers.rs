//! Headers with names from the caller.

use std::collections::BTreeMap;

use http::header::HeaderName;

use super::super::EncodeError;
use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Sets a header for each entry of a map; header members, which are set later, take precedence.
    #[inline]
    pub fn prefix_headers<K: AsRef<str>, V: AsRef<str>>(
        &mut self,
        member: &'static str,
        prefix: &str,
        values: &BTreeMap<K, V>,
    ) -> Result<(), EncodeError> {
        for (key, value) in values {
            let name =
                HeaderName::from_bytes(format!("{}{}", prefix, key.as_ref()).as_bytes()).map_err(|_| {
                    EncodeError::new(self.operation, member, "has a key that is not a valid header name")
                })?;
            let value = self.header_value(member, value.as_ref())?;
            self.insert(name, value);
        }
        Ok(())
    }
}
