//! The table of Rust type names: every reachable shape that becomes a type has a unique name.

use std::collections::{BTreeMap, HashMap};

use super::closure::{EVENT_BINDINGS, Usage, Use, members};
use crate::error::{Diagnostic, Diagnostics};
use crate::ir::Named;
use crate::model::{Member, Model, Service, ShapeId, ShapeKind, Traits, UNIT};
use crate::naming::{self, Scope};
use crate::protocol::{Direction, Protocol};

pub(super) const NEWTYPE: &str = "farrier#newtype";

/// The module of shared types.
pub(super) const TYPES: &str = "crate::types";
/// The module of modelled errors.
pub(super) const ERRORS: &str = "crate::error";

/// Names of types, by shape, and of newtypes, by name.
#[derive(Debug, Default)]
pub(super) struct Names {
    types: HashMap<ShapeId, Named>,
    /// Newtypes by name.
    pub(super) newtypes: BTreeMap<String, Newtype>,
    derived: HashMap<ShapeId, Derived>,
    /// The error enums of event streams.
    failures: HashMap<ShapeId, String>,
    /// The enum with all errors of the service.
    pub(super) any_error: String,
    /// The variant of a modelled error `Unmodelled`, in all enums.
    pub(super) unmodelled: String,
}

/// A string with a type of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Newtype {
    /// The string shape that it wraps.
    pub(super) target: ShapeId,
    /// The members of this type.
    pub(super) members: Vec<ShapeId>,
    pub(super) module: String,
    /// Whether it is decoded from a document.
    pub(super) reads: bool,
    /// Whether it is encoded in a document.
    pub(super) writes: bool,
}

/// Names that are derived for an operation.
#[derive(Clone, Debug)]
pub(super) struct Derived {
    pub(super) input: String,
    pub(super) output: String,
    pub(super) error: String,
}

impl Names {
    /// Assigns all names; clashes are returned with the table.
    pub(super) fn of(
        model: &Model,
        service: &Service,
        operations: &[ShapeId],
        usage: &Usage,
        protocol: &dyn Protocol,
    ) -> (Self, Diagnostics) {
        let mut names = Self::default();
        let mut problems = Diagnostics::default();
        let mut owners: HashMap<String, ShapeId> = HashMap::new();
        let mut folders: HashMap<&str, Scope> = HashMap::new();
        for id in operations.iter().chain(usage.shapes()) {
            let Some(home) = home(model, id, usage) else { continue };
            let wire = service.rename.get(id).map_or(id.name(), String::as_str);
            let ident = naming::type_name(wire);
            if let Some(other) = owners.insert(ident.clone(), id.clone()).filter(|other| other != id) {
                problems.push(clash(id, &ident, &other));
            }
            let mut module = naming::module_name(&ident);
            if let Some(folder) = folder(model, id, usage) {
                // Two types may differ only in case, or become equal by case conversion; their files may not.
                module = folders.entry(folder).or_default().take(module);
                problems.0.extend(too_long(id, &module));
            }
            names.types.insert(id.clone(), Named { ident, home, module });
        }
        names.find_newtypes(model, usage, &mut owners, &mut problems);
        names.find_travels(model, service, operations, usage, protocol);
        for (name, newtype) in &mut names.newtypes {
            newtype.module = folders.entry(TYPES).or_default().take(naming::module_name(name));
            problems.0.extend(too_long(&newtype.target, &newtype.module));
        }
        names.find_errors(model, operations, usage, &mut owners);
        names.derive(operations, &mut owners);
        (names, problems)
    }

    /// Names the enum of all errors, its variant for unmodelled ones, and the error enums of event streams.
    fn find_errors(
        &mut self,
        model: &Model,
        operations: &[ShapeId],
        usage: &Usage,
        owners: &mut HashMap<String, ShapeId>,
    ) {
        self.unmodelled = free(["UnmodelledError", "UnmodelledError"], owners);
        self.any_error = free(["AnyError", "AnyServiceError"], owners);
        if let Some(first) = operations.first() {
            owners.insert(self.any_error.clone(), first.clone());
        }
        for id in usage.shapes().filter(|id| model.is_event_stream(id)) {
            let Some(Named { ident, .. }) = self.types.get(id) else { continue };
            let name = format!("{ident}Error");
            let name = if owners.contains_key(&name) { format!("{ident}EventError") } else { name };
            owners.insert(name.clone(), id.clone());
            self.failures.insert(id.clone(), name);
        }
    }

    /// Derives the names of each operation.
    fn derive(&mut self, operations: &[ShapeId], owners: &mut HashMap<String, ShapeId>) {
        for id in operations {
            let ident = self.types.get(id).map_or_else(String::new, |named| named.ident.clone());
            let stem = ident.trim_end_matches('_');
            let mut take = |suffix: &str| {
                let name = free([&format!("{stem}{suffix}"), &format!("{stem}Operation{suffix}")], owners);
                owners.insert(name.clone(), id.clone());
                name
            };
            let derived = Derived { error: take("Error"), input: take("Input"), output: take("Output") };
            self.derived.insert(id.clone(), derived);
        }
    }

    pub(super) fn get(&self, id: &ShapeId) -> Option<&Named> {
        self.types.get(id)
    }

