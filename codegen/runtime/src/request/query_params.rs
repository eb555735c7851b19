//! Query parameters that the caller names.

use std::collections::BTreeMap;

use super::RequestBuilder;

impl RequestBuilder<'_> {
    /// Adds the entries of a map, except names that members of their own have. `texts` gives the texts of a value.
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
