//! The results of the checkers: every mismatch, and everything that was checked.

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
    /// Records the result of the row `id`, of a kind: `Err` has the actual value.
    pub(crate) fn row(&mut self, kind: &str, id: &str, outcome: Result<(), String>) {
        *self.counts.entry(kind.to_owned()).or_default() += 1;
        if !self.checked.insert(id.to_owned()) {
            self.mismatches.push(format!("[{kind}] {id}: checked twice"));
        }
        if let Err(found) = outcome {
            self.mismatches.push(format!("[{kind}] {id}: {found}"));
        }
    }

    /// Records an item of the crate without a row, by its subject.
    pub(crate) fn unknown(&mut self, subject: &str, place: &str) {
        self.mismatches.push(format!("[unknown] {subject}: {place} has it, no table does"));
        self.unknown.insert(subject.to_owned());
    }

    /// The next step for mismatches; `newest` is the release of the model of the crate.
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

    /// Returns the mismatches, one per line.
    pub(crate) fn mismatches(&self) -> &[String] {
        &self.mismatches
    }

    /// Returns the number of checked rows of each kind.
    pub(crate) fn counts(&self) -> &BTreeMap<String, usize> {
        &self.counts
    }
}

/// Returns the rows that would accept these subjects, to paste into `sources.toml`.
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

/// Returns `Ok` if both are equal, and the difference otherwise.
pub(crate) fn same<T: PartialEq + fmt::Debug>(expected: &T, found: &T) -> Result<(), String> {
    if expected == found { Ok(()) } else { Err(format!("expected {expected:?}, found {found:?}")) }
}

/// Returns `Ok` if it holds.
pub(crate) fn holds(condition: bool, found: impl Into<String>) -> Result<(), String> {
    if condition { Ok(()) } else { Err(found.into()) }
}
