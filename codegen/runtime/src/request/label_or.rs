//! Labels that have a value when nobody gives them one.

use super::super::EncodeError;
use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Adds one segment of the path; an empty one is another instead.
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
