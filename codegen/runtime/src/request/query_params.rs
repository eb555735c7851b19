//! Query parameters with names from the caller.

use std::collections::BTreeMap;

use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Adds the entries of a map, except those with the name of a query member. `texts` returns the texts of a value.
    #[inline]
    pub fn query_params<'v, K: AsRef<str>, V, T: IntoIterator<Item = &'v str>>(
        &mut self,
        params: &'v BTreeMap<K, V>,
        bound: &[&str],
        texts: impl Fn(&'v V) -> T,
    ) {
        for (name, values) in params {
            let name = name.as_ref();
            if !bound.contains(&name) {
                for text in texts(values) {
                    self.query(name, text);
                }
            }
        }
    }
}
