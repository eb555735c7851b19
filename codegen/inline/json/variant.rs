//! Members of unions.

use super::super::unknown_member::UnknownMember;
use super::{Error, FromJson, Reader};

impl Reader<'_> {
    /// Reads a union's member that the model knows. A `null` is no member.
    pub(crate) fn variant<T: FromJson, U>(&mut self, slot: &mut Option<U>, make: impl Fn(T) -> U) -> Result<(), Error> {
        self.variant_as(slot, make)
    }

    /// Like [`variant`](Self::variant), for a value in another than its usual format.
    pub(crate) fn variant_as<F, T: FromJson<F>, U>(
        &mut self,
        slot: &mut Option<U>,
        make: impl Fn(T) -> U,
    ) -> Result<(), Error> {
        if let Some(value) = if self.null()? { None } else { Some(T::from_json(self)?) } {
            *slot = Some(make(value));
        }
        Ok(())
    }

    /// Reads a union's member that the model does not know; one that it knows wins.
    pub(crate) fn unknown_variant<U>(
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
