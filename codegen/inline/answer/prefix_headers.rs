//! Maps out of headers whose names begin alike.

use std::collections::BTreeMap;

use super::Answer;

impl Answer<'_> {
    /// All headers that begin with a prefix, without it. A header that is not text is left out.
    pub(crate) fn prefix_headers(&self, prefix: &str) -> BTreeMap<String, String> {
        let entry = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
            let key = name.as_str().strip_prefix(prefix)?;
            Some((key.to_owned(), value.to_str().ok()?.to_owned()))
        };
        self.headers.iter().filter_map(entry).collect()
    }
}
