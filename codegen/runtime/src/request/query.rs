//! The query string.

use super::super::percent;
use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Adds a parameter.
    #[inline]
    pub fn query(&mut self, name: &str, value: impl AsRef<str>) {
        // Everything before the query string is encoded, so a question mark can only be its start.
        let mark = if self.target.contains('?') { '&' } else { '?' };
        self.target.push(mark);
        percent::encode(name, &mut self.target);
        self.target.push('=');
        percent::encode(value.as_ref(), &mut self.target);
    }
}
