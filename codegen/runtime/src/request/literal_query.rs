//! What the model has in the query string already.

use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Adds what the model has in the query string already.
    #[inline]
    pub fn literal_query(&mut self, literal: &str) {
        self.target.push('?');
        self.target.push_str(literal);
    }
}
