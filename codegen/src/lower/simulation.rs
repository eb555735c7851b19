//! The steps of operations in the fake server of `test-util`: the trait `farrier#simulation`.
//!
//! Takes the model and the lowered service, and returns steps. It does not know the server.

mod object;
mod steps;

use crate::ir;
use crate::ir::simulation::Step;
use crate::model::{ShapeKind, Traits};

use super::Cx;

/// The trait.
pub(super) const SIMULATION: &str = "farrier#simulation";

impl Cx<'_> {
    /// The steps of every operation, in the order of the operations.
    pub(super) fn simulation(&self, operations: &[ir::Operation], shapes: &ir::Shapes) -> Vec<Vec<Step>> {
        self.check_simulation_places();
        steps::all(self, operations, shapes)
    }

    /// Reports `farrier#simulation` on anything except operations.
    pub(super) fn check_simulation_places(&self) {
        let misplaced = |traits: &Traits| traits.has(SIMULATION);
        for (id, shape) in &self.source.model.shapes {
            if misplaced(&shape.traits) && !matches!(shape.kind, ShapeKind::Operation(_)) {
                self.notes.trait_problem(
                    SIMULATION,
                    id,
                    format!("only an operation can have `{SIMULATION}`"),
                );
            }
            if let ShapeKind::Structure(members) | ShapeKind::Union(members) = &shape.kind {
                for (name, _) in members.iter().filter(|(_, member)| misplaced(&member.traits)) {
                    let message = format!("only an operation can have `{SIMULATION}`");
                    self.notes.trait_problem(SIMULATION, &id.member(name), message);
                }
            }
        }
    }
}
