//! What operations do in the fake server of `test-util`: what `farrier#simulation` says.
//!
//! Takes the model and what is lowered of it, returns steps. Knows nothing of how the server works.

mod items;
mod object;
mod steps;

use crate::ir;
use crate::ir::simulation::Step;
use crate::model::{Member, ShapeKind, Traits};

use super::Cx;

/// Our trait.
pub(super) const SIMULATION: &str = "farrier#simulation";

impl Cx<'_> {
    /// The steps of every operation, in the order of the operations.
    pub(super) fn simulation(&self, operations: &[ir::Operation]) -> Vec<Vec<Step>> {
        steps::all(self, operations)
    }

    /// The keys of a path of member names, such as `UploadMetadata.Url`; none if there is no such member.
    fn keys(&self, root: &ir::Struct, path: &str) -> Option<Vec<String>> {
        let mut names = path.split('.');
        let first = names.next()?;
        let field = root.fields.iter().find(|field| field.name.as_str() == first)?;
        let mut keys = vec![field.serde_name.clone()];
        let mut member: &Member = self.members(&root.id).get(first)?;
        for name in names {
            let ShapeKind::Structure(members) = &self.shape(&member.target)?.kind else { return None };
            member = members.get(name)?;
            keys.push(self.protocol.wire_name(name, &member.traits).to_owned());
        }
        Some(keys)
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
