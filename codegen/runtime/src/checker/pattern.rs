//! Checks strings against patterns.

use super::super::pattern::Pattern;
use super::super::violation::Problem;
use super::Checker;

impl Checker<'_> {
    /// The string must match the pattern.
    pub fn pattern(&mut self, text: &str, pattern: &Pattern) {
        if !pattern.matches(text) {
            self.report(Problem::Pattern(pattern.text.into()));
        }
    }
}
