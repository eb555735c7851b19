//! The differences that are meant, each with its reason. One that no set meets any more has to go.

use super::compare::Finding;
use super::sets::Set;
use super::tools::Outcome;

/// What is looked at when a difference is asked whether it explains a finding.
pub(super) struct Case<'a> {
    pub(super) set: &'a Set,
    pub(super) ours: &'a Outcome,
    pub(super) theirs: &'a Outcome,
}

/// One of them.
pub(super) struct Difference {
    pub(super) name: &'static str,
    pub(super) reason: &'static str,
    pub(super) explains: fn(&Case<'_>, &Finding) -> bool,
}

/// All of them. The first that explains a finding counts.
pub(super) const DIFFERENCES: &[Difference] = &[];
