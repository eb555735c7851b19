//! Lists with at least one item, in JSON.

use super::super::non_empty::NonEmpty;
use super::{ToJson, Writer};

impl<F, T: ToJson<F>> ToJson<F> for NonEmpty<T> {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        json.array(self);
    }
}
