//! Text that is put into headers.

use http::header::HeaderValue;

use super::super::EncodeError;
use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Checks that a text can be a header: visible ASCII, spaces and tabs.
    pub(crate) fn header_value(&self, member: &'static str, value: &str) -> Result<HeaderValue, EncodeError> {
        HeaderValue::from_str(value).map_err(|_| {
            EncodeError::new(self.operation, member, "has a control or non-ASCII character, which no header may have")
        })
    }
}
