//! Items of lists, and paths into structures, to validate steps.

use super::super::Cx;
use crate::ir::Operation;
use crate::model::{ShapeId, ShapeKind};

impl Cx<'_> {
    /// Returns the structure of the items that an operation pages.
    pub(super) fn items_of(&self, operation: &Operation) -> Option<ShapeId> {
        let items = operation.metadata.pagination.as_ref()?.items.as_ref()?;
        let (_, target) = self.nested_keys(&operation.output.id, items)?;
        self.item_of_list(&target)
    }

    pub(super) fn item_of_list(&self, list: &ShapeId) -> Option<ShapeId> {
        match &self.shape(list)?.kind {
            ShapeKind::List(member) => Some(member.target.clone()),
            _ => None,
        }
    }

    /// Returns the keys of a path in a structure, and the target of the last one.
    pub(super) fn nested_keys(&self, structure: &ShapeId, path: &str) -> Option<(Vec<String>, ShapeId)> {
        let mut at = structure.clone();
        let mut keys = Vec::new();
        for name in path.split('.') {
            let ShapeKind::Structure(members) = &self.shape(&at)?.kind else { return None };
            let member = members.get(name)?;
            keys.push(self.protocol.wire_name(name, &member.traits).to_owned());
            at = member.target.clone();
        }
        Some((keys, at))
    }
}
