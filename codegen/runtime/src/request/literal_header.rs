//! Constant headers.

use http::header::{HeaderName, HeaderValue};

use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Sets a header to a value of the model.
    #[inline]
    pub fn literal_header(&mut self, name: &'static str, value: &'static str) {
        self.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
}
