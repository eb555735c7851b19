//! What operations do in the fake server of `test-util`: what `farrier#simulation` says.
//!
//! Takes the model and what is lowered of it, returns steps. Knows nothing of how the server works.

mod object;
mod steps;

use crate::ir;
use crate::ir::simulation::Step;
use crate::model::{ShapeKind, Traits};

use super::Cx;

/// Our trait.
pub(super) const SIMULATION: &str = "farrier#simulation";

impl Cx<'_> {
    /// The steps of every operation, in the order of the operations.
    pub(super) fn simulation(&self, operations: &[ir::Operation], shapes: &ir::Shapes) -> Vec<Vec<Step>> {
        self.check_simulation_places();
        steps::all(self, operations, shapes)
    }

    /// What `farrier#simulation` may be on: operations, and nothing else.
    pub(super) fn check_simulation_places(&self) {
        let misplaced = |traits: &Traits| traits.has(SIMULATION);
        for (id, shape) in &self.model.shapes {
            if misplaced(&shape.traits) && !matches!(shape.kind, ShapeKind::Operation(_)) {
                self.problem(id, format!("only an operation can have `{SIMULATION}`"));
            }
            if let ShapeKind::Structure(members) | ShapeKind::Union(members) = &shape.kind {
                for (name, _) in members.iter().filter(|(_, member)| misplaced(&member.traits)) {
                    self.problem(&id.member(name), format!("only an operation can have `{SIMULATION}`"));
                }
            }
        }
    }
}
