//! Error hints beyond the model: `farrier#hints` of the service.

use super::Cx;
use crate::ir::Hint;
use crate::model::hints::{self, HINTS};

impl Cx<'_> {
    /// Returns the entries, sorted by status and code; their form is validated when the model is loaded.
    pub(super) fn hints(&self) -> Vec<Hint> {
        for id in self.closure.usage.shapes().filter(|id| *id != self.source.service_id) {
            if self.source.shape(id).is_some_and(|shape| shape.traits.has(HINTS)) {
                self.notes.trait_problem(HINTS, id, format!("has `{HINTS}`, which is for the service"));
            }
        }
        let read = self
            .source
            .service_traits
            .get(HINTS)
            .and_then(|value| hints::read(value).ok())
            .unwrap_or_default();
        let hint = |hint: hints::Hint| {
            let hints::Hint { status, code, operations, text } = hint;
            Hint { status, code, operations, text }
        };
        let mut found: Vec<Hint> = read.into_iter().map(hint).collect();
        // Hints for single operations come first: the first match counts.
        let key = |hint: &Hint| {
            (hint.operations.is_empty(), hint.status, hint.code.clone(), hint.operations.clone())
        };
        found.sort_by_key(key);
        found
    }
}
