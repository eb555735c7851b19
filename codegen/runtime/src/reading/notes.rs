//! Skipped values: valid ones that contradict the model. They are recorded by their position, and a second pass over the body
//! finds their paths. Nothing here runs while all values are as expected.

use std::fmt::{self, Write};

use super::super::unreadable::{MemberPlace, UnreadableMember, UnreadableMembers};
use super::Error;

/// The maximum number of values that are recorded with their positions; the others are counted.
const MAX_NOTED: usize = 100;

/// The maximum number of characters of a map's key that are shown.
const MAX_KEY: usize = 64;

/// A position to which a reader can return.
#[derive(Clone, Copy)]
pub struct Mark {
    pub(crate) position: usize,
    pub(crate) depth: usize,
}

/// The skipped values, by their start in the body.
#[derive(Clone, Default)]
pub(crate) struct Notes {
    values: Vec<(usize, Error)>,
    omitted: usize,
    /// The starts of values that are entries of maps and contain, or are, recorded values.
    entries: Vec<usize>,
    /// The starts of values whose keys must be hidden.
    secrets: Vec<usize>,
    /// The body is invalid: nothing can be skipped any more.
    broken: bool,
}

impl Notes {
    pub(crate) fn is_broken(&self) -> bool {
        self.broken
    }

    /// Returns the number of values that were recorded with their positions.
    pub(crate) fn count(&self) -> usize {
        self.values.len()
    }

    /// Records a value that was skipped, in place of the values recorded within it; or that it could not be skipped either.
    pub(crate) fn skipped(&mut self, at: usize, error: Error, is_valid: bool) {
        if !is_valid {
            // Otherwise, each level above would search the end of its value again.
            self.broken = true;
            return;
        }
        self.forget_from(at);
        if self.values.len() < MAX_NOTED {
            self.values.push((at, error));
        } else {
            self.omitted += 1;
        }
    }

    /// Records a value that needs too much memory, in place of the values recorded within it: all of it is lost. Each level of the
    /// body does this on the way out, so the top-level member remains.
    pub(crate) fn lost(&mut self, at: usize, error: Error) {
        self.forget_from(at);
        self.values.push((at, error));
    }

    fn forget_from(&mut self, at: usize) {
        self.values.truncate(self.values.partition_point(|(noted, _)| *noted < at));
    }

    /// Records that a value, which contains or is a recorded value, is an entry of a map: its name is a key.
    pub(crate) fn entry(&mut self, at: usize) {
        self.entries.push(at);
    }

    /// Records that the keys of a value must be hidden.
    pub(crate) fn secret(&mut self, at: usize) {
        self.secrets.push(at);
    }

    /// Runs a second pass over the body.
    pub(crate) fn find_paths(
        mut self,
        unreadable: &mut UnreadableMembers,
        pass: impl FnOnce(&mut Walk<'_>) -> Result<(), Error>,
    ) {
        // They are looked up for each name of the body, and there may be millions.
        self.entries.sort_unstable();
        self.secrets.sort_unstable();
        let mut walk = Walk { path: String::new(), next: 0, secret: false, notes: &self, unreadable };
        // The body was read before: an early end only means that everything was found.
        let _ = pass(&mut walk);
        unreadable.omit(self.omitted);
    }
}

/// The state of a second pass over a body, for the paths of recorded values.
pub(crate) struct Walk<'n> {
    path: String,
    /// The index of the next recorded value.
    next: usize,
    /// Whether keys must be hidden.
    secret: bool,
    notes: &'n Notes,
    unreadable: &'n mut UnreadableMembers,
}

/// The meaning of a value for the second pass.
pub(crate) enum Found {
    /// It is recorded: the reader skips it.
    Here,
    /// It may contain recorded values. Call [`Walk::leave`] with this after it.
    Perhaps(bool),
}

impl Walk<'_> {
    /// Looks at the value at a position.
    ///
    /// # Errors
    ///
    /// All recorded values were found.
    pub(crate) fn value(&mut self, at: usize) -> Result<Found, Error> {
        match self.notes.values.get(self.next) {
            Some((noted, error)) if *noted == at => {
                self.next += 1;
                let member = UnreadableMember::new(self.path.clone(), MemberPlace::Body, error.to_string());
                self.unreadable.push(member);
                return Ok(Found::Here);
            }
            Some(_) => {}
            None => return Err(Error::new("expected nothing more", at)),
        }
        let before = self.secret;
        self.secret |= self.notes.secrets.binary_search(&at).is_ok();
        Ok(Found::Perhaps(before))
    }

    pub(crate) fn leave(&mut self, before: bool) {
        self.secret = before;
    }

    /// Appends the name of a member, or the key of an entry, whose value is at a position. Returns the length of the path without it.
    pub(crate) fn push_name(&mut self, name: &str, index: usize, at: usize) -> usize {
        let length = self.path.len();
        if self.notes.entries.binary_search(&at).is_err() {
            if length > 0 {
                self.path.push('.');
            }
            self.path.push_str(name);
        } else if self.secret {
            self.step(format_args!("[entry {index}]"));
        } else {
            let shown: String = name.chars().take(MAX_KEY).collect();
            let more = if shown.len() < name.len() { "..." } else { "" };
            self.step(format_args!("[{shown:?}{more}]"));
        }
        length
    }

    /// Appends the index of an item. Returns the length of the path without it.
    pub(crate) fn push_index(&mut self, index: usize) -> usize {
        let length = self.path.len();
        self.step(format_args!("[{index}]"));
        length
    }

    /// Returns the length of the path.
    #[cfg(feature = "xml")]
    pub(crate) fn length(&self) -> usize {
        self.path.len()
    }

    /// Shortens the path to a length.
    pub(crate) fn truncate(&mut self, length: usize) {
        self.path.truncate(length);
    }

    fn step(&mut self, step: fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.path.write_fmt(step);
    }
}
