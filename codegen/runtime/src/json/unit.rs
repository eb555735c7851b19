//! Union members without a value: an empty object on the wire.

use super::{Error, FromJson, Reader, ToJson, Writer};

/// A unit value, encoded as `{}`.
pub struct Unit;

impl FromJson for Unit {
    #[inline]
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
        json.skip().map(|()| Self)
    }
}

impl ToJson for Unit {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        json.raw("{}");
    }
}
