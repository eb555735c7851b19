//! Labels: members that are part of the path.

use super::super::{percent, EncodeError};
use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Adds one segment of the path.
    pub(crate) fn label(&mut self, member: &'static str, value: impl AsRef<str>) -> Result<(), EncodeError> {
        let value = value.as_ref();
        if value.is_empty() {
            return Err(EncodeError::new(self.operation, member, "is empty, but it is a part of the path"));
        }
        percent::encode(value, &mut self.target);
        Ok(())
    }
}
