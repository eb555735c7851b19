//! Lists from headers.

use super::super::unreadable::UnreadableMembers;
use super::malformed::unreadable_header;
use super::RawResponse;

impl RawResponse<'_> {
    /// Decodes a list from all headers of a name, if present. An unreadable item is omitted and recorded with its index.
    #[inline]
    pub fn read_header_list<T, S: From<Vec<T>>>(
        &self,
        name: &'static str,
        slot: &mut S,
        split: impl Fn(&str) -> Vec<String>,
        parse: impl Fn(&str) -> Option<T>,
        unreadable: &mut UnreadableMembers,
    ) {
        if !self.headers.contains_key(name) {
            return;
        }
        let (mut items, mut index) = (Vec::new(), 0);
        for value in self.headers.get_all(name) {
            let Ok(text) = std::str::from_utf8(value.as_bytes()) else {
                unreadable_header(name, Some(index), None, unreadable);
                index += 1;
                continue;
            };
            for item in split(text) {
                match parse(&item) {
                    Some(item) => items.push(item),
                    None => unreadable_header(name, Some(index), Some(&item), unreadable),
                }
                index += 1;
            }
        }
        *slot = S::from(items);
    }
}
