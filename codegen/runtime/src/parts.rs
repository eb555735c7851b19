//! Lists and maps that are written, present or absent, in formats in which their parts have names: forms and XML.

use std::collections::BTreeMap;

use super::non_empty::NonEmpty;

/// A list that may be absent.
pub trait Items {
    /// The type of an item.
    type Item;

    /// Returns the items.
    fn items(&self) -> Option<&[Self::Item]>;
}

impl<T> Items for Vec<T> {
    type Item = T;

    #[inline]
    fn items(&self) -> Option<&[T]> {
        Some(self)
    }
}

impl<T> Items for NonEmpty<T> {
    type Item = T;

    #[inline]
    fn items(&self) -> Option<&[T]> {
        Some(self)
    }
}

impl<L: Items> Items for Option<L> {
    type Item = L::Item;

    #[inline]
    fn items(&self) -> Option<&[L::Item]> {
        self.as_ref()?.items()
    }
}

/// A map that may be absent.
pub trait Entries {
    /// The type of a key, which is a text.
    type Key: AsRef<str>;
    /// The type of a value.
    type Value;

    /// Returns the entries.
    fn entries(&self) -> Option<&BTreeMap<Self::Key, Self::Value>>;
}

impl<K: AsRef<str>, V> Entries for BTreeMap<K, V> {
    type Key = K;
    type Value = V;

    #[inline]
    fn entries(&self) -> Option<&Self> {
        Some(self)
    }
}

impl<M: Entries> Entries for Option<M> {
    type Key = M::Key;
    type Value = M::Value;

    #[inline]
    fn entries(&self) -> Option<&BTreeMap<M::Key, M::Value>> {
        self.as_ref()?.entries()
    }
}
