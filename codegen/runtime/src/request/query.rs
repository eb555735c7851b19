//! The query string.

use super::super::percent;
use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Adds a parameter.
    #[inline]
    pub fn query(&mut self, name: &str, value: impl AsRef<str>) {
        self.add_to_query(name, value.as_ref());
    }

    fn add_to_query(&mut self, name: &str, value: &str) {
        // Everything before the query string is encoded, so a question mark can only be its start.
        let mark = if self.target.contains('?') { '&' } else { '?' };
        self.target.push(mark);
        percent::encode(name, &mut self.target);
        self.target.push('=');
        percent::encode(value, &mut self.target);
    }
}
