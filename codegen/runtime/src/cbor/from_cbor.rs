//! Decodes types from CBOR: the trait, and its impls for the types of the standard library.

use std::collections::BTreeMap;
use std::mem::size_of;

use super::{Error, Reader};

/// A value that can be decoded from CBOR.
pub trait FromCbor: Sized {
    /// Decodes the next value.
    fn from_cbor(cbor: &mut Reader<'_>) -> Result<Self, Error>;

    /// The meaning of null in place of a value. `None`: the member or element is absent.
    #[inline]
    fn null() -> Option<Self> {
        None
    }
}

impl FromCbor for String {
    #[inline]
    fn from_cbor(cbor: &mut Reader<'_>) -> Result<Self, Error> {
        cbor.string()
    }
}

impl FromCbor for bool {
    #[inline]
    fn from_cbor(cbor: &mut Reader<'_>) -> Result<Self, Error> {
        cbor.boolean()
    }
}

impl<T: FromCbor> FromCbor for Option<T> {
    #[inline]
    fn from_cbor(cbor: &mut Reader<'_>) -> Result<Self, Error> {
        if cbor.null() {
            return Ok(None);
        }
        T::from_cbor(cbor).map(Some)
    }

    #[inline]
    fn null() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromCbor> FromCbor for Box<T> {
    #[inline]
    fn from_cbor(cbor: &mut Reader<'_>) -> Result<Self, Error> {
        cbor.spend(1, size_of::<T>())?;
        T::from_cbor(cbor).map(Self::new)
    }

    #[inline]
    fn null() -> Option<Self> {
        T::null().map(Self::new)
    }
}

/// In a sparse list (`Vec<Option<T>>`), a null is an element; in any other it is dropped. A value of another type
/// is skipped, and recorded.
impl<T: FromCbor> FromCbor for Vec<T> {
    #[inline]
    fn from_cbor(cbor: &mut Reader<'_>) -> Result<Self, Error> {
        let mut values = Self::new();
        let mut items = cbor.enter_array()?;
        let start = cbor.remaining();
        while cbor.more(&mut items)? {
            let at = cbor.mark();
            let value = match cbor.nullable() {
                Ok(value) => value,
                Err(error) => {
                    cbor.pass_over(at, error)?;
                    T::null()
                }
            };
            if let Some(value) = value {
                if values.len() == values.capacity() {
                    let room = cbor.room(items, values.len(), start, size_of::<T>());
                    cbor.spend(room, size_of::<T>())?;
                    values.reserve_exact(room);
                }
                values.push(value);
            }
        }
        Ok(values)
    }
}

/// In a sparse map (`BTreeMap<K, Option<V>>`), a null is a value; in any other the entry is dropped. An entry with a value
/// of another type is skipped, and recorded.
impl<K, V> FromCbor for BTreeMap<K, V>
where
    K: Ord + for<'n> From<&'n str>,
    V: FromCbor,
{
    #[inline]
    fn from_cbor(cbor: &mut Reader<'_>) -> Result<Self, Error> {
        let mut entries = Self::new();
        cbor.object(|cbor, name| {
            let (at, before) = (cbor.mark(), cbor.noted());
            let value = match cbor.nullable() {
                Ok(value) => value,
                Err(error) => {
                    cbor.pass_over(at, error)?;
                    V::null()
                }
            };
            if cbor.noted() != before {
                cbor.note_entry(at);
            }
            if let Some(value) = value {
                // The tree takes about as much memory as its entries.
                cbor.spend(2, size_of::<(K, V)>())?;
                entries.insert(K::from(name), value);
            }
            Ok(())
        })?;
        Ok(entries)
    }
}
