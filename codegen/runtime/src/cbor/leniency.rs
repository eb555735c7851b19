//! Lenient decoding: a well-formed value that contradicts the model is skipped, and recorded with its position.
//!
//! This code does not run while all values are as expected. A second pass over the body finds the paths, if there are any.

use super::super::reading::{Found, Mark, Walk};
use super::super::unreadable::UnreadableMembers;
use super::head::{ARRAY, MAP};
use super::{Error, Reader};

impl Reader<'_> {
    /// Skips the value at a mark, which could not be read, and records it.
    ///
    /// # Errors
    ///
    /// The value is not CBOR, so its end is unknown, or it needs more memory than allowed.
    #[cold]
    #[inline(never)]
    pub fn pass_over(&mut self, start: Mark, error: Error) -> Result<(), Error> {
        if error.is_final() {
            self.notes.get_or_insert_with(Box::default).lost(start.position, error);
            return Err(error);
        }
        if self.notes.as_ref().map_or(false, |notes| notes.is_broken()) {
            return Err(error);
        }
        self.go_to(start);
        let skipped = self.skip();
        self.notes.get_or_insert_with(Box::default).skipped(start.position, error, skipped.is_ok());
        skipped
    }

    /// Returns the number of values that were recorded with their positions.
    #[inline]
    pub fn noted(&self) -> usize {
        self.notes.as_ref().map_or(0, |notes| notes.count())
    }

    /// Records that the value at a mark, which contains or is a recorded value, is an entry of a map: its name is a key.
    #[cold]
    pub fn note_entry(&mut self, start: Mark) {
        if let Some(notes) = &mut self.notes {
            notes.entry(start.position);
        }
    }

    /// Decodes a member whose keys must be hidden.
    #[inline]
    pub fn secret(&mut self, read: impl FnOnce(&mut Self) -> Result<(), Error>) -> Result<(), Error> {
        let (start, before) = (self.mark(), self.noted());
        read(self)?;
        if self.noted() != before {
            if let Some(notes) = &mut self.notes {
                notes.secret(start.position);
            }
        }
        Ok(())
    }

    /// Returns the recorded values.
    #[inline]
    pub fn hand_on(self, unreadable: &mut UnreadableMembers) {
        if self.notes.is_some() {
            self.find_paths(unreadable);
        }
    }

    #[cold]
    fn find_paths(mut self, unreadable: &mut UnreadableMembers) {
        let Some(notes) = self.notes.take() else { return };
        self.go_to(Mark { position: 0, depth: 0 });
        notes.find_paths(unreadable, |walk| value(&mut self, walk));
    }
}

fn value(cbor: &mut Reader<'_>, walk: &mut Walk<'_>) -> Result<(), Error> {
    let before = match walk.value(cbor.position)? {
        Found::Here => return cbor.skip(),
        Found::Perhaps(before) => before,
    };
    match cbor.major() {
        Some(MAP) => map(cbor, walk)?,
        Some(ARRAY) => array(cbor, walk)?,
        _ => cbor.skip()?,
    }
    walk.leave(before);
    Ok(())
}

fn map(cbor: &mut Reader<'_>, walk: &mut Walk<'_>) -> Result<(), Error> {
    let mut entries = cbor.enter_map()?;
    let mut index = 0;
    while cbor.more(&mut entries)? {
        if cbor.at_text() {
            let name = cbor.name()?;
            let length = walk.push_name(&name, index, cbor.position);
            value(cbor, walk)?;
            walk.truncate(length);
        } else {
            // No member: a part of a skipped value.
            cbor.skip()?;
            cbor.skip()?;
        }
        index += 1;
    }
    Ok(())
}

fn array(cbor: &mut Reader<'_>, walk: &mut Walk<'_>) -> Result<(), Error> {
    let mut items = cbor.enter_array()?;
    let mut index = 0;
    while cbor.more(&mut items)? {
        let length = walk.push_index(index);
        value(cbor, walk)?;
        walk.truncate(length);
        index += 1;
    }
    Ok(())
}
