//! Top-level objects of encoded bodies.

use super::{Object, Writer};

/// Encodes a body that is an object of these members.
#[inline]
pub fn write_members(members: impl FnOnce(&mut Object<'_>)) -> Vec<u8> {
    let mut json = Writer::with_capacity(256);
    json.object(members);
    json.into_bytes()
}
