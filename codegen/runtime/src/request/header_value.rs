//! Text for headers.

use http::header::HeaderValue;

use super::super::EncodeError;
use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Checks that a text is valid in a header: visible ASCII, spaces and tabs.
    pub fn header_value(&self, member: &'static str, value: &str) -> Result<HeaderValue, EncodeError> {
        let fits = if value.is_ascii() { HeaderValue::from_str(value).ok() } else { None };
        fits.ok_or_else(|| {
            EncodeError::new(
                self.operation,
                member,
                "has a control or non-ASCII character, which is invalid in a header",
            )
        })
    }
}
