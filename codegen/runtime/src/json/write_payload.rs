//! Encoded bodies that are a single value.

use super::{ToJson, Writer};

/// Encodes a body.
#[inline]
pub fn write_value<T: ToJson + ?Sized>(value: &T) -> Vec<u8> {
    let mut json = Writer::with_capacity(256);
    value.to_json(&mut json);
    json.into_bytes()
}
