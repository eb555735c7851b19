//! Lists and maps: wrapped in an element, or flattened, so that their items or entries are next to the other members.

use std::collections::BTreeMap;
use std::mem::size_of;

use super::super::reading::room;
use super::leniency::Place;
use super::{Error, Reader};

/// A place for a list.
pub trait ListSlot {
    /// The type of an item.
    type Item;

    /// Returns the list. It is empty if it was absent.
    fn list(&mut self) -> &mut Vec<Self::Item>;
}

impl<T> ListSlot for Vec<T> {
    type Item = T;

    #[inline]
    fn list(&mut self) -> &mut Self {
        self
    }
}

impl<L: ListSlot + Default> ListSlot for Option<L> {
    type Item = L::Item;

    #[inline]
    fn list(&mut self) -> &mut Vec<L::Item> {
        self.get_or_insert_with(L::default).list()
    }
}

/// A place for a map.
pub trait MapSlot {
    /// The type of a key.
    type Key;
    /// The type of a value.
    type Value;

    /// Returns the map. It is empty if it was absent.
    fn map(&mut self) -> &mut BTreeMap<Self::Key, Self::Value>;
}

impl<K, V> MapSlot for BTreeMap<K, V> {
    type Key = K;
    type Value = V;

    #[inline]
    fn map(&mut self) -> &mut Self {
        self
    }
}

impl<M: MapSlot + Default> MapSlot for Option<M> {
    type Key = M::Key;
    type Value = M::Value;

    #[inline]
    fn map(&mut self) -> &mut BTreeMap<M::Key, M::Value> {
        self.get_or_insert_with(M::default).map()
    }
}

impl<'a> Reader<'a> {
    /// Decodes a list into an existing place. Each child is an item, whatever its name.
    #[inline]
    pub fn list_member<L: ListSlot>(
        &mut self,
        slot: &mut L,
        item: impl FnMut(&mut Self) -> Result<L::Item, Error>,
    ) -> Result<(), Error> {
        let start = self.mark();
        match self.list(item) {
            Ok(list) => {
                *slot.list() = list;
                Ok(())
            }
            Err(error) => self.pass_over(start, error),
        }
    }

