//! What the checkers found: every mismatch, and what was looked at, so that nothing is passed over in silence.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The outcome of all checkers.
#[derive(Default)]
pub(crate) struct Report {
    mismatches: Vec<String>,
    counts: BTreeMap<String, usize>,
    checked: BTreeSet<String>,
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

    /// Notes something of the crate that no row knows.
    pub(crate) fn unknown(&mut self, what: &str, place: &str) {
        self.mismatches.push(format!("[unknown] {what}: {place} has it, no table does"));
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
