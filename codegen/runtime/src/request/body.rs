//! Bodies.

use http::header::{HeaderValue, CONTENT_LENGTH, CONTENT_TYPE};

use super::super::EncodeError;
use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Returns the request, with a body of a media type, unless a member has set another one.
    #[inline]
    pub fn body(
        mut self,
        content_type: &'static str,
        body: Vec<u8>,
    ) -> Result<http::Request<Vec<u8>>, EncodeError> {
        // Checked here, where it is a constant.
        self.describe_body(HeaderValue::from_static(content_type), body.len());
        self.finish(body)
    }

    fn describe_body(&mut self, content_type: HeaderValue, length: usize) {
        self.headers.entry(CONTENT_TYPE).or_insert(content_type);
        self.headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
}
