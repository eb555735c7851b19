//! Encodes types as CBOR: the trait, and its impls for the types of the standard library.

use std::collections::BTreeMap;

use super::super::non_empty::NonEmpty;
use super::Writer;

/// A value that can be encoded as CBOR.
pub trait ToCbor {
    /// Encodes the value.
    fn to_cbor(&self, cbor: &mut Writer);

    /// Returns whether there is no value, so that a member is not written.
    #[inline]
    fn is_absent(&self) -> bool {
        false
    }
}

impl ToCbor for str {
    #[inline]
    fn to_cbor(&self, cbor: &mut Writer) {
        cbor.string(self);
    }
}

impl ToCbor for String {
    #[inline]
    fn to_cbor(&self, cbor: &mut Writer) {
        cbor.string(self);
    }
}

impl ToCbor for bool {
    #[inline]
    fn to_cbor(&self, cbor: &mut Writer) {
        cbor.boolean(*self);
    }
}

impl<T: ToCbor> ToCbor for Option<T> {
    #[inline]
    fn to_cbor(&self, cbor: &mut Writer) {
        match self {
            Some(value) => value.to_cbor(cbor),
            None => cbor.null(),
        }
    }

    #[inline]
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: ToCbor + ?Sized> ToCbor for &T {
    #[inline]
    fn to_cbor(&self, cbor: &mut Writer) {
        (**self).to_cbor(cbor);
    }

    #[inline]
    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: ToCbor + ?Sized> ToCbor for Box<T> {
    #[inline]
    fn to_cbor(&self, cbor: &mut Writer) {
        (**self).to_cbor(cbor);
    }

    #[inline]
    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: ToCbor> ToCbor for [T] {
    #[inline]
    fn to_cbor(&self, cbor: &mut Writer) {
        cbor.array(self);
    }
}

impl<T: ToCbor> ToCbor for Vec<T> {
    #[inline]
    fn to_cbor(&self, cbor: &mut Writer) {
        cbor.array(self);
    }
}

impl<T: ToCbor> ToCbor for NonEmpty<T> {
    #[inline]
    fn to_cbor(&self, cbor: &mut Writer) {
        cbor.array(self);
    }
}

impl<K: AsRef<str>, V: ToCbor> ToCbor for BTreeMap<K, V> {
    #[inline]
    fn to_cbor(&self, cbor: &mut Writer) {
        cbor.map_of(self.len());
        for (key, value) in self {
            cbor.string(key.as_ref());
            value.to_cbor(cbor);
        }
    }
}
