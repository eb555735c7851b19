//! Members of unions.

use super::super::document::Document;
use super::super::unknown_member::UnknownMember;
use super::{Error, FromCbor, Reader, ToCbor, Writer};

impl Reader<'_> {
    /// Decodes a modelled member of a union. A null is not a member. A value that cannot be read is recorded, and kept as an
    /// unknown member, unless there is another member.
    #[inline]
    pub fn variant<T: FromCbor, U>(
        &mut self,
        name: &str,
        slot: &mut Option<U>,
        make: impl Fn(T) -> U,
        unknown: impl Fn(UnknownMember) -> U,
    ) -> Result<(), Error> {
        if self.null() {
            return Ok(());
        }
        let start = self.mark();
        match T::from_cbor(self) {
            Ok(value) => *slot = Some(make(value)),
            Err(error) => {
                self.pass_over(start, error)?;
                if slot.is_none() {
                    let end = self.mark();
                    self.go_to(start);
                    // A value that no document contains, such as a map with numbers as keys, is lost.
                    let value = Document::from_cbor(self).unwrap_or_default();
                    self.go_to(end);
                    *slot = Some(unknown(UnknownMember::new(name, value)));
                }
            }
        }
        Ok(())
    }

    /// Decodes an unknown member of a union; a modelled one takes precedence.
    #[inline]
    pub fn unknown_variant<U>(
        &mut self,
        name: &str,
        slot: &mut Option<U>,
        make: impl Fn(UnknownMember) -> U,
    ) -> Result<(), Error> {
        if slot.is_some() || name == "__type" || self.at_null() {
            return self.skip();
        }
        let mut value = Document::Null;
        self.member(&mut value)?;
        *slot = Some(make(UnknownMember { name: name.to_owned(), value }));
        Ok(())
    }
}

/// A unit value, encoded as an empty map: the member of a union that has no value.
pub struct Unit;

impl FromCbor for Unit {
    #[inline]
    fn from_cbor(cbor: &mut Reader<'_>) -> Result<Self, Error> {
        cbor.skip().map(|()| Self)
    }
}

impl ToCbor for Unit {
    #[inline]
    fn to_cbor(&self, cbor: &mut Writer) {
        cbor.map_of(0);
    }
}
