//! Labels that span several segments of the path.

use super::super::{percent, EncodeError};
use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Adds segments of the path; slashes are kept.
    #[inline]
    pub fn greedy_label(&mut self, member: &'static str, value: impl AsRef<str>) -> Result<(), EncodeError> {
        self.add_segments(member, value.as_ref(), false)
    }

    /// Adds segments of the path, which may be dot segments: the service does not resolve them.
    #[inline]
    pub fn greedy_label_with_dots(
        &mut self,
        member: &'static str,
        value: impl AsRef<str>,
    ) -> Result<(), EncodeError> {
        self.add_segments(member, value.as_ref(), true)
    }

    fn add_segments(&mut self, member: &'static str, value: &str, dots: bool) -> Result<(), EncodeError> {
        if value.is_empty() {
            return Err(EncodeError::new(self.operation, member, "is empty, but it is a part of the path"));
        }
        for (at, segment) in value.split('/').enumerate() {
            if at > 0 {
                self.target.push('/');
            }
            if !dots && percent::is_dot_segment(segment) {
                // Clients and servers resolve these, however they are encoded, which would change the path.
                let problem = "has a dot segment (. or ..), which is invalid in a path";
                return Err(EncodeError::new(self.operation, member, problem));
            }
            percent::encode(segment, &mut self.target);
        }
        Ok(())
    }
}
