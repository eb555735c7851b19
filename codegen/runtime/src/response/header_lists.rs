//! Lists out of headers.

use super::super::unreadable::UnreadableMembers;
use super::malformed::unreadable_header;
use super::RawResponse;

impl RawResponse<'_> {
    /// Reads a list out of all headers of a name, if there is one. An item that cannot be read is left out, and noted with
    /// its place among all of them.
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
