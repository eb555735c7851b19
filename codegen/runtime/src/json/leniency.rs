//! Lenient decoding: a valid JSON value that contradicts the model is skipped, and recorded with its position.
//!
//! This code does not run while all values are as expected. A second pass over the text finds the paths, if there are any.

use std::fmt::{self, Write};

use super::super::unreadable::{MemberPlace, UnreadableMember, UnreadableMembers};
use super::{Error, Reader};

/// The maximum number of values that are recorded with their positions; the others are counted.
const MAX_NOTED: usize = 100;

/// The maximum number of characters of a map's key that are shown.
const MAX_KEY: usize = 64;

/// A position to which a reader can return.
#[derive(Clone, Copy)]
pub struct Mark {
    pub(super) position: usize,
    pub(super) depth: usize,
}

/// The skipped values, by their start in the text.
#[derive(Clone, Default)]
pub(super) struct Notes {
    values: Vec<(usize, Error)>,
    omitted: usize,
    /// The starts of values that are entries of maps and contain, or are, recorded values.
    entries: Vec<usize>,
    /// The starts of values whose keys must be hidden.
    secrets: Vec<usize>,
    /// The text is not JSON: nothing can be skipped any more.
    broken: bool,
}

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
            self.note_final(start, error);
            return Err(error);
        }
        if self.notes.as_ref().map_or(false, |notes| notes.broken) {
            return Err(error);
        }
        self.go_to(start);
        let at = self.position();
        let skipped = self.skip();
        let notes = self.notes.get_or_insert_with(Box::default);
        if skipped.is_err() {
            // Otherwise, each level above would search the end of its value again.
            notes.broken = true;
        } else if notes.values.len() < MAX_NOTED {
            notes.values.push((at, error));
        } else {
            notes.omitted += 1;
        }
        skipped
    }

    /// Records a value that needs too much memory, in place of the values recorded within it: all of it is lost. Each level of the
    /// text does this on the way out, so the top-level member remains.
    #[inline]
    fn note_final(&mut self, start: Mark, error: Error) {
        let at = self.value_at(start);
        let notes = self.notes.get_or_insert_with(Box::default);
        notes.values.retain(|(noted, _)| *noted < at);
        notes.values.push((at, error));
    }

    /// Returns the number of values that were recorded with their positions.
    #[inline]
    pub fn noted(&self) -> usize {
        self.notes.as_ref().map_or(0, |notes| notes.values.len())
    }

    /// Records that the value at a mark, which contains or is a recorded value, is an entry of a map: its name is a key.
    #[cold]
    pub fn note_entry(&mut self, start: Mark) {
        let at = self.value_at(start);
        if let Some(notes) = &mut self.notes {
            notes.entries.push(at);
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
            notes.secrets.push(at);
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
        let Some(mut notes) = self.notes.take() else { return };
        // They are looked up for each name of the text, and there may be millions.
        notes.entries.sort_unstable();
        notes.secrets.sort_unstable();
        self.go_to(self.start());
        let mut walk =
            Walk { json: self, path: String::new(), next: 0, secret: false, notes: &notes, unreadable };
        // The text was read before: an early end only means that everything was found.
        let _ = walk.value();
        unreadable.omit(notes.omitted);
    }
}

/// A second pass over a text, for the paths of recorded values.
struct Walk<'a, 'n> {
    json: Reader<'a>,
    path: String,
    /// The index of the next recorded value.
    next: usize,
    /// Whether keys must be hidden.
    secret: bool,
    notes: &'n Notes,
    unreadable: &'n mut UnreadableMembers,
}

impl Walk<'_, '_> {
    #[inline]
    fn value(&mut self) -> Result<(), Error> {
        let at = self.json.position();
        match self.notes.values.get(self.next) {
            Some((noted, error)) if *noted == at => {
                self.next += 1;
                let member = UnreadableMember::new(self.path.clone(), MemberPlace::Body, error.to_string());
                self.unreadable.push(member);
                return self.json.skip();
            }
            Some(_) => {}
            None => return Err(Error::new("expected nothing more", at)),
        }
        let before = self.secret;
        self.secret |= self.notes.secrets.binary_search(&at).is_ok();
        match self.json.peek() {
            Some(b'{') => self.object()?,
            Some(b'[') => self.array()?,
            _ => self.json.skip()?,
        }
        self.secret = before;
        Ok(())
    }

    #[inline]
    fn object(&mut self) -> Result<(), Error> {
        let mut more = self.json.enter(b'{', "expected an object")?;
        let mut index = 0;
        while more {
            let name = self.json.name()?;
            let length = self.path.len();
            let at = self.json.position();
            if self.notes.entries.binary_search(&at).is_err() {
                if length > 0 {
                    self.path.push('.');
                }
                self.path.push_str(&name);
            } else if self.secret {
                self.step(format_args!("[entry {index}]"));
            } else {
                let shown: String = name.chars().take(MAX_KEY).collect();
                let more = if shown.len() < name.len() { "..." } else { "" };
                self.step(format_args!("[{shown:?}{more}]"));
            }
            self.value()?;
            self.path.truncate(length);
            more = self.json.more(b'}')?;
            index += 1;
        }
        Ok(())
    }

    #[inline]
    fn step(&mut self, step: fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.path.write_fmt(step);
    }

    #[inline]
    fn array(&mut self) -> Result<(), Error> {
        let mut more = self.json.enter(b'[', "expected an array")?;
        let mut index = 0;
        while more {
            let length = self.path.len();
            self.step(format_args!("[{index}]"));
            self.value()?;
            self.path.truncate(length);
            more = self.json.more(b']')?;
            index += 1;
        }
        Ok(())
    }
}
