//! Lenient decoding: an element that contradicts the model is skipped, and recorded with its position.
//!
//! This code does not run while all values are as expected. A second pass over the document finds the paths, if there are any. Names of
//! elements do not tell lists, maps and structures apart, so their readers record the places of items and entries.

use std::collections::BTreeMap;

use super::super::reading::{Found, Notes, Walk};
use super::super::unreadable::UnreadableMembers;
use super::reader::Mark;
use super::{Error, Reader};

/// The skipped values of a document.
#[derive(Default)]
pub(super) struct Skipped<'a> {
    notes: Notes,
    /// Elements that contain, or are, skipped values, by position.
    places: BTreeMap<usize, Place<'a>>,
}

/// The meaning of an element in a list or a map.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// An item of a list.
    Item,
    /// An item of a flattened list.
    Repeated,
    /// An entry of a map, or another element that is not a part of the path.
    Entry,
    /// The value of an entry whose key is at a mark.
    Value(Mark<'a>),
}

impl<'a> Reader<'a> {
    /// Skips the element at a mark, which could not be read, and records it.
    ///
    /// # Errors
    ///
    /// The element is not well-formed, so its end is unknown, or it needs more memory than allowed.
    #[cold]
    #[inline(never)]
    pub fn pass_over(&mut self, start: Mark<'a>, error: Error) -> Result<(), Error> {
        let skipped = self.skipped.get_or_insert_with(Box::default);
        if error.is_final() {
            skipped.notes.lost(start.position, error);
            return Err(error);
        }
        if skipped.notes.is_broken() {
            return Err(error);
        }
        self.go_to(start);
        let end = self.skip();
        self.skipped.get_or_insert_with(Box::default).notes.skipped(start.position, error, end.is_ok());
        end
    }

    /// Records an attribute that could not be read. The reader is behind it.
    #[cold]
    pub(super) fn note(&mut self, start: usize, error: Error) {
        self.skipped.get_or_insert_with(Box::default).notes.skipped(start, error, true);
    }

    /// Returns the number of values that were recorded with their positions.
    #[inline]
    pub(super) fn noted(&self) -> usize {
        self.skipped.as_ref().map_or(0, |skipped| skipped.notes.count())
    }

    /// Records the meaning of an element that contains, or is, a recorded value.
    #[cold]
    pub(super) fn note_place(&mut self, at: Mark<'a>, place: Place<'a>) {
        if let Some(skipped) = &mut self.skipped {
            if let Place::Value(_) = place {
                skipped.notes.entry(at.position);
            }
            skipped.places.insert(at.position, place);
        }
    }

    /// Decodes a member whose keys must be hidden.
    #[inline]
    pub fn secret(&mut self, read: impl FnOnce(&mut Self) -> Result<(), Error>) -> Result<(), Error> {
        let (start, before) = (self.position, self.noted());
        read(self)?;
        if self.noted() != before {
            if let Some(skipped) = &mut self.skipped {
                skipped.notes.secret(start);
            }
        }
        Ok(())
    }

    /// Returns the recorded values.
    #[inline]
    pub(super) fn hand_on(self, start: Mark<'a>, unreadable: &mut UnreadableMembers) {
        if self.skipped.is_some() {
            self.find_paths(start, unreadable);
        }
    }

    #[cold]
    fn find_paths(mut self, start: Mark<'a>, unreadable: &mut UnreadableMembers) {
        let Some(skipped) = self.skipped.take() else { return };
        let Skipped { notes, places } = *skipped;
        self.go_to(start);
        notes.find_paths(unreadable, |walk| value(&mut self, &places, walk, 0));
    }
}

/// Looks at an element, which is the one with this index among its siblings of the same name.
fn value<'a>(
    xml: &mut Reader<'a>,
    places: &BTreeMap<usize, Place<'a>>,
    walk: &mut Walk<'_>,
    index: usize,
) -> Result<(), Error> {
    let before = match walk.value(xml.position)? {
        Found::Here => return xml.skip(),
        Found::Perhaps(before) => before,
    };
    xml.attributes(|xml, name| {
        let length = walk.push_name(name, 0, xml.position);
        walk.value(xml.position)?;
        walk.truncate(length);
        xml.skip_attribute()
    })?;
    let name = xml.name;
    if xml.open()? {
        let mut indices = BTreeMap::new();
        while let Some(child) = xml.next_child(name)? {
            let same = indices.entry(child).or_default();
            let length = push(xml, places, walk, child, [index, *same])?;
            value(xml, places, walk, *same)?;
            walk.truncate(length);
            *same += 1;
        }
    }
    walk.leave(before);
    Ok(())
}

/// Appends an element to the path, by its meaning. Returns the length of the path without it.
fn push<'a>(
    xml: &mut Reader<'a>,
    places: &BTreeMap<usize, Place<'a>>,
    walk: &mut Walk<'_>,
    name: &str,
    [parent, index]: [usize; 2],
) -> Result<usize, Error> {
    let at = xml.mark();
    Ok(match places.get(&at.position) {
        None => walk.push_name(name, index, at.position),
        Some(Place::Item) => walk.push_index(index),
        Some(Place::Repeated) => {
            let length = walk.push_name(name, index, at.position);
            walk.push_index(index);
            length
        }
        Some(Place::Entry) => walk.length(),
        Some(Place::Value(key)) => {
            xml.go_to(*key);
            let key = xml.text()?;
            xml.go_to(at);
            walk.push_name(&key, parent, at.position)
        }
    })
}
