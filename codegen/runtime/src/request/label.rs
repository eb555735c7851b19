//! Labels: members in the path.

use super::super::{percent, EncodeError};
use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Adds one segment of the path.
    #[inline]
    pub fn label(&mut self, member: &'static str, value: impl AsRef<str>) -> Result<(), EncodeError> {
        self.add_label(member, value.as_ref())
    }

    fn add_label(&mut self, member: &'static str, value: &str) -> Result<(), EncodeError> {
        if value.is_empty() {
            return Err(EncodeError::new(self.operation, member, "is empty, but it is a part of the path"));
        }
        if percent::is_dot_segment(value) {
            // Clients resolve these, however they are encoded, which would change the path.
            return Err(EncodeError::new(
                self.operation,
                member,
                "is a dot segment, which is invalid in a path",
            ));
        }
        percent::encode(value, &mut self.target);
        Ok(())
    }
}
