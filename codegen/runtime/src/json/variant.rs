//! Members of unions.

use super::super::document::Document;
use super::super::unknown_member::UnknownMember;
use super::{Error, FromJson, Reader};

impl Reader<'_> {
    /// Decodes a modelled member of a union. A `null` is not a member. A value that cannot be read is recorded, and kept as an
    /// unknown member, unless there is another member.
    #[inline]
    pub fn variant<T: FromJson, U>(
        &mut self,
        name: &str,
        slot: &mut Option<U>,
        make: impl Fn(T) -> U,
        unknown: impl Fn(UnknownMember) -> U,
    ) -> Result<(), Error> {
        self.variant_as(name, slot, make, unknown)
    }

    /// Like [`variant`](Self::variant), for a value in another format than the default.
    #[inline]
    pub fn variant_as<F, T: FromJson<F>, U>(
        &mut self,
        name: &str,
        slot: &mut Option<U>,
        make: impl Fn(T) -> U,
        unknown: impl Fn(UnknownMember) -> U,
    ) -> Result<(), Error> {
        if self.null()? {
            return Ok(());
        }
        let start = self.mark();
        match T::from_json(self) {
            Ok(value) => *slot = Some(make(value)),
            Err(error) => {
                self.pass_over(start, error)?;
                if slot.is_none() {
                    self.go_to(start);
                    *slot = Some(unknown(UnknownMember::new(name, Document::from_json(self)?)));
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
        if slot.is_some() || name == "__type" || self.peek() == Some(b'n') {
            return self.skip();
        }
        let value = FromJson::from_json(self)?;
        *slot = Some(make(UnknownMember { name: name.to_owned(), value }));
        Ok(())
    }
}
