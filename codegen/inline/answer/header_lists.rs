//! Lists out of headers.

use super::super::error::Malformed;
use super::malformed::malformed;
use super::Answer;

impl Answer<'_> {
    /// Reads a list out of all headers of a name, if there is one.
    pub(crate) fn read_header_list<T, S: From<Vec<T>>>(
        &self,
        name: &'static str,
        slot: &mut S,
        split: impl Fn(&str) -> Vec<String>,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<(), Malformed> {
        if !self.headers.contains_key(name) {
            return Ok(());
        }
        let mut items = Vec::new();
        for value in self.headers.get_all(name) {
            for item in split(value.to_str().map_err(|_| malformed(name))?) {
                items.push(parse(&item).ok_or(malformed(name))?);
            }
        }
        *slot = S::from(items);
        Ok(())
    }
}
