//! Members that must not keep others from being read.

use super::{Error, FromJson, Reader};

impl Reader<'_> {
    /// Like [`member`](Self::member), but a value that does not fit is passed over.
    pub(crate) fn member_or_skip<T: FromJson>(&mut self, slot: &mut T) -> Result<(), Error> {
        self.member_or_skip_as(slot)
    }

    /// Like [`member_or_skip`](Self::member_or_skip), for a value in another than its usual format.
    pub(crate) fn member_or_skip_as<F, T: FromJson<F>>(&mut self, slot: &mut T) -> Result<(), Error> {
        let before = self.clone();
        match self.member_as(slot) {
            Err(error) if !error.is_final() => {
                *self = before;
                self.skip()
            }
            result => result,
        }
    }
}
