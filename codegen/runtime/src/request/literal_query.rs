//! The query string of the model.

use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Adds the query string of the model.
    #[inline]
    pub fn literal_query(&mut self, literal: &str) {
        self.target.push('?');
        self.target.push_str(literal);
    }
}
