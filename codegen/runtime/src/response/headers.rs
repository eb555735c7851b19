//! Members from headers.

use super::super::unreadable::UnreadableMembers;
use super::malformed::unreadable_header;
use super::RawResponse;

impl RawResponse<'_> {
    /// Decodes a member from a header, if present. An unreadable value is recorded.
    #[inline]
    pub fn read_header<T, S: From<T>>(
        &self,
        name: &'static str,
        slot: &mut S,
        parse: impl Fn(&str) -> Option<T>,
        unreadable: &mut UnreadableMembers,
    ) {
        let Some(value) = self.headers.get(name) else { return };
        // Services send UTF-8, although HTTP specifies ASCII.
        let text = std::str::from_utf8(value.as_bytes()).ok();
        match text.and_then(parse) {
            Some(value) => *slot = S::from(value),
            None => unreadable_header(name, None, text, unreadable),
        }
    }
}
