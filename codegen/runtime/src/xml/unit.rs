//! Union members without a value: an empty element.

use super::{Error, FromXml, Reader, ToXml, Writer};

/// A unit value, encoded as an empty element.
pub struct Unit;

impl FromXml for Unit {
    #[inline]
    fn from_xml(xml: &mut Reader<'_>) -> Result<Self, Error> {
        xml.skip().map(|()| Self)
    }
}

impl ToXml for Unit {
    #[inline]
    fn to_xml(&self, _xml: &mut Writer) {}
}
