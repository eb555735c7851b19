//! Lenient decoding: a valid JSON value that contradicts the model is skipped, and recorded with its position.
//!
//! This code does not run while all values are as expected. A second pass over the text finds the paths, if there are any.

use super::super::reading::{Found, Mark, Walk};
use super::super::unreadable::UnreadableMembers;
use super::{Error, Reader};

impl Reader<'_> {
    /// Skips the value at a mark, which could not be read, and records it.
    ///
    /// # Errors
    ///
    /// The value is not JSON, so its end is unknown, or it needs more memory than allowed.
    #[cold]
    #[inline(never)]
    pub fn pass_over(&mut self, start: Mark, error: Error) -> Result<(), Error> {
        if error.is_final() {
            let at = self.value_at(start);
            self.notes.get_or_insert_with(Box::default).lost(at, error);
            return Err(error);
        }
        if self.notes.as_ref().map_or(false, |notes| notes.is_broken()) {
            return Err(error);
        }
        self.go_to(start);
        let at = self.position();
        let skipped = self.skip();
        self.notes.get_or_insert_with(Box::default).skipped(at, error, skipped.is_ok());
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
        let at = self.value_at(start);
        if let Some(notes) = &mut self.notes {
            notes.entry(at);
        }
    }

    /// Decodes a member whose keys must be hidden.
    #[inline]
    pub fn secret(&mut self, read: impl FnOnce(&mut Self) -> Result<(), Error>) -> Result<(), Error> {
        let (start, before) = (self.mark(), self.noted());
        read(self)?;
        if self.noted() != before {
            self.note_secret(start);
        }
        Ok(())
    }

    #[cold]
    fn note_secret(&mut self, start: Mark) {
        let at = self.value_at(start);
        if let Some(notes) = &mut self.notes {
            notes.secret(at);
        }
    }

    #[inline]
    fn value_at(&mut self, start: Mark) -> usize {
        let here = self.mark();
        self.go_to(start);
        let at = self.position();
        self.go_to(here);
        at
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
        self.go_to(self.start());
        notes.find_paths(unreadable, |walk| value(&mut self, walk));
    }
}

fn value(json: &mut Reader<'_>, walk: &mut Walk<'_>) -> Result<(), Error> {
    let before = match walk.value(json.position())? {
        Found::Here => return json.skip(),
        Found::Perhaps(before) => before,
    };
    match json.peek() {
        Some(b'{') => object(json, walk)?,
        Some(b'[') => array(json, walk)?,
        _ => json.skip()?,
    }
    walk.leave(before);
    Ok(())
}

fn object(json: &mut Reader<'_>, walk: &mut Walk<'_>) -> Result<(), Error> {
    let mut more = json.enter(b'{', "expected an object")?;
    let mut index = 0;
    while more {
        let name = json.name()?;
        let length = walk.push_name(&name, index, json.position());
        value(json, walk)?;
        walk.truncate(length);
        more = json.more(b'}')?;
        index += 1;
    }
    Ok(())
}

fn array(json: &mut Reader<'_>, walk: &mut Walk<'_>) -> Result<(), Error> {
    let mut more = json.enter(b'[', "expected an array")?;
    let mut index = 0;
    while more {
        let length = walk.push_index(index);
        value(json, walk)?;
        walk.truncate(length);
        more = json.more(b']')?;
        index += 1;
    }
    Ok(())
}