    /// Returns the name of a shape's type with its place.
    pub(super) fn named(&self, id: &ShapeId) -> Named {
        self.get(id).cloned().unwrap_or_else(|| {
            let ident = naming::type_name(id.name());
            Named { module: naming::module_name(&ident), ident, home: TYPES }
        })
    }

    pub(super) fn derived(&self, operation: &ShapeId) -> Option<&Derived> {
        self.derived.get(operation)
    }

    /// Returns the error enum of an event stream.
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
            if !matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_))
                && members(&shape.kind).any(|member| member.traits.has(NEWTYPE))
            {
                let problem = format!("only a member of a structure or a union can have `{NEWTYPE}`");
                problems.push(Diagnostic::new(problem).of_trait(NEWTYPE).about(id));
            }
        }
        for (id, name, member) in usage.shapes().flat_map(|id| newtyped(model, id)) {
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
                Some(problem) => problems.push(Diagnostic::new(problem).of_trait(NEWTYPE).about(id)),
                None => {
                    let newtype = self.newtypes.entry(name.to_owned()).or_insert_with(|| Newtype {
                        target: target.clone(),
                        members: Vec::new(),
                        module: String::new(),
                        reads: false,
                        writes: false,
                    });
                    newtype.members.push(id);
                }
            }
        }
    }

    /// Determines which newtypes are in documents. Members in a header, a label or the whole body are not.
    fn find_travels(
        &mut self,
        model: &Model,
        service: &Service,
        operations: &[ShapeId],
        usage: &Usage,
        protocol: &dyn Protocol,
    ) {
        for id in usage.shapes() {
            let Use { reads, writes, .. } = usage.get(id);
            self.travels(model, id, &|_| (reads, writes));
            if model.is_event_stream(id) {
                let ways = |traits: &Traits| {
                    let bound = EVENT_BINDINGS.iter().any(|binding| traits.has(binding));
                    (reads && !bound, writes && !bound)
                };
                for event in model.shapes.get(id).map(|shape| &shape.kind).into_iter().flat_map(members) {
                    self.travels(model, &event.target, &ways);
                }
            }
        }
        let in_document = |traits: &Traits, direction| {
            protocol.in_document(traits, direction) && !protocol.is_payload(traits)
        };
        for id in operations {
            let Some(ShapeKind::Operation(operation)) = model.shapes.get(id).map(|shape| &shape.kind) else {
                continue;
            };
            self.travels(model, &operation.input, &|traits| (false, in_document(traits, Direction::Request)));
            for id in [&operation.output].into_iter().chain(&operation.errors).chain(&service.errors) {
                self.travels(model, id, &|traits| (in_document(traits, Direction::Response), false));
            }
        }
    }

    /// Records for the newtypes of one structure or union whether they are decoded and encoded there.
    fn travels(&mut self, model: &Model, id: &ShapeId, ways: &dyn Fn(&Traits) -> (bool, bool)) {
        for (_, name, member) in newtyped(model, id) {
            if let Some(newtype) = self.newtypes.get_mut(name) {
                let (reads, writes) = ways(&member.traits);
                newtype.reads |= reads;
                newtype.writes |= writes;
            }
        }
    }
}

/// Returns the members of a structure or a union that are newtypes, each with its id and the newtype's name.
pub(super) fn newtyped<'m>(
    model: &'m Model,
    id: &ShapeId,
) -> impl Iterator<Item = (ShapeId, &'m str, &'m Member)> {
    let all = match model.shapes.get(id).map(|shape| &shape.kind) {
        Some(ShapeKind::Structure(members) | ShapeKind::Union(members)) => Some(members),
        _ => None,
    };
    let id = id.clone();
    all.into_iter().flatten().filter_map(move |(member_name, member)| {
        Some((id.member(member_name), member.traits.text(NEWTYPE)?, member))
    })
}

/// Returns the folder of a shape's own file; structures of one operation are in the operation's file.
fn folder(model: &Model, id: &ShapeId, usage: &Usage) -> Option<&'static str> {
    match &model.shapes.get(id)?.kind {
        ShapeKind::Operation(_) => Some("operation"),
        ShapeKind::Structure(_) if !usage.get(id).error && !usage.get(id).shared => None,
        _ => home(model, id, usage),
    }
}

/// Returns the module of a shape's type; `None` for shapes without a type.
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

/// Returns the first name, the second one, or the second one with a number: one that no type has.
fn free(names: [&str; 2], owners: &HashMap<String, ShapeId>) -> String {
    let numbered = (2..).map(|number| format!("{}{number}", names[1]));
    let mut names = names.map(str::to_owned).into_iter().chain(numbered);
    names.find(|name| !owners.contains_key(name)).expect("there are more numbers than names")
}

/// Reports a name that is too long for a file name.
fn too_long(id: &ShapeId, module: &str) -> Option<Diagnostic> {
    let (length, longest) = (naming::file_stem(module).len(), naming::LONGEST);
    let message = format!(
        "its name has {length} bytes, more than the {longest} bytes of a file name; shorten it with the \
         service's `rename` in an overlay"
    );
    (length > longest).then(|| Diagnostic::new(message).about(id))
}

fn clash(id: &ShapeId, ident: &str, other: &ShapeId) -> Diagnostic {
    let message = format!(
        "would be the Rust type `{ident}`, like {other}; rename one with the service's `rename` in an overlay"
    );
    Diagnostic::new(message).about(id)
}