    /// Decodes a list. Each child is an item, whatever its name. One that cannot be read is skipped, and recorded.
    #[inline]
    pub fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Result<T, Error>) -> Result<Vec<T>, Error> {
        let name = self.name;
        let mut values = Vec::new();
        let start = self.remaining();
        let mut more = self.first_child()?.is_some();
        while more {
            let value = self.noting(Place::Item, &mut item)?;
            more = self.next_child(name)?.is_some();
            if let Some(value) = value {
                if values.len() == values.capacity() {
                    let room = if more { room(values.len(), start, self.remaining()) } else { 1 };
                    self.reserve(&mut values, room)?;
                }
                values.push(value);
            }
        }
        Ok(values)
    }

    /// Decodes an item of a flattened list, and appends it. One that cannot be read is skipped, and recorded.
    #[inline]
    pub fn item<L: ListSlot>(
        &mut self,
        slot: &mut L,
        item: impl FnMut(&mut Self) -> Result<L::Item, Error>,
    ) -> Result<(), Error> {
        let start = self.remaining();
        if let Some(value) = self.noting(Place::Repeated, item)? {
            let values = slot.list();
            let length = values.len();
            if length == values.capacity() {
                // As if all items were as long as this one.
                let all = (start - self.remaining()) * length;
                self.reserve(values, room(length, self.remaining() + all, self.remaining()))?;
            }
            values.push(value);
        }
        Ok(())
    }

    #[inline]
    fn reserve<T>(&mut self, values: &mut Vec<T>, room: usize) -> Result<(), Error> {
        self.spend(room, size_of::<T>())?;
        values.reserve_exact(room);
        Ok(())
    }

    /// Decodes a value. One that cannot be read is skipped, and recorded in its place.
    #[inline]
    fn noting<T>(
        &mut self,
        place: Place<'a>,
        mut read: impl FnMut(&mut Self) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        let (at, before) = (self.mark(), self.noted());
        let value = match read(self) {
            Ok(value) => Some(value),
            Err(error) => {
                self.pass_over(at, error)?;
                None
            }
        };
        if self.noted() != before {
            self.note_place(at, place);
        }
        Ok(value)
    }

    /// Decodes a map into an existing place: each child is an entry.
    #[inline]
    pub fn map_member<M: MapSlot>(
        &mut self,
        slot: &mut M,
        names: [&str; 2],
        value: impl FnMut(&mut Self) -> Result<M::Value, Error>,
    ) -> Result<(), Error>
    where
        M::Key: Ord + for<'n> From<&'n str>,
    {
        let start = self.mark();
        match self.map(names, value) {
            Ok(map) => {
                *slot.map() = map;
                Ok(())
            }
            Err(error) => self.pass_over(start, error),
        }
    }

    /// Decodes a map: each child is an entry, with a key and a value of these names. An entry that cannot be read is skipped, and
    /// recorded.
    #[inline]
    pub fn map<K, V>(
        &mut self,
        names: [&str; 2],
        mut value: impl FnMut(&mut Self) -> Result<V, Error>,
    ) -> Result<BTreeMap<K, V>, Error>
    where
        K: Ord + for<'n> From<&'n str>,
    {
        let mut entries = BTreeMap::new();
        self.object(|xml, _| {
            let (at, before) = (xml.mark(), xml.noted());
            let is_read = xml.insert(&mut entries, names, &mut value)?;
            if xml.noted() != before {
                xml.note_place(at, if is_read { Place::Entry } else { Place::Item });
            }
            Ok(())
        })?;
        Ok(entries)
    }

    /// Decodes an entry of a flattened map, and inserts it. One that cannot be read is skipped, and recorded.
    #[inline]
    pub fn entry<M: MapSlot>(
        &mut self,
        slot: &mut M,
        names: [&str; 2],
        value: impl FnMut(&mut Self) -> Result<M::Value, Error>,
    ) -> Result<(), Error>
    where
        M::Key: Ord + for<'n> From<&'n str>,
    {
        let start = self.mark();
        if !self.insert(slot, names, value)? {
            self.note_place(start, Place::Repeated);
        }
        Ok(())
    }

    /// Decodes an entry, and inserts it. Returns false if it was skipped and recorded.
    #[inline]
    fn insert<M: MapSlot>(
        &mut self,
        slot: &mut M,
        names: [&str; 2],
        value: impl FnMut(&mut Self) -> Result<M::Value, Error>,
    ) -> Result<bool, Error>
    where
        M::Key: Ord + for<'n> From<&'n str>,
    {
        let start = self.mark();
        match self.key_and_value(names, value) {
            Ok(Some((key, value))) => {
                // The tree takes about as much memory as its entries.
                self.spend(2, size_of::<(M::Key, M::Value)>())?;
                slot.map().insert(key, value);
                Ok(true)
            }
            Ok(None) => Ok(true),
            Err(error) => self.pass_over(start, error).map(|()| false),
        }
    }

    /// Decodes an entry, unless its value cannot be read.
    #[inline]
    fn key_and_value<K: for<'n> From<&'n str>, V>(
        &mut self,
        [key, value]: [&str; 2],
        mut read: impl FnMut(&mut Self) -> Result<V, Error>,
    ) -> Result<Option<(K, V)>, Error> {
        let (start, before) = (self.mark(), self.noted());
        let (mut found_key, mut found_value) = (None, None);
        self.object(|xml, name| {
            let at = xml.mark();
            if name == key {
                found_key = Some((K::from(&*xml.text()?), at));
            } else if name == value {
                let value = read(xml).map(Some);
                found_value = Some((value.or_else(|error| xml.pass_over(at, error).map(|()| None))?, at));
            } else {
                xml.skip()?;
            }
            Ok(())
        })?;
        match (found_key, found_value) {
            (Some((key, key_at)), Some((value, at))) => {
                if self.noted() != before {
                    self.note_place(at, Place::Value(key_at));
                }
                Ok(value.map(|value| (key, value)))
            }
            (None, _) => Err(Error::new("expected the key of an entry", start.position)),
            (_, None) => Err(Error::new("expected the value of an entry", start.position)),
        }
    }
}
