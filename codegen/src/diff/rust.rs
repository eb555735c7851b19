//! What a change of the model does to a Rust caller: what both crates offer, compared.
//!
//! Takes both models as IR, returns effects, each with the shape that it is about, by which the change that causes it
//! is found. What a crate offers is in `rust/surface.rs`, the comparison in `rust/compare.rs`.

mod causes;
mod compare;
mod offers;
mod surface;
mod text;

pub(super) use causes::Want;

use self::causes::Graph;
use super::cx::Cx;
use super::report::{Effect, Severity};
use crate::ir::Service;

/// An effect, and where its cause is to be looked for.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The changes that can be its cause, the best first.
    pub(super) wants: Vec<Want>,
    /// The rule that it stands under when no change is its cause.
    pub(super) rule: &'static str,
    /// The shape, for a change of its own.
    pub(super) shape: String,
    /// How severe it is for those who make requests and read responses.
    pub(super) severity: Severity,
    pub(super) effect: Effect,
}

/// Every effect, in the order of what the new crate offers; then those of what is gone.
pub(super) fn effects(cx: &Cx<'_>, old: &Service, new: &Service) -> Vec<Found> {
    let ids = surface::new_ids(cx);
    let (old, new) = surface::surfaces(cx, &ids, old, new);
    compare::compare(&Graph { cx, ids: &ids }, &old, &new)
}
