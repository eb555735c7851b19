//! Query parameters that the caller names.

use std::collections::BTreeMap;

use super::RequestBuilder;

/// A parameter's value or values.
pub(crate) trait QueryValues {
    /// All of them.
    fn values(&self) -> &[String];
}

impl QueryValues for String {
    fn values(&self) -> &[String] {
        std::slice::from_ref(self)
    }
}

impl QueryValues for Vec<String> {
    fn values(&self) -> &[String] {
        self
    }
}

impl RequestBuilder<'_> {
    /// Adds the entries of a map, but for names that members of their own have.
    pub(crate) fn query_params<V: QueryValues>(&mut self, params: &BTreeMap<String, V>, bound: &[&str]) {
        for (name, values) in params {
            if !bound.contains(&name.as_str()) {
                for value in values.values() {
                    self.query(name, value);
                }
            }
        }
    }
}
