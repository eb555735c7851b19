//! Maps from headers with a common prefix.

use std::collections::BTreeMap;

use super::super::unreadable::UnreadableMembers;
use super::malformed::unreadable_header;
use super::RawResponse;

impl RawResponse<'_> {
    /// Returns all headers with a prefix, without it. A header that is not text is omitted and recorded.
    #[inline]
    pub fn prefix_headers<K: From<String> + Ord, V: From<String>>(
        &self,
        prefix: &str,
        unreadable: &mut UnreadableMembers,
    ) -> BTreeMap<K, V> {
        let mut entries = BTreeMap::new();
        for (name, value) in self.headers {
            let Some(key) = name.as_str().strip_prefix(prefix) else { continue };
            match std::str::from_utf8(value.as_bytes()) {
                Ok(text) => drop(entries.insert(key.to_owned().into(), text.to_owned().into())),
                Err(_) => unreadable_header(name.as_str(), None, None, unreadable),
            }
        }
        entries
    }
}
