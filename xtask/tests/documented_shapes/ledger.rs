//! Records the facts that a test has checked, so that none is left out.

use std::collections::BTreeSet;

use super::{Check, Tables};

/// The checked facts of a kind of test: each is claimed once, by its id.
#[derive(Debug)]
pub(crate) struct Ledger {
    open: BTreeSet<String>,
    done: BTreeSet<String>,
}

impl Ledger {
    /// All facts of `check`, none of them claimed.
    pub(crate) fn new(tables: &Tables, check: Check) -> Self {
        Self { open: tables.facts_for(check).map(|fact| fact.id.clone()).collect(), done: BTreeSet::new() }
    }

    /// Claims a fact.
    ///
    /// # Errors
    ///
    /// The fact does not exist for this test, or was claimed before.
    pub(crate) fn claim(&mut self, id: &str) -> Result<(), String> {
        if !self.open.remove(id) {
            let what = if self.done.contains(id) { "claimed twice" } else { "not a fact of this test" };
            return Err(format!("{id}: {what}"));
        }
        self.done.insert(id.to_owned());
        Ok(())
    }

    /// Returns the unclaimed facts.
    pub(crate) fn unclaimed(&self) -> Vec<&str> {
        self.open.iter().map(String::as_str).collect()
    }

    /// Returns the number of claimed facts.
    pub(crate) fn claimed(&self) -> usize {
        self.done.len()
    }
}
