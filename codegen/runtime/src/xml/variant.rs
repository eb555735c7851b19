//! Members of unions.

use super::super::unknown_member::UnknownMember;
use super::{Error, Reader, Writer};

impl<'a> Reader<'a> {
    /// Decodes a modelled member of a union. A null is not a member. A value that cannot be read is recorded, and kept as an
    /// unknown member, unless there is another member.
    #[inline]
    pub fn variant<U>(
        &mut self,
        name: &str,
        slot: &mut Option<U>,
        read: impl FnOnce(&mut Self) -> Result<U, Error>,
        unknown: impl FnOnce(UnknownMember) -> U,
    ) -> Result<(), Error> {
        if self.at_nil() {
            return self.skip();
        }
        let start = self.mark();
        match read(self) {
            Ok(value) => *slot = Some(value),
            Err(error) => {
                self.pass_over(start, error)?;
                if slot.is_none() {
                    self.go_to(start);
                    *slot = Some(unknown(UnknownMember::new(name, self.document()?)));
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
        make: impl FnOnce(UnknownMember) -> U,
    ) -> Result<(), Error> {
        if slot.is_some() || self.at_nil() {
            return self.skip();
        }
        *slot = Some(make(UnknownMember::new(name, self.document()?)));
        Ok(())
    }
}

impl Writer {
    /// Writes an unknown member of a union, as it was received. Nothing is written if no element has its name.
    pub fn unknown(&mut self, member: &UnknownMember) {
        self.document(&member.name, &member.value);
    }
}
