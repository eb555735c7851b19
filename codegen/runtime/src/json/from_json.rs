//! Decodes types from JSON: the trait, and its impls for the types of the standard library.

use std::collections::BTreeMap;
use std::mem::size_of;

use super::super::reading::room;
use super::{Error, Reader};

/// The default format of a value. The others are marker types too, such as `DateTime`.
pub enum Plain {}

/// A value that can be decoded from JSON, in the format `F`.
pub trait FromJson<F = Plain>: Sized {
    /// Decodes the next value.
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Error>;

    /// The meaning of `null` in place of a value. `None`: the member or element is absent.
    #[inline]
    fn null() -> Option<Self> {
        None
    }
}

impl FromJson for String {
    #[inline]
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
        json.string()
    }
}

impl FromJson for bool {
    #[inline]
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
        json.boolean()
    }
}

impl<F, T: FromJson<F>> FromJson<F> for Option<T> {
    #[inline]
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
        if json.at_null() {
            return json.read_null().map(|()| None);
        }
        T::from_json(json).map(Some)
    }

    #[inline]
    fn null() -> Option<Self> {
        Some(None)
    }
}

impl<F, T: FromJson<F>> FromJson<F> for Box<T> {
    #[inline]
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
        json.spend(1, size_of::<T>())?;
        T::from_json(json).map(Self::new)
    }

    #[inline]
    fn null() -> Option<Self> {
        T::null().map(Self::new)
    }
}

/// In a sparse list (`Vec<Option<T>>`), a `null` is an element; in any other it is dropped. A value of another type
/// is skipped, and recorded.
impl<F, T: FromJson<F>> FromJson<F> for Vec<T> {
    #[inline]
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
        let mut values = Self::new();
        let start = json.remaining();
        let mut more = json.enter(b'[', "expected an array")?;
        while more {
            let at = json.mark();
            let value = match json.nullable() {
                Ok(value) => value,
                Err(error) => {
                    json.pass_over(at, error)?;
                    T::null()
                }
            };
            more = json.more(b']')?;
            if let Some(value) = value {
                if values.len() == values.capacity() {
                    let room = if more { room(values.len(), start, json.remaining()) } else { 1 };
                    json.spend(room, size_of::<T>())?;
                    values.reserve_exact(room);
                }
                values.push(value);
            }
        }
        Ok(values)
    }
}

/// In a sparse map (`BTreeMap<K, Option<V>>`), a `null` is a value; in any other the entry is dropped. An entry with a value
/// of another type is skipped, and recorded.
impl<F, K, V> FromJson<F> for BTreeMap<K, V>
where
    K: Ord + for<'n> From<&'n str>,
    V: FromJson<F>,
{
    #[inline]
    fn from_json(json: &mut Reader<'_>) -> Result<Self, Error> {
        let mut entries = Self::new();
        json.object(|json, name| {
            let (at, before) = (json.mark(), json.noted());
            let value = match json.nullable() {
                Ok(value) => value,
                Err(error) => {
                    json.pass_over(at, error)?;
                    V::null()
                }
            };
            if json.noted() != before {
                json.note_entry(at);
            }
            if let Some(value) = value {
                // The tree takes about as much memory as its entries.
                json.spend(2, size_of::<(K, V)>())?;
                entries.insert(K::from(name), value);
            }
            Ok(())
        })?;
        Ok(entries)
    }
}
