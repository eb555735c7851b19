//! Encodes types as JSON: the trait, and its impls for the types of the standard library.

use std::collections::BTreeMap;

use super::{Plain, Writer};

/// A value that can be encoded as JSON, in the format `F`.
pub trait ToJson<F = Plain> {
    /// Encodes the value.
    fn to_json(&self, json: &mut Writer);

    /// Returns whether there is no value, so that a member is not written.
    #[inline]
    fn is_absent(&self) -> bool {
        false
    }
}

impl ToJson for str {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        json.string(self);
    }
}

impl ToJson for String {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        json.string(self);
    }
}

impl ToJson for bool {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        json.raw(if *self { "true" } else { "false" });
    }
}

impl<F, T: ToJson<F>> ToJson<F> for Option<T> {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        match self {
            Some(value) => value.to_json(json),
            None => json.raw("null"),
        }
    }

    #[inline]
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<F, T: ToJson<F> + ?Sized> ToJson<F> for &T {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        (**self).to_json(json);
    }

    #[inline]
    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<F, T: ToJson<F> + ?Sized> ToJson<F> for Box<T> {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        (**self).to_json(json);
    }

    #[inline]
    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<F, T: ToJson<F>> ToJson<F> for [T] {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        json.array(self);
    }
}

impl<F, T: ToJson<F>> ToJson<F> for Vec<T> {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        json.array(self);
    }
}

impl<F, K: AsRef<str>, V: ToJson<F>> ToJson<F> for BTreeMap<K, V> {
    #[inline]
    fn to_json(&self, json: &mut Writer) {
        json.object(|object| {
            for (key, value) in self {
                object.entry(key.as_ref(), value);
            }
        });
    }
}
