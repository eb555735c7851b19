//! The one table of Rust type names: every reachable shape that becomes a type has one, and no two share it.

use std::collections::{BTreeMap, HashMap};

use super::closure::{Usage, is_event_stream, members};
use crate::error::{Diagnostic, Diagnostics};
use crate::ir::Named;
use crate::model::{Model, Service, ShapeId, ShapeKind, UNIT};
use crate::naming;

/// Where shared types are.
pub(super) const TYPES: &str = "crate::types";
/// Where modelled errors are.
pub(super) const ERRORS: &str = "crate::error";

/// Names of types, by shape, and of newtypes, by themselves.
#[derive(Debug, Default)]
pub(super) struct Names {
    types: HashMap<ShapeId, Named>,
    /// Newtypes by name, with the string shape that each wraps.
    pub(super) newtypes: BTreeMap<String, ShapeId>,
    derived: HashMap<ShapeId, Derived>,
    /// The error enums of event streams.
    failures: HashMap<ShapeId, String>,
}

/// Names that are made up for an operation.
#[derive(Clone, Debug)]
pub(super) struct Derived {
    pub(super) input: String,
    pub(super) output: String,
    pub(super) error: String,
}

impl Names {
    /// Names everything; clashes come back beside the table.
    pub(super) fn of(
        model: &Model,
        service: &Service,
        operations: &[ShapeId],
        usage: &Usage,
    ) -> (Self, Diagnostics) {
        let mut names = Self::default();
        let mut problems = Diagnostics::default();
        let mut owners: HashMap<String, ShapeId> = HashMap::new();
        for id in operations.iter().chain(usage.shapes()) {
            let Some(home) = home(model, id, usage) else { continue };
            let wire = service.rename.get(id).map_or(id.name(), String::as_str);
            let ident = naming::type_name(wire);
            if let Some(other) = owners.insert(ident.clone(), id.clone()).filter(|other| other != id) {
                problems.push(clash(model, id, &ident, &other));
            }
            names.types.insert(id.clone(), Named { ident, home });
        }
        names.find_newtypes(model, usage, &mut owners, &mut problems);
        for id in usage.shapes().filter(|id| is_event_stream(model, id)) {
            let Some(Named { ident, .. }) = names.types.get(id) else { continue };
            let name = format!("{ident}Error");
            let name = if owners.contains_key(&name) { format!("{ident}EventError") } else { name };
            owners.insert(name.clone(), id.clone());
            names.failures.insert(id.clone(), name);
        }
        for id in operations {
            let ident = names.types.get(id).map_or_else(String::new, |named| named.ident.clone());
            let stem = ident.trim_end_matches('_');
            let mut free = |suffix: &str| {
                let name = format!("{stem}{suffix}");
                let name = if owners.contains_key(&name) { format!("{stem}Operation{suffix}") } else { name };
                owners.insert(name.clone(), id.clone());
                name
            };
            let derived = Derived { error: free("Error"), input: free("Input"), output: free("Output") };
            names.derived.insert(id.clone(), derived);
        }
        (names, problems)
    }

    pub(super) fn get(&self, id: &ShapeId) -> Option<&Named> {
        self.types.get(id)
    }

    pub(super) fn derived(&self, operation: &ShapeId) -> Option<&Derived> {
        self.derived.get(operation)
    }

    /// The error enum of an event stream.
    pub(super) fn failure(&self, stream: &ShapeId) -> Option<&String> {
        self.failures.get(stream)
    }

    /// Collects `farrier#newtype` from every reachable member.
    fn find_newtypes(
        &mut self,
        model: &Model,
        usage: &Usage,
        owners: &mut HashMap<String, ShapeId>,
        problems: &mut Diagnostics,
    ) {
        for id in usage.shapes() {
            let Some(shape) = model.shapes.get(id) else { continue };
            for member in members(&shape.kind) {
                let Some(name) = member.traits.text("farrier#newtype") else { continue };
                let target = &member.target;
                let is_string = matches!(model.shapes.get(target).map(|s| &s.kind), Some(ShapeKind::String));
                let owner = owners.entry(name.to_owned()).or_insert_with(|| target.clone());
                let problem = if naming::type_name(name) != name {
                    Some(format!("`{name}` is not a type name"))
                } else if !is_string {
                    Some(format!("`{name}` wraps {target}, which is not a string"))
                } else if owner != target {
                    Some(format!("the newtype `{name}` would have the name of {owner}"))
                } else {
                    None
                };
                match problem {
                    Some(problem) => problems.push(Diagnostic::new(problem).about(id)),
                    None => {
                        self.newtypes.insert(name.to_owned(), target.clone());
                    }
                }
            }
        }
    }
}

/// The module that a shape's type is in; none for shapes that become no type of their own.
fn home(model: &Model, id: &ShapeId, usage: &Usage) -> Option<&'static str> {
    if id.as_str() == UNIT {
        return None;
    }
    match &model.shapes.get(id)?.kind {
        ShapeKind::Structure(_) if usage.get(id).error => Some(ERRORS),
        ShapeKind::Structure(_)
        | ShapeKind::Union(_)
        | ShapeKind::Enum(_)
        | ShapeKind::IntEnum(_)
        | ShapeKind::Operation(_) => Some(TYPES),
        _ => None,
    }
}

fn clash(model: &Model, id: &ShapeId, ident: &str, other: &ShapeId) -> Diagnostic {
    let message = format!(
        "would be the Rust type `{ident}`, and so would {other}; rename one with the service's `rename` in an overlay"
    );
    let file = model.shapes.get(id).and_then(|shape| model.files.get(shape.file));
    let mut diagnostic = Diagnostic::new(message).about(id);
    diagnostic.file = file.cloned();
    diagnostic
}
