//! The effects of a model change on Rust callers: compares the APIs of both crates.
//!
//! Takes both models as IR and returns effects, each with its shape, by which the change that causes it
//! is found. The API of a crate is in `rust/surface.rs`, the comparison in `rust/compare.rs`.

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
use crate::model::ShapeId;

/// An effect, with the keys of its possible causes.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The changes that can be its cause, the most likely first.
    pub(super) wants: Vec<Want>,
    /// The rule that reports it if no change is its cause.
    pub(super) rule: &'static str,
    /// The shape, if it is reported as a separate change.
    pub(super) shape: ShapeId,
    /// The severity for callers who send requests and read responses.
    pub(super) severity: Severity,
    pub(super) effect: Effect,
}

/// Returns every effect, in the order of the new crate; then those of removed items.
pub(super) fn effects(cx: &Cx<'_>, old: &Service, new: &Service) -> Vec<Found> {
    let ids = surface::new_ids(cx);
    let (old, new) = surface::surfaces(cx, &ids, old, new);
    compare::compare(&Graph { cx, ids: &ids }, &old, &new)
}
