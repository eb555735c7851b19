//! Labels with a default value.

use super::super::EncodeError;
use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Adds one segment of the path; an empty one is replaced.
    #[inline]
    pub fn label_or(
        &mut self,
        member: &'static str,
        value: impl AsRef<str>,
        otherwise: &'static str,
    ) -> Result<(), EncodeError> {
        match value.as_ref() {
            "" => self.label(member, otherwise),
            value => self.label(member, value),
        }
    }
}
