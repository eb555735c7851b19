//! Labels that the endpoint has instead of the path.

use super::super::EncodeError;
use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Checks a label that the endpoint has. Without it, the request would be one for something else: that of an object without a bucket
    /// is that of a bucket.
    #[inline]
    pub fn label_in_endpoint(
        &mut self,
        member: &'static str,
        value: impl AsRef<str>,
    ) -> Result<(), EncodeError> {
        self.check_label(member, value.as_ref())
    }

    fn check_label(&mut self, member: &'static str, value: &str) -> Result<(), EncodeError> {
        if value.is_empty() {
            return Err(EncodeError::new(
                self.operation,
                member,
                "is empty, but it is a part of the endpoint",
            ));
        }
        Ok(())
    }

    /// Ends a path that may be empty.
    #[inline]
    pub fn end_path(&mut self) {
        if self.target.is_empty() {
            self.target.push('/');
        }
    }
}
