//! Headers that the caller names.

use std::collections::BTreeMap;

use http::header::HeaderName;

use super::super::EncodeError;
use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Sets a header for each entry of a map; members of their own, which are set later, win.
    #[inline]
    pub fn prefix_headers<K: AsRef<str>, V: AsRef<str>>(
        &mut self,
        member: &'static str,
        prefix: &str,
        values: &BTreeMap<K, V>,
    ) -> Result<(), EncodeError> {
        for (key, value) in values {
            let name = HeaderName::from_bytes(format!("{}{}", prefix, key.as_ref()).as_bytes())
                .map_err(|_| EncodeError::new(self.operation, member, "has a key that no header may have"))?;
            let value = self.header_value(member, value.as_ref())?;
            self.headers.insert(name, value);
        }
        Ok(())
    }
}
