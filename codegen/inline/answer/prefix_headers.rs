//! Maps out of headers whose names begin alike.

use std::collections::BTreeMap;

use super::Answer;

impl Answer<'_> {
    /// All headers that begin with a prefix, without it. A header that is not text is left out.
    pub(crate) fn prefix_headers<K: From<String> + Ord, V: From<String>>(&self, prefix: &str) -> BTreeMap<K, V> {
        let entry = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
            let key = name.as_str().strip_prefix(prefix)?;
            Some((key.to_owned().into(), value.to_str().ok()?.to_owned().into()))
        };
        self.headers.iter().filter_map(entry).collect()
    }
}
