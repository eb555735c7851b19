//! What the checkers found: every mismatch, and what was looked at, so that nothing is passed over in silence.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::facts::Version;

/// The outcome of all checkers.
#[derive(Default)]
pub(crate) struct Report {
    mismatches: Vec<String>,
    counts: BTreeMap<String, usize>,
    checked: BTreeSet<String>,
    unknown: BTreeSet<String>,
}

impl Report {
    /// Notes that the row `id`, of a kind, was checked, with what it came to: `Err` says what was found instead.
    pub(crate) fn row(&mut self, kind: &str, id: &str, outcome: Result<(), String>) {
        *self.counts.entry(kind.to_owned()).or_default() += 1;
        if !self.checked.insert(id.to_owned()) {
            self.mismatches.push(format!("[{kind}] {id}: checked twice"));
        }
        if let Err(found) = outcome {
            self.mismatches.push(format!("[{kind}] {id}: {found}"));
        }
    }

    /// Notes something of the crate that no row knows, by its subject.
    pub(crate) fn unknown(&mut self, subject: &str, place: &str) {
        self.mismatches.push(format!("[unknown] {subject}: {place} has it, no table does"));
        self.unknown.insert(subject.to_owned());
    }

    /// What to do about the mismatches; `newest` is the release that the crate is generated from.
    pub(crate) fn way(&self, newest: &Version) -> String {
        let mut way = "Tables are in xtask/tests/documented_shapes. Where a row does not hold, the crate or the row is wrong: \
                       correct it there, by what the published clients say.\n"
            .to_owned();
        if !self.unknown.is_empty() {
            let rows = rows(self.unknown.iter().map(String::as_str), newest);
            way.push_str("What no published client has yet is accepted by these rows of sources.toml:\n\n");
            way.push_str(&rows);
        }
        way
    }

    /// Whether a row was checked.
    pub(crate) fn has_checked(&self, id: &str) -> bool {
        self.checked.contains(id)
    }

    /// The mismatches, one a line.
    pub(crate) fn mismatches(&self) -> &[String] {
        &self.mismatches
    }

    /// How many rows of each kind were checked.
    pub(crate) fn counts(&self) -> &BTreeMap<String, usize> {
        &self.counts
    }
}

/// The rows that would accept these subjects, ready to be pasted into `sources.toml`.
fn rows<'a>(subjects: impl Iterator<Item = &'a str>, since: &Version) -> String {
    subjects
        .map(|subject| format!("[[newer]]\nsubject = \"{subject}\"\nsince = \"{since}\"\nreason = \"no published client has it yet\"\n"))
        .collect::<Vec<_>>()
        .join("\n")
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} of {} facts do not hold:", self.mismatches.len(), self.checked.len())?;
        self.mismatches.iter().try_for_each(|mismatch| writeln!(f, "  {mismatch}"))
    }
}

/// `Ok` when both are the same, the difference otherwise.
pub(crate) fn same<T: PartialEq + fmt::Debug>(expected: &T, found: &T) -> Result<(), String> {
    if expected == found { Ok(()) } else { Err(format!("expected {expected:?}, found {found:?}")) }
}

/// `Ok` when it holds.
pub(crate) fn holds(condition: bool, found: impl Into<String>) -> Result<(), String> {
    if condition { Ok(()) } else { Err(found.into()) }
}
